import { asMoney, type Price } from '../num/units.ts';
import type { Book } from './book.ts';
import type { OptionRule } from './optionRule.ts';
import { type OptionPrices, type OptionTerms, optionTermsOf } from './optionTerms.ts';
import { type Prices, rateOf } from './prices.ts';
import type { Row } from './row.ts';
import { type MutableSums, replaced } from './sums.ts';

/** Options, kept row by row in the sums of an account. */
export type OptionSums = Readonly<{
  /** New prices of an option. */
  price: (at: number) => void;
  termsOf: (at: number) => OptionTerms | null;
}>;

/** Prices of what an option hangs on. */
export function optionPricesOf({ instrument: { symbol, settle, base, quote } }: Row, valuationCurrency: string, { mark, index }: Prices): OptionPrices {
  const rate = (asset: string): OptionPrices['base'] => rateOf(asset, valuationCurrency, index);
  const price: Price | null = mark.get(symbol) ?? null;
  return { mark: price, settle: rate(settle), base: rate(base), quote: rate(quote) };
}

/** Every option as missing, before it is priced. */
export function countUnpriced(sums: MutableSums, rule: OptionRule): void {
  sums.unpricedOptions += 1;
  if (rule.size.isNegative()) sums.unmarginedOptions += 1;
}

/** One option in the sums instead of what it was. */
export function replaceOption(sums: MutableSums, rule: OptionRule, last: OptionTerms | null, next: OptionTerms | null): void {
  sums.optionValue = replaced(sums.optionValue, last?.value, next?.value);
  sums.optionMaintenance = replaced(sums.optionMaintenance, last?.maintenanceMargin, next?.maintenanceMargin);
  sums.optionInitial = replaced(sums.optionInitial, last?.initialMargin, next?.initialMargin);
  sums.notional = replaced(sums.notional, last === null ? null : asMoney(last.value.abs()), next === null ? null : asMoney(next.value.abs()));
  sums.unpricedOptions += Number(next === null) - Number(last === null);
  if (rule.size.isNegative()) sums.unmarginedOptions += Number(next?.maintenanceMargin == null) - Number(last?.maintenanceMargin == null);
}

/** Counts every option among the unpriced, until it is priced. */
export function createOptionSums(book: Book, sums: MutableSums, prices: () => Prices): OptionSums {
  const terms: (OptionTerms | null)[] = book.rows.map(() => null);
  for (const { option } of book.rows) if (option !== null) countUnpriced(sums, option);
  return {
    price: (at) => {
      const row = book.rows[at];
      if (row === undefined || row.option === null) return;
      const next = optionTermsOf(row.option, optionPricesOf(row, book.valuationCurrency, prices()));
      replaceOption(sums, row.option, terms[at] ?? null, next);
      terms[at] = next;
    },
    termsOf: (at) => terms[at] ?? null,
  };
}
