import type { DecimalText } from '#shared/num/units.ts';
import type { AccountHost } from './accountHost.ts';
import type { Freshness, PriceKey } from './priceBoard.ts';

/** A price as the market has it now, currency per unit of the asset. */
export type FreshPrice = Readonly<{ asset: string; currency: string; price: DecimalText }>;

/**
 * Prices of an account that a live feed told and that are still fresh: the index of each asset in the valuation currency, and
 * where there is none the mark of a linear or inverse perpetual on it, in its quote currency. None that was typed in, is suspect, or was moved for practice.
 */
export function freshPrices({ engine, board }: Pick<AccountHost, 'engine' | 'board'>, freshness: Freshness): readonly FreshPrice[] {
  const { assets, holdings, valuationCurrency } = engine().book;
  const fresh = (key: PriceKey): DecimalText | null => {
    const { value, state } = board.view(key, freshness);
    return state === 'live' || state === 'ageing' ? value : null;
  };
  const indices = assets.flatMap((asset): FreshPrice[] => {
    const price = asset === valuationCurrency ? null : fresh(`index:${asset}`);
    return price === null ? [] : [{ asset, currency: valuationCurrency, price }];
  });
  const known = new Set(indices.map(({ asset }) => asset));
  const marks = [...holdings.values()].flatMap(({ instrument: { symbol, kind, settlement, base, quote } }): FreshPrice[] => {
    if (kind !== 'perpetual' || settlement === 'quanto' || known.has(base) || base === valuationCurrency) return [];
    const price = fresh(`mark:${symbol}`);
    if (price === null) return [];
    known.add(base);
    return [{ asset: base, currency: quote, price }];
  });
  return [...indices, ...marks];
}
