import type { Tick } from '#shared/domain/tick.ts';
import { Decimal, type DecimalText, toText } from '#shared/num/units.ts';

/** An asset that is priced differently at two venues, or a stablecoin that is off its currency. */
export type Depeg = Readonly<{
  asset: string;
  /** Quote that both prices are in. */
  quote: string;
  low: Readonly<{ venue: string; price: DecimalText }>;
  high: Readonly<{ venue: string; price: DecimalText }>;
  /** (high − low) / high. */
  apart: number;
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
/** Older prices say nothing of this moment. */
const FRESH_MS = 60_000;
const PEG = toText(new Decimal(1));

type Seen = Readonly<{ venue: string; quote: string; price: DecimalText; at: number }>;

/** Compares what venues say of the same asset in the same currency. */
export function createPegWatch(): PegWatch {
  /** By asset, then by venue and quote. */
  const seen = new Map<string, Map<string, Seen>>();
  const raised = new Set<string>();

  function see(venue: string, base: string, quote: string, price: DecimalText, at: number): void {
    const quotes = seen.get(base) ?? new Map<string, Seen>();
    quotes.set(`${venue} ${quote}`, { venue, quote, price, at });
    seen.set(base, quotes);
  }

  function worstOf(asset: string, isStable: boolean, now: number): Depeg | null {
    const fresh = [...(seen.get(asset)?.values() ?? [])].filter(({ at }) => now - at <= FRESH_MS);
    const pegged: Seen[] = isStable && fresh.some(({ quote }) => quote === 'USD') ? [{ venue: 'its peg', quote: 'USD', price: PEG, at: now }] : [];
    const pairs = [...Map.groupBy([...fresh, ...pegged], ({ quote }) => quote).values()].flatMap((group): Depeg[] => {
      const sorted = group.toSorted((a, b) => Number(a.price) - Number(b.price));
      const [low, high] = [sorted[0], sorted.at(-1)];
      if (low === undefined || high === undefined || low === high) return [];
      return [{ asset, quote: low.quote, low: { venue: low.venue, price: low.price }, high: { venue: high.venue, price: high.price }, apart: 1 - Number(low.price) / Number(high.price) }];
    });
    return pairs.toSorted((a, b) => b.apart - a.apart)[0] ?? null;
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
      const worst = worstOf(asset, stablecoins.includes(asset), now);
      const isApart = worst !== null && worst.apart > (raised.has(asset) ? CLEAR : RAISE) + ROUNDING;
      if (isApart) raised.add(asset);
      else raised.delete(asset);
      return isApart ? [worst] : [];
    }),
  };
}
