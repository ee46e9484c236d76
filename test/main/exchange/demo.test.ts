import { describe, expect, test } from 'vitest';
import { isExpired } from '#shared/domain/instrument.ts';
import type { Stage } from '#shared/domain/stage.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { epochMs } from '#shared/num/units.ts';
import { markEvent } from '../../../src-main/exchange/markEvent.ts';
import { demoPortfolioText } from '../../../src-main/exchange/demoPortfolio.ts';
import { createMarket, demoMarket } from '../../../src-main/exchange/marketSimulator.ts';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { hostAccount } from '../../support/hostedAccount.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 24, 20);

type Change = Readonly<{ second: number; stage: Stage; distance: number }>;

/** Plays the simulated market, second by second, through the venue's parser into a real engine host. */
function playDemo(seconds: number, seed: number) {
  const account = hostAccount(demoPortfolioText(epochMs(START)), 'demo', START);
  const market = createMarket(seed, demoMarket(epochMs(START)));
  const changes: Change[] = [];
  for (let second = 1; second <= seconds; second += 1) {
    const at = START + second * 1000;
    const ticks = market.step().flatMap((quote) => {
      const parsed = binanceUsdmDialect.read()(JSON.stringify(markEvent(quote, at)));
      return parsed.kind === 'ticks' ? parsed.ticks : [];
    });
    account.apply({ kind: 'ticks', feedId: 'demo', ticks, receivedAt: epochMs(at), staleMs: [], heardAt: 0, epoch: 1, replay: false }, second * 1000);
    const outcome = account.outcomes.at(-1);
    if (outcome !== undefined && outcome.after !== changes.at(-1)?.stage) changes.push({ second, stage: outcome.after, distance: outcome.evaluation.stageInputs.distance ?? NaN });
  }
  return { account, changes };
}

describe('the demo account on the simulated market', () => {
  const { account, changes } = playDemo(600, 7);

  test('holds at least eight positions, three collateral assets and one open order, all of them priced', () => {
    expect(account.portfolio.positions.length).toBeGreaterThanOrEqual(8);
    expect(account.portfolio.collateral.length).toBeGreaterThanOrEqual(3);
    expect(account.portfolio.orders).toHaveLength(1);
    expect(account.outcomes.at(-1)?.evaluation.missing).toEqual([]);
  });

  test('goes up the whole ladder and comes back to calm within ten minutes', () => {
    expect(changes.map(({ stage }) => stage).slice(0, 9)).toEqual(['calm', 'watch', 'warning', 'danger', 'critical', 'danger', 'warning', 'watch', 'calm']);
  });

  test('shows its first change within a minute and the next within two', () => {
    expect(changes[1]?.second).toBeLessThanOrEqual(60);
    expect(changes[2]?.second).toBeLessThanOrEqual(120);
  });

  test('the largest fall leaves its order unfilled, so that the document stays true', () => {
    const [order] = account.portfolio.orders;
    const market = createMarket(7, demoMarket(epochMs(START)));
    const lowest = Math.min(...Array.from({ length: 600 }, () => Number(market.step().find(({ symbol }) => symbol === order?.symbol)?.markPrice)));
    expect(lowest).toBeGreaterThan(Number(order?.price));
  });
});

test.each([1, 2, 3, 4, 5])('with any market it reaches critical and is never liquidated in half an hour (seed %i)', (seed) => {
  const stages = new Set(playDemo(1800, seed).changes.map(({ stage }) => stage));
  expect([...stages].toSorted()).toEqual(['calm', 'critical', 'danger', 'warning', 'watch']);
});

describe('the dated future of the demo', () => {
  const days = Array.from({ length: 800 }, (_, day) => epochMs(Date.UTC(2026, 0, 1, 7, 59) + day * DAY + (day % 2) * 60_000));

  test('has between eleven weeks and seven months to run, whenever the demo is made, and the document is valid', () => {
    for (const now of days) {
      const parsed = parsePortfolio(demoPortfolioText(now), now);
      const future = parsed.ok ? parsed.value.portfolio.instruments.find(({ kind }) => kind === 'future') : undefined;
      const left = ((future?.expiry ?? 0) - now) / DAY;
      expect(left, new Date(now).toISOString()).toBeGreaterThan(77);
      expect(left, new Date(now).toISOString()).toBeLessThan(213);
    }
  });

  test('is listed by the exchange from the day the demo is made until it expires', () => {
    for (const made of days.filter((_, day) => day % 20 === 0)) {
      const parsed = parsePortfolio(demoPortfolioText(made), made);
      const future = parsed.ok ? parsed.value.portfolio.instruments.find(({ kind }) => kind === 'future') : undefined;
      if (future === undefined) throw new Error('the demo holds a dated future');
      for (let now = made; !isExpired(future, now); now = epochMs(now + 5 * DAY)) expect(demoMarket(now).map(({ symbol }) => symbol), new Date(now).toISOString()).toContain(future.symbol);
    }
  });

  test('is named as the venue names it: the last Friday of a quarter', () => {
    const symbolsAt = (iso: string): readonly string[] => demoMarket(epochMs(Date.parse(iso))).flatMap(({ symbol }) => (symbol.includes('_') ? [symbol] : []));
    expect(symbolsAt('2026-11-24T00:00:00Z')).toEqual(['BTCUSDT_261225', 'BTCUSDT_270326']);
    expect(symbolsAt('2026-12-25T07:59:59Z')).toEqual(['BTCUSDT_261225', 'BTCUSDT_270326']);
    expect(symbolsAt('2026-12-25T08:00:00Z')).toEqual(['BTCUSDT_270326', 'BTCUSDT_270625']);
    expect(symbolsAt('2027-10-01T00:00:00Z')).toEqual(['BTCUSDT_271231', 'BTCUSDT_280331']);
  });
});

describe('the simulated market', () => {
  const play = (seed: number): string => {
    const market = createMarket(seed, demoMarket(epochMs(START)));
    return JSON.stringify(Array.from({ length: 50 }, () => market.step()));
  };
  test('has the same prices for the same seed, and others for another', () => {
    expect(play(7)).toBe(play(7));
    expect(play(8)).not.toBe(play(7));
  });

  test('a dated future has the index of its underlying, and no funding', () => {
    const quotes = createMarket(7, demoMarket(epochMs(START))).step();
    const bitcoin = quotes.filter(({ symbol }) => symbol.startsWith('BTCUSDT'));
    expect(new Set(bitcoin.map(({ indexPrice }) => indexPrice)).size).toBe(1);
    expect(bitcoin.map(({ fundingRate }) => fundingRate === '')).toEqual([false, true, true]);
  });
});
