import type { ModelResult } from '#shared/engine/compare/compareModels.ts';
import type { Differences, WholeAccount } from '#shared/engine/compare/differences.ts';
import type { BookLine, DifferenceLine, DifferencesView, DifferenceTotal } from '#shared/ipc/comparisonView.ts';
import type { Decimal } from '#shared/num/units.ts';
import { textOf } from '../rowViews.ts';
import { figureView, lineWords } from './figures.ts';

const lineOf = (own: Decimal | null | undefined, other: Decimal | null | undefined, difference: Decimal | null): DifferenceLine =>
  ({ own: textOf(own), other: textOf(other), difference: textOf(difference) });

/** Line by line what another model asks or counts more and less: an owed asset adds to both requirements. */
export function differencesView(own: ModelResult, other: ModelResult, { whole, rows, orders, collateral }: Differences, names: ReadonlyMap<string, string>): DifferencesView {
  const [mine, theirs] = [own.lines, other.lines];
  const total = (key: keyof WholeAccount): DifferenceTotal => ({ own: figureView(own.whole[key]), other: figureView(other.whole[key]), difference: textOf(whole[key]) });
  return {
    id: other.id,
    lines: [
      ...rows.map(({ id, maintenanceMargin, initialMargin, profitAdjustment }, at): BookLine => {
        const [a, b] = [mine.rows[at], theirs.rows[at]];
        return {
          id, kind: 'position', name: names.get(id) ?? id, weight: null,
          // A profit that is weighed with its balance is a part of the difference in adjusted equity.
          adjustedEquity: counts(a?.profitAdjustment) || counts(b?.profitAdjustment) ? lineOf(a?.profitAdjustment, b?.profitAdjustment, profitAdjustment) : null,
          maintenanceMargin: lineOf(a?.maintenanceMargin, b?.maintenanceMargin, maintenanceMargin), initialMargin: lineOf(a?.initialMargin, b?.initialMargin, initialMargin),
        };
      }),
      ...orders.map(({ symbol, orderMargin, maintenanceMargin, openingFee }, at): BookLine => {
        const [a, b] = [mine.orders[at], theirs.orders[at]];
        return {
          id: `order:${symbol}`, kind: 'order', name: symbol, weight: null, initialMargin: lineOf(a?.orderMargin, b?.orderMargin, orderMargin),
          maintenanceMargin: asks(a?.maintenanceMargin) || asks(b?.maintenanceMargin) ? lineOf(a?.maintenanceMargin, b?.maintenanceMargin, maintenanceMargin) : null,
          adjustedEquity: asks(a?.openingFee) || asks(b?.openingFee) ? lineOf(a?.openingFee?.neg(), b?.openingFee?.neg(), openingFee === null ? null : openingFee.neg()) : null,
        };
      }),
      ...collateral.map(({ asset, location, weight, adjustedValue, owedMargin }, at): BookLine => {
        const [a, b] = [mine.collateral[at], theirs.collateral[at]];
        const owed = counts(a?.owedMargin) || counts(b?.owedMargin) ? lineOf(a?.owedMargin, b?.owedMargin, owedMargin) : null;
        return {
          id: `collateral:${at}`, kind: 'collateral', name: lineWords(asset, location), maintenanceMargin: owed, initialMargin: owed,
          adjustedEquity: lineOf(a?.adjustedValue, b?.adjustedValue, adjustedValue), weight: lineOf(a?.weight, b?.weight, weight),
        };
      }),
    ],
    totals: { maintenanceMargin: total('maintenanceMargin'), initialMargin: total('initialMargin'), adjustedEquity: total('adjustedEquity') },
  };
}

const counts = (amount: Decimal | null | undefined): boolean => amount !== null && amount !== undefined && !amount.isZero();

/** Something, or nobody knows what. */
const asks = (amount: Decimal | null | undefined): boolean => amount === null || counts(amount);
