import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type * as evaluation from '#shared/engine/evaluate.ts';
import { InvariantError } from '#shared/util/invariant.ts';
import { newFolders } from '../db/support/database.ts';
import { type Bench, openBench, refuseWrites, riskyDocument, STALE_MS, START, text, tick } from './support/riskyAccount.ts';

const broken = vi.hoisted(() => ({ above: Infinity, always: false }));

// The one thing that no document and no market can bring about: a rule of the engine that breaks.
vi.mock('#shared/engine/evaluate.ts', async (original) => {
  const real = await original<typeof evaluation>();
  const evaluate: typeof real.evaluate = (book, ledger) => {
    const mark = ledger.prices().mark.get('BTC-PERP');
    if (book.portfolio.name === 'Risky' && (broken.always || (mark?.toNumber() ?? 0) > broken.above)) throw new InvariantError('a tier applies to every notional');
    return real.evaluate(book, ledger);
  };
  return { ...real, evaluate };
});

const path = newFolders();
let bench: Bench;
beforeEach(() => {
  Object.assign(broken, { above: Infinity, always: false });
  bench = openBench(path('hub.db'));
});
afterEach(() => bench.store.close());

const markState = (accountId: string) => bench.engine.view(accountId)?.positions[0]?.mark;

describe('the accounts that are due', () => {
  test('are evaluated one at a time, each once in a round, whatever comes meanwhile', () => {
    const ids = ['One', 'Two', 'Three'].map((name) => bench.put(riskyDocument({ name })));
    bench.second(0);
    const evaluated = (): readonly string[] => bench.outcomes.splice(0).map(({ name }) => name);
    evaluated();
    bench.tick(10, tick('60000'));
    const lefts = [1, 2, 3].map(() => {
      const left = bench.engine.evaluateNext();
      bench.tick(20, tick('60001'));
      return left;
    });
    expect(lefts).toEqual([true, true, false]);
    expect(evaluated()).toEqual(['One', 'Two', 'Three']);
    // One that was closed is passed over; what came meanwhile is the next round.
    bench.engine.evaluateNext();
    bench.engine.close(ids[1] ?? '');
    expect([bench.engine.evaluateNext(), bench.engine.evaluateNext(), bench.engine.evaluateNext()]).toEqual([true, false, false]);
    expect(evaluated()).toEqual(['One', 'Three']);
  });

  test('are all of them once a second, because time itself changes states', () => {
    for (const name of ['One', 'Two']) bench.put(riskyDocument({ name }));
    bench.second(0);
    bench.outcomes.splice(0);
    bench.engine.evaluateNext();
    expect(bench.outcomes).toEqual([]);
    bench.engine.age();
    expect([bench.engine.evaluateNext(), bench.engine.evaluateNext()]).toEqual([true, false]);
    expect(bench.outcomes.map(({ name }) => name)).toEqual(['One', 'Two']);
  });
});

describe('the state of a price', () => {
  test('is live until half the limit, then ageing, then stale; the headline has the state of the worst', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick('60000'));
    const states = [0, STALE_MS / 2, STALE_MS / 2 + 1, STALE_MS, STALE_MS + 1].map((ms) => {
      bench.second(ms);
      return [markState(accountId)?.state, bench.engine.view(accountId)?.worstInput?.state];
    });
    expect(states).toEqual([['live', 'live'], ['live', 'live'], ['ageing', 'ageing'], ['ageing', 'ageing'], ['stale', 'stale']]);
    expect(bench.engine.view(accountId)?.worstInput).toEqual({ state: 'stale', key: 'mark:BTC-PERP', at: START });
  });

  test('is ageing at once and disconnected at the limit without a connection, and live again with the next price', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick('60000'));
    bench.setConnected(false);
    bench.second(1);
    expect(markState(accountId)?.state).toBe('ageing');
    bench.second(STALE_MS + 1);
    expect(markState(accountId)?.state).toBe('disconnected');
    bench.setConnected(true);
    bench.tick(STALE_MS + 2, tick('60001'));
    expect(markState(accountId)?.state).toBe('live');
  });

  test('of a stored price is stale, however young, until it is streamed', () => {
    const accountId = bench.put(riskyDocument());
    bench.second(0);
    expect(markState(accountId)).toMatchObject({ value: '60000', state: 'stale' });
    bench.tick(1, tick('60001'));
    expect(markState(accountId)).toMatchObject({ value: '60001', state: 'live' });
  });

  test('of a recorded price says replay, and stale once it is silent', () => {
    const accountId = bench.put(riskyDocument());
    bench.engine.setChannel(accountId, 'replay');
    bench.engine.applyFeed({ kind: 'ticks', feedId: 'r', ticks: [tick('60001')], receivedAt: bench.clock.wall(), staleMs: [], heardAt: 0, epoch: 1, replay: true }, 'replay');
    expect(bench.engine.view(accountId)).toMatchObject({ replay: true, positions: [{ mark: { state: 'replay' } }] });
    bench.second(STALE_MS + 1);
    expect(markState(accountId)?.state).toBe('stale');
  });

  test('of one source is not fresh because another one speaks', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(0, tick('60000'));
    bench.engine.setChannel(accountId, 'demo');
    expect(markState(accountId)?.state).toBe('stale');
    bench.tick(1, tick('1'));
    expect(markState(accountId)?.value).toBe('60000');
  });
});

