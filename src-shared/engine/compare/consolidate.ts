import { type Price, term } from '../../num/units.ts';
import { addFigures, type Figure } from '../figures.ts';
import { rateOf } from '../prices.ts';

/** One account as it is counted: its equity in its own valuation currency, and nothing of its margin. */
export type OwnEquity = Readonly<{ id: string; valuationCurrency: string; equity: Figure }>;

export type AccountEquity = OwnEquity & Readonly<{
  /** In the common currency; null when no rate is known. */
  converted: Figure | null;
}>;

/** What several accounts hold together. Margin is never counted together: there is no requirement, free margin or ratio here. */
export type Consolidated = Readonly<{
  currency: string;
  accounts: readonly AccountEquity[];
  /** Σ of what has a rate, in the common currency; null when nothing has. */
  together: Figure | null;
  /** Equity without a rate into the common currency, per currency. */
  apart: readonly Readonly<{ currency: string; equity: Figure }>[];
}>;

/**
 * Equity of several accounts together, in one currency where rates are known and listed apart where not.
 *
 * @param rates common currency per unit of a valuation currency, > 0
 * @source docs/margin-models.md, "One book under every model"
 */
export function consolidate(accounts: readonly OwnEquity[], currency: string, rates: ReadonlyMap<string, Price>): Consolidated {
  const converted = accounts.map(({ id, valuationCurrency, equity }): AccountEquity => {
    const rate = rateOf(valuationCurrency, currency, rates);
    return { id, valuationCurrency, equity, converted: rate === null ? null : { ...equity, value: equity.value === null ? null : term(equity.value.times(rate)) } };
  });
  const without = Map.groupBy(converted.filter((account) => account.converted === null), ({ valuationCurrency }) => valuationCurrency);
  return {
    currency, accounts: converted, together: sumOf(converted.flatMap((account) => account.converted ?? [])),
    apart: [...without].flatMap(([own, all]) => {
      const equity = sumOf(all.map((account) => account.equity));
      return equity === null ? [] : [{ currency: own, equity }];
    }),
  };
}

const sumOf = (figures: readonly Figure[]): Figure | null => (figures.length === 0 ? null : figures.reduce(addFigures));
