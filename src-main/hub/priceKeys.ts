import { isExpired } from '#shared/domain/instrument.ts';
import type { Book } from '#shared/engine/book.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { PriceKey } from './priceBoard.ts';

export const isPriceKey = (key: string): key is PriceKey => key.startsWith('mark:') || key.startsWith('index:');

export const nameOf = (key: PriceKey): string => key.slice(key.indexOf(':') + 1);

/** The prices that decide a headline: marks of the positions, and the indices that bring amounts into the valuation currency. */
export function neededKeys({ rows, collateral, valuationCurrency }: Book): readonly PriceKey[] {
  return [...new Set<PriceKey>([
    ...rows.map(({ instrument }): PriceKey => `mark:${instrument.symbol}`),
    ...rows.flatMap(({ instrument }): PriceKey[] => (instrument.settle === valuationCurrency ? [] : [`index:${instrument.settle}`])),
    // What a short option must keep hangs on its underlying.
    ...rows.flatMap(({ option, instrument: { base, quote } }): PriceKey[] => (option?.size.isNegative() !== true ? [] : [base, quote].filter((asset) => asset !== valuationCurrency).map((asset): PriceKey => `index:${asset}`))),
    ...collateral.flatMap(({ collateral: { asset }, amount }): PriceKey[] => (asset === valuationCurrency || amount.isZero() ? [] : [`index:${asset}`])),
  ])];
}

/** Every price that can change a figure. */
export function heldKeys(book: Book): ReadonlySet<PriceKey> {
  const marks = [...book.holdings.keys()].map((symbol): PriceKey => `mark:${symbol}`);
  return new Set<PriceKey>([...marks, ...[...book.assets, ...book.collateral.flatMap(({ collateral: { holds } }) => holds?.asset ?? [])].flatMap((asset): PriceKey[] => (asset === book.valuationCurrency ? [] : [`index:${asset}`])), ...neededKeys(book)]);
}

/** Held contracts that have expired: nobody streams their marks any more. */
export function expiredSymbols({ rows }: Book, at: EpochMs): readonly string[] {
  return [...new Set(rows.filter(({ instrument }) => isExpired(instrument, at)).map(({ instrument }) => instrument.symbol))];
}