describe('a price typed in by hand', () => {
  test('wins over what is streamed, which goes on underneath, until it is released', () => {
    const accountId = bench.put(riskyDocument());
    bench.engine.setManual(accountId, 'mark:BTC-PERP', { value: text('50000'), at: bench.clock.wall() });
    bench.tick(1000, tick('61000'));
    expect(markState(accountId)).toEqual({ value: '50000', at: START, state: 'manual', underneath: '61000' });
    expect(bench.engine.view(accountId)?.totals.equity).toBe('30000');
    bench.engine.setManual(accountId, 'mark:BTC-PERP', null);
    expect(markState(accountId)).toMatchObject({ value: '61000', state: 'live', underneath: null });
  });

  test('is refused for what the account does not hold', () => {
    expect(bench.engine.setManual(bench.put(riskyDocument()), 'mark:ETH-PERP', { value: text('1'), at: bench.clock.wall() })).toBe(false);
  });
});

describe('a price that came in', () => {
  test('is kept until it is stored, also when storing it fails', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('61000'));
    const passAgain = refuseWrites(path('hub.db'), 'last_price');
    const save = (): void => bench.writer.write('prices', () => bench.engine.savePrices(bench.store.prices.saveLast));
    save();
    bench.second(2000);
    expect(bench.writer.fault()).toBe('the disk is full');
    passAgain();
    save();
    expect(bench.writer.fault()).toBeNull();
    expect(bench.store.accounts.load(accountId)?.prices.mark.get('BTC-PERP')).toEqual({ value: '61000', at: START + 1000 });
  });

  test('is not stored over the prices of a document that replaced the account since', () => {
    const accountId = bench.put(riskyDocument());
    bench.tick(1000, tick('61000'));
    bench.put(riskyDocument({ prices: { mark: { 'BTC-PERP': '62000' } } }));
    bench.engine.savePrices(bench.store.prices.saveLast);
    expect(bench.store.accounts.load(accountId)?.prices.mark.get('BTC-PERP')?.value).toBe('62000');
  });

  test('of another venue, or of what the account does not hold, changes nothing', () => {
    const accountId = bench.put(riskyDocument());
    const before = bench.engine.seqOf(accountId);
    bench.tick(1000, { ...tick('1'), venue: 'deribit' }, tick('1', 'ETH-PERP'));
    expect(bench.engine.seqOf(accountId)).toBe(before);
    expect(markState(accountId)?.value).toBe('60000');
  });
});

