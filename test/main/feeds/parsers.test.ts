import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDecimalText, isPriceText } from '#shared/num/units.ts';
import { DIALECTS } from '../../../src-main/feeds/dialects.ts';
import { deribitDialect } from '../../../src-main/feeds/deribit/dialect.ts';
import type { ParsedFrame, VenueDialect } from '../../../src-main/feeds/feed.ts';

/** `before`: frames that the same connection brought earlier. `frame` may be plain text. */
type Fixture = Readonly<{
  name: string; before?: readonly unknown[]; frame: unknown; ticks?: unknown; topics?: unknown; malformed?: unknown;
  ack?: object; error?: object; other?: string; heartbeat?: string | null; ready?: true; notice?: string; gap?: object;
}>;

const textOf = (frame: unknown): string => (typeof frame === 'string' ? frame : JSON.stringify(frame));

/** Reads a fixture as one connection would. */
function readThrough({ read }: VenueDialect, { before = [], frame }: Fixture): ParsedFrame {
  const reader = read();
  for (const earlier of before) reader(textOf(earlier));
  return reader(textOf(frame));
}

const fixturesOf = (venue: string): readonly Fixture[] => JSON.parse(readFileSync(resolve(import.meta.dirname, `../../fixtures/${venue}/frames.json`), 'utf8')) as readonly Fixture[];

function expected({ gap, ...fixture }: Fixture): unknown {
  return { ...(readingOf(fixture) as object), ...(gap === undefined ? {} : { gap }) };
}

function readingOf({ ticks, topics, malformed, ack, error, other, heartbeat, ready, notice }: Fixture): unknown {
  if (ticks !== undefined) return { kind: 'ticks', topics, ticks, malformed: malformed ?? 0 };
  if (ack !== undefined) return { kind: 'ack', ...ack };
  if (error !== undefined) return { kind: 'error', ...error };
  if (other !== undefined) return { kind: 'other', what: other, ...(topics === undefined ? {} : { topics }) };
  if (ready === true) return { kind: 'ready' };
  if (notice !== undefined) return { kind: 'notice', what: notice };
  return heartbeat === undefined ? { kind: 'malformed', path: malformed } : { kind: 'heartbeat', reply: heartbeat };
}

/** Every figure of a tick is a plain decimal in its range; nothing is empty. */
function checkTicks(parsed: ParsedFrame): void {
  if (parsed.kind !== 'ticks') return;
  expect(parsed.topics).toHaveLength(parsed.ticks.length);
  for (const tick of parsed.ticks) {
    const { indexPrice } = tick;
    expect(indexPrice === undefined || isPriceText(indexPrice)).toBe(true);
    expect(tick.eventAt === null || !Number.isNaN(new Date(tick.eventAt).getTime())).toBe(true);
    if (tick.kind === 'index') {
      expect([tick.base, tick.quote]).not.toContain('');
      continue;
    }
    expect(tick.symbol).not.toBe('');
    for (const price of [tick.markPrice, tick.lastPrice, tick.option?.underlyingPrice]) expect(price === undefined || isPriceText(price)).toBe(true);
    for (const figure of [tick.fundingRate, tick.option?.markVolatility, tick.option?.bidVolatility, tick.option?.askVolatility]) expect(figure === undefined || isDecimalText(figure)).toBe(true);
    for (const greek of Object.values({ ...tick.option?.greeks, ...tick.option?.coinGreeks })) expect(isDecimalText(greek)).toBe(true);
    for (const field of tick.bad ?? []) expect(tick[field]).toBeUndefined();
  }
}

const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>('', '0', '-1', '1e999', 'NaN', '1.5', '0.1', 'expired', null, 0, -0, 1, -5, 1e-10, 1e21, 0.1 + 0.2, 1e300, true, [], {}, { toString: 1, valueOf: 1 }, '9'.repeat(40), '１') },
  { weight: 1, arbitrary: fc.jsonValue() },
);

/** A frame of a fixture with one of its fields, anywhere in it, replaced or taken away. */
function damaged(frame: unknown, paths: readonly number[], value: unknown): unknown {
  if (typeof frame !== 'object' || frame === null || paths.length === 0) return value;
  const keys = Object.keys(frame);
  const [first = 0, ...rest] = paths;
  const key = keys[first % Math.max(1, keys.length)];
  if (key === undefined) return value;
  const inner = (frame as Readonly<Record<string, unknown>>)[key];
  const next = typeof inner === 'object' && inner !== null ? damaged(inner, rest, value) : value;
  return Array.isArray(frame) ? frame.map((item, at) => (String(at) === key ? next : item)) : { ...frame, [key]: next };
}

