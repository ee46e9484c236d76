import type { Tick } from '#shared/domain/tick.ts';

/** An asset that is priced differently at two venues, or a stablecoin that is off its currency. */
export type Depeg = Readonly<{
  asset: string;
  /** Where it is worth less, and more, each in its own quote: "0.65 USDT". */
  low: Readonly<{ venue: string; price: string }>;
  high: Readonly<{ venue: string; price: string }>;
  /** (high − low) / high, both in the same currency. */
  apart: number;
  /** It is compared with the currency that it stands for. */
  offPeg: boolean;
}>;

export type PegWatch = Readonly<{
  /** @param now monotonic, in ms */
  observe: (ticks: readonly Tick[], now: number) => void;
  /** What is apart at this moment of these assets, the worst of each. @param stablecoins assets that stand for one US dollar */
  apart: (assets: readonly string[], stablecoins: readonly string[], now: number) => readonly Depeg[];
}>;

/** Two prices further apart than this are no spread. */
const RAISE = 0.02;
/** A notice that stands is kept until they are this close again. */
const CLEAR = 0.015;
/** A double's own error is no difference. */
const ROUNDING = 1e-9;
/** Older prices say nothing of this moment. Some indices are told once a minute. */
const FRESH_MS = 130_000;

type Seen = Readonly<{ venue: string; quote: string; price: string; at: number }>;
/** A price in dollars, with how it was told. */
type Valued = Readonly<{ venue: string; text: string; dollars: number }>;

/** Compares what venues say of the same asset, brought into dollars where they quote it in other things. */
export function createPegWatch(): PegWatch {
  /** By asset, then by venue and quote. */
  const seen = new Map<string, Map<string, Seen>>();
  const raised = new Map<string, Depeg>();

  function see(venue: string, base: string, quote: string, price: string, at: number): void {
    const quotes = seen.get(base) ?? new Map<string, Seen>();
    quotes.set(`${venue} ${quote}`, { venue, quote, price, at });
    seen.set(base, quotes);
  }

  const freshOf = (asset: string, now: number): readonly Seen[] => [...(seen.get(asset)?.values() ?? [])].filter(({ at }) => now - at <= FRESH_MS);

  /** What one of a quote is worth in dollars, where a venue says so; a stablecoin that nobody quotes in dollars is taken at its peg. */
  function dollarsPer(quote: string, stablecoins: readonly string[], now: number): number | null {
    if (quote === 'USD') return 1;
    const told = freshOf(quote, now).filter((one) => one.quote === 'USD').map(({ price }) => Number(price)).toSorted((a, b) => a - b);
    return told[Math.floor(told.length / 2)] ?? (stablecoins.includes(quote) ? 1 : null);
  }

  /** What is told of an asset at this moment, by its value. */
  function valued(asset: string, stablecoins: readonly string[], now: number): readonly Valued[] {
    const peg: readonly Valued[] = stablecoins.includes(asset) ? [{ venue: PEG, text: '1 USD', dollars: 1 }] : [];
    const told = freshOf(asset, now).flatMap(({ venue, quote, price }): Valued[] => {
      const rate = dollarsPer(quote, stablecoins, now);
      return rate === null ? [] : [{ venue, text: `${price} ${quote}`, dollars: Number(price) * rate }];
    });
    return told.length === 0 ? [] : [...told, ...peg].toSorted((a, b) => a.dollars - b.dollars);
  }

  function worstOf(asset: string, stablecoins: readonly string[], now: number): Depeg | null {
    const all = valued(asset, stablecoins, now);
    const [low, high] = [all[0], all.at(-1)];
    if (low === undefined || high === undefined || low === high) return null;
    const side = ({ venue, text }: Valued): Depeg['low'] => ({ venue, price: text });
    return { asset, low: side(low), high: side(high), apart: 1 - low.dollars / high.dollars, offPeg: low.venue === PEG || high.venue === PEG };
  }

  return {
    observe: (ticks, now) => {
      for (const tick of ticks) {
        if (tick.indexPrice === undefined) continue;
        if (tick.kind === 'index') see(tick.venue, tick.base, tick.quote, tick.indexPrice, now);
        // A price per a thousand units is not compared: its venue says nothing of one.
        else if (tick.indexBase !== undefined && tick.indexQuote !== undefined && tick.indexMultiplier === undefined) see(tick.venue, tick.indexBase, tick.indexQuote, tick.indexPrice, now);
      }
    },
    apart: (assets, stablecoins, now) => assets.flatMap((asset) => {
      const worst = worstOf(asset, stablecoins, now);
      // Silence clears nothing: a notice ends when prices are told that agree.
      if (worst === null) return raised.get(asset) ?? [];
      if (worst.apart > (raised.has(asset) ? CLEAR : RAISE) + ROUNDING) raised.set(asset, worst);
      else raised.delete(asset);
      return raised.get(asset) ?? [];
    }),
  };
}

const PEG = 'its peg';
