import type { PriceField, QuoteTick, Tick } from '#shared/domain/tick.ts';
import type { DecimalText } from '#shared/num/units.ts';

/** Why a price is not used. */
export type Doubtful = 'unusable' | 'jump' | 'off-index';

/** A price that came in and is not used: the last good one stands. */
export type Held = Readonly<{
  venue: string;
  /** `mark:SYMBOL` or `index:BASE/QUOTE`. */
  name: string;
  /** Null when what the venue sent can be no price at all. */
  value: DecimalText | null;
  good: DecimalText | null;
  why: Doubtful;
  /** Fraction that it is off, signed; null when it can be none. */
  off: number | null;
  /** The instrument whose quote carried it; null for an index on its own channel. */
  symbol: string | null;
}>;

/** Ticks with every doubtful price taken out, and what was taken out. */
export type Sifted = Readonly<{ ticks: readonly Tick[]; held: readonly Held[] }>;

export type PlausibilityRules = Readonly<{
  /** A price may be this fraction off the last good one, and off the index. */
  band: number;
  /** A last good price older than this, or than three times the limit of its topic, allows any move but a wild one. */
  memoryMs: number;
  /** Further than this from the last good one, however old, a second message must agree. */
  wild: number;
  /** A new level that holds for this long, over this many messages, is taken for what it is. */
  confirmMs: number;
  confirmCount: number;
}>;

export const usualRules = (bandPercent: number): PlausibilityRules => ({ band: bandPercent / 100, memoryMs: 60_000, wild: Math.max(0.5, 2 * (bandPercent / 100)), confirmMs: 30_000, confirmCount: 5 });

export type Plausibility = Readonly<{
  /**
   * @param staleMs when each tick is stale, in ms; absent: within the minute
   * @param now     monotonic, in ms
   */
  sift: (ticks: readonly Tick[], now: number, staleMs?: readonly number[]) => Sifted;
  /** What came before is old: the machine slept, or another source speaks. */
  forget: () => void;
}>;

/** What is known of one price. `good` is null before the first that was used; `settled`: it was taken although it is off the index, because it lasted. */
type Level = Readonly<{ good: DecimalText | null; at: number; settled: boolean; rival: Readonly<{ value: DecimalText; since: number; count: number }> | null }>;
type Judgement = Readonly<{ ok: true }> | Readonly<{ ok: false; why: Doubtful; off: number | null; good: DecimalText | null }>;

const GOOD: Judgement = { ok: true };
const UNKNOWN: Level = { good: null, at: 0, settled: false, rival: null };
/** A fraction is for a comparison and for words: a double holds enough of it. */
const offBy = (value: DecimalText, from: DecimalText): number => Number(value) / Number(from) - 1;

/**
 * Decides which streamed prices may be used. A price that is no price, far from the last good one, or far from its own
 * index is held back; a jump that the index makes too is none, and a new level that lasts is taken in the end, since it
 * is what the venue liquidates at. An option's mark may do anything but be unusable; the index beside it is judged like any.
 */