describe('a rule of the engine that breaks', () => {
  test('fault 31, there is no engine process that could die, and an engine that throws costs one account: makes that account unknown, with its reason and its stage, and is told once; the others go on', () => {
    const accountId = bench.put(riskyDocument());
    const other = bench.put(riskyDocument({ name: 'Other' }));
    bench.tick(1000, tick('22000'));
    bench.second(1100);
    broken.above = 65_000;
    for (const ms of [2000, 3000, 4000]) {
      bench.tick(ms, tick('70000'));
      bench.second(ms + 100);
    }
    const view = bench.engine.view(accountId);
    expect(view).toMatchObject({ stage: 'danger', totals: { equity: null, marginRatio: null, incomplete: true } });
    expect(view?.unknown[0]).toEqual({ missing: expect.stringContaining('a tier applies to every notional'), makesUnknown: expect.arrayContaining(['equity', 'marginRatio']) });
    expect(bench.engine.view(other)?.totals.equity).toBe('50000');
    expect(bench.faults.map(({ name }) => name)).toEqual(['Risky']);
    expect(bench.engine.summaries()).toMatchObject([{ name: 'Risky', incomplete: true }, { name: 'Other', incomplete: false }]);
  });

  test('leaves the account at risk blind, which is told', () => {
    bench.put(riskyDocument());
    bench.tick(1000, tick('22000'));
    bench.second(1100);
    broken.above = 21_000;
    for (let ms = 2000; ms < 9000; ms += 1000) {
      bench.tick(ms, tick('22000'));
      bench.second(ms + 100);
    }
    expect(bench.raised()).toEqual(['stage danger', 'blind danger']);
  });

  test('and breaks without any price too takes the account out of view, and nothing else', () => {
    const accountId = bench.put(riskyDocument());
    const other = bench.put(riskyDocument({ name: 'Other' }));
    broken.always = true;
    for (const ms of [1000, 2000]) {
      bench.tick(ms, tick('61000'));
      bench.second(ms + 100);
      bench.engine.audit();
    }
    expect(bench.engine.view(accountId)).toBeNull();
    expect(bench.engine.view(other)?.totals.equity).toBe('41000');
    expect(bench.faults).toHaveLength(1);
  });

  test('is over when the account is opened again', () => {
    const accountId = bench.put(riskyDocument());
    broken.always = true;
    bench.second(1000);
    broken.always = false;
    bench.put(riskyDocument());
    bench.tick(2000, tick('60000'));
    expect(bench.engine.view(accountId)).toMatchObject({ unknown: [], totals: { equity: '40000' } });
  });
});

describe('the audit', () => {
  test('compares the ledger of every account with a full recompute', () => {
    bench.put(riskyDocument());
    bench.put(riskyDocument({ name: 'Other' }));
    bench.tick(1000, tick('61000.123456789'));
    bench.engine.audit();
    expect(bench.engine.health()).toMatchObject({ ticks: 1, recomputes: 2, mismatches: 0 });
  });
});

describe('an immediate evaluation', () => {
  test('is made once for a ratio that stale prices keep from raising the stage, not with every tick', () => {
    bench.put(riskyDocument({
      collateral: [{ asset: 'USD', amount: '30000', weight: '1' }, { asset: 'ETH', amount: '10', weight: '1' }], prices: { mark: { 'BTC-PERP': '60000' }, index: { ETH: '1000' } },
    }));
    bench.tick(500, { kind: 'index', venue: 'generic', base: 'ETH', quote: 'USD', indexPrice: text('1000'), eventAt: null });
    bench.tick(6000, tick('60000'));
    bench.second(6100);
    const before = bench.outcomes.length;
    for (let at = 0; at < 50; at += 1) bench.tick(7000 + at, tick('20600'));
    expect(bench.outcomes.length - before).toBe(1);
    expect(bench.outcomes.at(-1)).toMatchObject({ before: 'calm', after: 'watch', stale: true });
  });
});

describe('a book that nothing streams to', () => {
  test('is judged by what the user gave: a mark typed in raises as far as it asks, and a corrected one clears after 30 s', () => {
    const accountId = bench.put(riskyDocument({
      collateral: [{ asset: 'USD', amount: '30000', weight: '1' }, { asset: 'ETH', amount: '10', weight: '1' }], prices: { mark: { 'BTC-PERP': '60000' }, index: { ETH: '1000' } },
    }));
    bench.second(1000);
    const typed = (value: string): void => void bench.engine.setManual(accountId, 'mark:BTC-PERP', { value: text(value), at: bench.clock.wall() });
    typed('20400');
    expect(bench.engine.view(accountId)?.stage).toBe('liquidating');
    typed('60000');
    for (let ms = 2000; ms <= 33_000; ms += 1000) bench.second(ms);
    expect(bench.engine.view(accountId)?.stage).toBe('calm');
  });
});