/** Where a frame holds text. */
function leavesOf(frame: unknown): readonly (readonly string[])[] {
  if (typeof frame === 'string') return [[]];
  if (typeof frame !== 'object' || frame === null) return [];
  return Object.entries(frame).flatMap(([key, value]) => leavesOf(value).map((path) => [key, ...path]));
}

function replaced(frame: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined || typeof frame !== 'object' || frame === null) return value;
  const inner = replaced((frame as Readonly<Record<string, unknown>>)[key], rest, value);
  return Array.isArray(frame) ? frame.map((item, at) => (String(at) === key ? inner : item)) : { ...frame, [key]: inner };
}

describe.each(DIALECTS.map((dialect): [string, VenueDialect] => [dialect.id, dialect]))('%s', (id, dialect) => {
  const fixtures = fixturesOf(id);
  const parse = (frame: string): ParsedFrame => dialect.read()(frame);

  test('has fixtures', () => expect(fixtures.length).toBeGreaterThan(20));
  test.each(fixtures.map((fixture): [string, Fixture] => [fixture.name, fixture]))('%s', (_name, fixture) => {
    expect(readThrough(dialect, fixture)).toEqual(expected(fixture));
  });

  test('any text is read without an exception', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => checkTicks(parse(text))), { numRuns: 2000 });
  });

  test('any frame with a field changed is read without an exception, and what it gives is valid', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }), hostile, (fixture, paths, value) => checkTicks(readThrough(dialect, { ...fixture, frame: damaged(fixture.frame, paths, value) }))),
      { numRuns: 5000 },
    );
  });

  test('fault 22, a hundred thousand words in any field are read in no time: no pattern is looked for in all of them', () => {
    const words = ['A-', 'channel:', ' ', '0', '_USDT'].map((part) => `1${part.repeat(Math.ceil(150_000 / part.length))}x`);
    const tried = [...fixtures.filter(({ error }) => error !== undefined), ...fixtures.filter(({ ticks }) => ticks !== undefined).slice(0, 3)];
    for (const { frame } of tried) {
      for (const path of leavesOf(frame)) {
        for (const text of words) {
          const started = performance.now();
          parse(textOf(replaced(frame, path, text)));
          expect(performance.now() - started, `${path.join('.')} ${text.slice(0, 20)}`).toBeLessThan(1000);
        }
      }
    }
  }, 60_000);

  test('any frame cut short is malformed', () => {
    fc.assert(fc.property(fc.constantFrom(...fixtures.filter(({ frame }) => typeof frame === 'object')), fc.nat(), ({ frame }, at) => {
      const text = JSON.stringify(frame);
      expect(parse(text.slice(0, at % text.length)).kind).toBe('malformed');
    }));
  });

  test('deep nesting is read without an exception, with and without digits beyond a double', () => {
    const deep = '['.repeat(300_000) + ']'.repeat(300_000);
    expect(parse(deep).kind).toBe('malformed');
    for (const key of ['mark_price', 'mark\\u005fprice']) {
      checkTicks(parse(`{"method":"subscription","params":{"channel":"ticker.A-1.100ms","data":{"instrument_name":"A-1","timestamp":1,"${key}":1.2345678901234567890,"x":${deep}}}}`));
    }
  });

  test('a frame cannot reach the prototype of anything', () => {
    parse('{"__proto__":{"polluted":1},"e":"markPriceUpdate","method":"subscription","params":{"__proto__":{"polluted":1}}}');
    expect('polluted' in {}).toBe(false);
  });
});

describe('Deribit’s numbers', () => {
  const markOf = (source: string): string | null => {
    const parsed = deribitDialect.read()(`{"method":"subscription","params":{"channel":"ticker.A-1.100ms","data":{"instrument_name":"A-1","timestamp":1790000000000,"mark_price":${source}}}}`);
    const [tick] = parsed.kind === 'ticks' ? parsed.ticks : [];
    return tick?.kind === 'quote' ? tick.markPrice ?? null : null;
  };
  test.each([['1e-10', '0.0000000001'], ['1.5E+2', '150'], ['0.1234567890123456789', '0.1234567890123456789'], ['123456789.123456789012', '123456789.123456789012'], ['0.000000000000000001', '0.000000000000000001'], ['10000000000.0000001', '10000000000.0000001'], ['5,"x":"mark_price"', '5'], ['5,"legs":[{"mark_price":7}],"x":1', '5'], ['0.12345678901234567,"legs":[{"mark_price":7}],"x":1', '0.12345678901234567']])('%s is %s', (source, text) => {
    expect(markOf(source)).toBe(text);
  });

  test('keep every digit that the venue wrote', () => {
    fc.assert(fc.property(fc.stringMatching(/^[1-9]\d{0,11}\.\d{0,11}[1-9]$/), (source) => { expect(markOf(source)).toBe(source); }), { numRuns: 2000 });
  });
});