export function createPlausibility(rules: () => PlausibilityRules): Plausibility {
  const levels = new Map<string, Level>();

  /** @param index of the same frame, judged good, that the price must agree with; null when none is comparable */
  function judge(name: string, value: DecimalText, index: DecimalText | null, now: number, staleMs: number): Judgement {
    const { band, memoryMs, wild, confirmMs, confirmCount } = rules();
    const { good, at, settled, rival } = levels.get(name) ?? UNKNOWN;
    const offIndex = index === null ? 0 : offBy(value, index);
    const offLast = good === null ? null : offBy(value, good);
    const isOld = now - at > Math.max(memoryMs, 3 * staleMs);
    const jumps = offLast !== null && Math.abs(offLast) > (isOld ? wild : band);
    const strays = Math.abs(offIndex) > band;
    // Where the index is at hand and makes the same move, the market moved.
    if (strays ? settled && !jumps : !jumps || index !== null) return accept(name, value, now, strays);
    const same = rival !== null && Math.abs(offBy(value, rival.value)) <= band;
    const next = same ? { value, since: rival.since, count: rival.count + 1 } : { value, since: now, count: 1 };
    const isConfirmed = isOld && !strays ? next.count >= 2 : next.count >= confirmCount && now - next.since >= confirmMs;
    if (isConfirmed) return accept(name, value, now, strays);
    levels.set(name, { good, at, settled, rival: next });
    return { ok: false, why: strays ? 'off-index' : 'jump', off: strays ? offIndex : offLast, good };
  }

  function accept(name: string, value: DecimalText, now: number, settled: boolean): Judgement {
    levels.set(name, { good: value, at: now, settled, rival: null });
    return GOOD;
  }

  const goodOf = (name: string): DecimalText | null => levels.get(name)?.good ?? null;

  function siftQuote(tick: QuoteTick, now: number, staleMs: number, held: Held[]): QuoteTick {
    const { venue, symbol } = tick;
    const out = new Set<PriceField>();
    const check = (field: PriceField, name: string, index: DecimalText | null): void => {
      const key = `${venue} ${name}`;
      const value = tick[field];
      if (tick.bad?.includes(field) === true) held.push({ venue, name, value: null, good: goodOf(key), why: 'unusable', off: null, symbol });
      if (value === undefined) return;
      const verdict = field === 'markPrice' && isOption(tick) ? GOOD : judge(key, value, index, now, staleMs);
      if (verdict.ok) return;
      out.add(field);
      held.push({ venue, name, value, good: verdict.good, why: verdict.why, off: verdict.off, symbol });
    };
    if (tick.indexBase !== undefined && tick.indexQuote !== undefined) check('indexPrice', `index:${tick.indexBase}/${tick.indexQuote}`, null);
    check('markPrice', `mark:${symbol}`, out.has('indexPrice') || !isPerpetual(tick) ? null : tick.indexPrice ?? null);
    if (out.size === 0) return tick;
    const { markPrice, indexPrice, ...rest } = tick;
    return { ...rest, ...(out.has('markPrice') || markPrice === undefined ? {} : { markPrice }), ...(out.has('indexPrice') || indexPrice === undefined ? {} : { indexPrice }) };
  }

  return {
    sift: (ticks, now, limits = []) => {
      const held: Held[] = [];
      const sifted = ticks.map((tick, at): Tick => {
        const staleMs = limits[at] ?? 0;
        if (tick.kind === 'quote') return siftQuote(tick, now, staleMs, held);
        const { venue, base, quote, indexPrice } = tick;
        const name = `index:${base}/${quote}`;
        if (indexPrice === undefined) {
          held.push({ venue, name, value: null, good: goodOf(`${venue} ${name}`), why: 'unusable', off: null, symbol: null });
          return tick;
        }
        const verdict = judge(`${venue} ${name}`, indexPrice, null, now, staleMs);
        if (verdict.ok) return tick;
        held.push({ venue, name, value: indexPrice, good: verdict.good, why: verdict.why, off: verdict.off, symbol: null });
        return { kind: 'index', venue, base, quote, eventAt: tick.eventAt };
      });
      return { ticks: sifted, held };
    },
    forget: () => {
      for (const [name, level] of levels) levels.set(name, { ...level, at: -Infinity, rival: null });
    },
  };
}

/** `…-C`, `…-P`, `…-C-USDT`: options are named alike everywhere, and some channels carry nothing else that tells. */
const OPTION_NAME = /-[CP](?:-[A-Z]{3,5})?$/;
const isOption = ({ option, symbol }: QuoteTick): boolean => option !== undefined || OPTION_NAME.test(symbol);

/** A dated future may stand well off its index; a perpetual is held to it by its funding. */
const isPerpetual = ({ fundingRate, nextFundingAt }: QuoteTick): boolean => (fundingRate !== undefined || nextFundingAt !== undefined);
