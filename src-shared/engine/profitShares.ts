import { asMoney, type Decimal, type Money, term, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import { openProfitOf } from './profitWeighing.ts';

/** A row's part in what weighing open profits changes, in the valuation currency, signed; 0 where nothing is weighed after its profit. */
export type ProfitShare = Readonly<{ adjustment: Money; owedMargin: Money }>;

const NOTHING: ProfitShare = { adjustment: asMoney(ZERO), owedMargin: asMoney(ZERO) };

/**
 * The weighing of a currency, split over the rows that are settled in it in proportion to their profit: each profit then counts at
 * the one weight that all of them together count at. What rounding leaves over is the largest profit's, so that the parts add up
 * to the last digit.
 *
 * @returns by row number; rows without a part are left out
 * @source docs/margin-models.md, "Who saves whom"
 */
export function profitShares(book: Book, ledger: Ledger): (at: number) => ProfitShare {
  const shares = new Map([...book.weighings.keys()].flatMap((asset) => sharesIn(book, ledger, asset)));
  return (at) => shares.get(at) ?? NOTHING;
}

function sharesIn(book: Book, ledger: Ledger, asset: string): readonly (readonly [number, ProfitShare])[] {
  const [weighed, total] = [ledger.weighedProfit(asset), ledger.profitIn(asset)];
  if (weighed === null || total.isZero()) return [];
  const profits = (book.rowsBySettle.get(asset) ?? []).flatMap((at): readonly (readonly [number, Decimal])[] => {
    const [row, mark] = [book.rows[at], ledger.prices().mark.get(book.rows[at]?.instrument.symbol ?? '')];
    return row === undefined || mark === undefined || ledger.rowTerms(at) === null ? [] : [[at, openProfitOf(row, mark)]];
  });
  const largest = profits.reduce((most, [, profit], at) => (profit.abs().gt(profits[most]?.[1].abs() ?? ZERO) ? at : most), 0);
  const split = (whole: Money): readonly Money[] => {
    const parts = profits.map(([, profit]) => term(whole.times(profit).div(total)));
    const rest = parts.reduce<Decimal>((left, part) => left.minus(part), whole);
    return parts.map((part, at) => (at === largest ? asMoney(part.plus(rest)) : part));
  };
  const [adjustments, owed] = [split(weighed.adjustment), split(weighed.owedMargin)];
  return profits.map(([at], place) => [at, { adjustment: adjustments[place] ?? NOTHING.adjustment, owedMargin: owed[place] ?? NOTHING.owedMargin }]);
}
