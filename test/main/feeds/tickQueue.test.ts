import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuoteTick, Tick } from '#shared/domain/tick.ts';
import { type DecimalText, epochMs } from '#shared/num/units.ts';
import { createTickQueue, type TickBatch } from '../../../src-main/feeds/tickQueue.ts';

const CROWD = 64;

const quote = (symbol: string, said: Partial<QuoteTick>): QuoteTick => ({ kind: 'quote', venue: 'v', symbol, eventAt: null, ...said });
const price = (value: number): DecimalText => String(value) as DecimalText;
const batchOf = (at: number, ...ticks: readonly Tick[]): TickBatch => ({ ticks, topics: ticks.map((tick) => (tick.kind === 'quote' ? `t-${tick.symbol}` : `t-${tick.base}`)), receivedAt: epochMs(at), heardAt: at });

/** A queue with what came out of it, and the crowd of frames that it was last given. */
function queued() {
  const out: TickBatch[] = [];
  let superseded = 0;
  const { put, flush } = createTickQueue((batch) => out.push(batch), () => { superseded += 1; });
  return {
    out, put, flush,
    superseded: () => superseded,
    ticks: () => out.flatMap(({ ticks }) => ticks),
    /** All frames of one reading of a socket. */
    reading: (batches: readonly TickBatch[]) => {
      for (const [at, batch] of batches.entries()) put(batch, batches.length - 1 - at);
      flush();
    },
  };
}

/** So many more frames that those before them are a crowd. */
const more = (count = CROWD): readonly TickBatch[] => Array.from({ length: count }, (_, at) => batchOf(1000 + at, quote(`OTHER${at}`, { markPrice: price(1) })));

describe('the queue of ticks', () => {
  test('passes frames on as they come while they are no crowd', () => {
    const { reading, out, superseded } = queued();
    const frames = Array.from({ length: CROWD }, (_, at) => batchOf(at, quote('A', { markPrice: price(at + 1) })));
    reading(frames);
    expect(out).toEqual(frames);
    expect(superseded()).toBe(0);
  });

  test('of a crowd tells the newest of each instrument once, in the order of receipt, as old as the oldest frame', () => {
    const { reading, out, superseded } = queued();
    const [a1, b1, a2] = [quote('A', { markPrice: price(1) }), quote('B', { markPrice: price(5) }), quote('A', { markPrice: price(2) })];
    const others = more();
    reading([batchOf(10, a1), batchOf(11, b1), batchOf(12, a2), ...others]);
    expect(out).toHaveLength(1);
    expect(out[0]).toMatchObject({ ticks: [b1, a2, ...others.flatMap(({ ticks }) => ticks)], receivedAt: 10, heardAt: 10 });
    expect(out[0]?.topics.slice(0, 2)).toEqual(['t-B', 't-A']);
    expect(superseded()).toBe(1);
  });

  test('a level that came and went within one crowd is not told, but counted', () => {
    const { reading, ticks, superseded } = queued();
    reading([...[100, 40, 100].map((value, at) => batchOf(at, quote('A', { markPrice: price(value) }))), ...more()]);
    expect(ticks().flatMap((tick) => (tick.kind === 'quote' && tick.symbol === 'A' ? tick.markPrice : []))).toEqual(['100']);
    expect(superseded()).toBe(2);
  });

  test('is as it was after a crowd', () => {
    const { reading, out } = queued();
    reading([batchOf(1, quote('A', { markPrice: price(1) })), ...more()]);
    const after = [1, 2, 3].map((at) => batchOf(at, quote('A', { markPrice: price(at) })));
    reading(after);
    expect(out.slice(1)).toEqual(after);
  });

  test.each<[string, Tick, Tick]>([
    ['a field that the newer leaves out', quote('A', { markPrice: price(1), fundingRate: price(2) }), quote('A', { markPrice: price(2) })],
    ['a Greek that the newer leaves out', quote('A', { option: { greeks: { delta: price(1), vega: price(2) } } }), quote('A', { option: { greeks: { delta: price(1) } } })],
    ['a price that can be none', quote('A', { bad: ['markPrice'] }), quote('A', { markPrice: price(2) })],
    ['a price, before one that can be none', quote('A', { markPrice: price(2) }), quote('A', { bad: ['markPrice'] })],
    ['the index of another pair', quote('A', { indexPrice: price(1), indexBase: 'X', indexQuote: 'USD' }), quote('A', { indexPrice: price(1), indexBase: 'X', indexQuote: 'USDC' })],
    ['an index, before one that can be none', { kind: 'index', venue: 'v', base: 'A', quote: 'USD', indexPrice: price(1), eventAt: null }, { kind: 'index', venue: 'v', base: 'A', quote: 'USD', eventAt: null }],
  ])('%s is not lost', (_what, older, newer) => {
    const { reading, ticks, superseded } = queued();
    reading([batchOf(1, older), batchOf(2, newer), ...more()]);
    expect(ticks().slice(0, 2)).toEqual([older, newer]);
    expect(superseded()).toBe(0);
  });

  test('the same instrument on two topics is two prices', () => {
    const { reading, ticks } = queued();
    const [one, two] = [quote('A', { markPrice: price(1) }), quote('A', { markPrice: price(2) })];
    reading([batchOf(1, one), { ...batchOf(2, two), topics: ['elsewhere'] }, ...more()]);
    expect(ticks().slice(0, 2)).toEqual([one, two]);
  });

  test('over any readings: what is told and what is overtaken add up, the last of each field is told last, and no batch is larger than what is subscribed', () => {
    const symbols = ['A', 'B', 'C'];
    const said = fc.record({ markPrice: fc.integer({ min: 1, max: 9 }).map(price), lastPrice: fc.integer({ min: 1, max: 9 }).map(price), fundingRate: fc.integer({ min: 1, max: 9 }).map(price) }, { requiredKeys: [] });
    const frame = fc.array(fc.tuple(fc.constantFrom(...symbols), said), { minLength: 1, maxLength: 3 });
    fc.assert(fc.property(fc.array(fc.array(frame, { minLength: 1, maxLength: 120 }), { maxLength: 5 }), (readings) => {
      const { reading, out, ticks, superseded } = queued();
      const put = readings.map((frames) => frames.map((rows, at) => batchOf(at, ...rows.map(([symbol, fields]) => quote(symbol, fields)))));
      for (const frames of put) reading(frames);
      const all = put.flat().flatMap((batch) => batch.ticks);
      expect(ticks().length + superseded()).toBe(all.length);
      expect(stateAfter(ticks())).toEqual(stateAfter(all));
      // One that was passed on as it came is as large as its frame.
      for (const { ticks: told } of out) expect(told.length).toBeLessThanOrEqual(symbols.length);
      // In the order of receipt, and nothing twice.
      const places = ticks().map((tick) => all.indexOf(tick));
      expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
    }), { numRuns: 300 });
  });
});

/** What is known in the end, field by field. */
function stateAfter(ticks: readonly Tick[]): Readonly<Record<string, unknown>> {
  const state: Record<string, unknown> = {};
  for (const tick of ticks) if (tick.kind === 'quote') for (const [name, value] of Object.entries(tick)) state[`${tick.symbol} ${name}`] = value;
  return state;
}
