import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { engineAt } from '#shared/engine/contribution/engineAt.ts';
import { type Shock, shockedPrices } from '#shared/engine/contribution/shock.ts';
import { withCash } from '#shared/engine/contribution/withoutRow.ts';
import { profitAt } from '#shared/engine/kernel/contractTerms.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import { type Prices, rateOf } from '#shared/engine/prices.ts';
import type { Row } from '#shared/engine/row.ts';
import type { StressLineView } from '#shared/ipc/riskView.ts';
import { type Decimal, ONE } from '#shared/num/units.ts';
import { rowWords } from '../insight/figures.ts';
import { stressedView } from './stressed.ts';

/** `episode`: the same day without it; `count`: rows that are closed at most. */
type Deleveraging = Readonly<{ episode: StressLineView; shock: Shock; count: number; paths: OptionPaths }>;

type Winner = Readonly<{ row: Row; cash: Decimal; worth: Decimal }>;

/**
 * A day of the past in two parts, and between them the rows with the most open profit are closed at their marks, without a fee, as
 * auto-deleveraging does: what they would have gained in the second half is missing. Null where no row has a profit by then.
 *
 * Options are re-priced, and stay: what takes them away is no auto-deleveraging.
 */
export function deleveragedLine(engine: AccountEngine, now: AccountEvaluation, { episode, shock, count, paths }: Deleveraging): StressLineView | null {
  const first = shockedPrices(engine.book, engine.prices(), new Map([...shock].map(([asset, move]) => [asset, move.div(2)])), paths);
  if (first.status === 'unknown') return { ...episode, id: `deleveraged:${episode.id}`, note: 'Half-way', after: first };
  const winners = winnersOf(engine, first.prices).slice(0, count);
  if (winners.length === 0) return null;
  const left = engine.portfolio.positions.filter((own) => !winners.some(({ row }) => row.position === own));
  const portfolio = winners.reduce((own, { row, cash }) => ({ ...own, collateral: withCash(own, row.instrument.settle, cash) }), { ...engine.portfolio, positions: left });
  const rest = new Map([...shock].map(([asset, move]) => [asset, secondHalf(move)]));
  const half = engineAt(portfolio, first.prices);
  const second = shockedPrices(half.book, half.prices(), rest, fromHalfWay(shock, paths));
  return {
    id: `deleveraged:${episode.id}`, name: episode.name, note: `Without ${winners.map(({ row }) => rowWords(row.position)).join(', ')} from half-way`, moves: episode.moves,
    after: second.status === 'unknown' ? second : stressedView(now, engineAt(portfolio, second.prices).evaluate()),
  };
}

/** Options whose underlyings have made half of their move already. */
const fromHalfWay = (shock: Shock, paths: OptionPaths): OptionPaths => (instrument) => {
  const path = paths(instrument);
  const half = 1 + (shock.get(instrument.base)?.toNumber() ?? 0) / 2;
  return path === null ? null : (move) => path(half * (1 + move) - 1);
};

/** What is left of a move after half of it, so that both together are the whole. */
const secondHalf = (move: Decimal): Decimal => ONE.plus(move).div(ONE.plus(move.div(2))).minus(1);

/** Cross rows with an open profit at these prices, the largest first. */
function winnersOf({ book }: AccountEngine, { mark, index }: Prices): readonly Winner[] {
  return book.rows.filter(({ position, unsupported }) => position.marginMode === 'cross' && unsupported === null).flatMap((row): Winner[] => {
    const [price, rate] = [mark.get(row.instrument.symbol), rateOf(row.instrument.settle, book.valuationCurrency, index)];
    if (price === undefined || rate === null) return [];
    const cash = profitAt(row.leg, price);
    return cash.gt(0) ? [{ row, cash, worth: cash.times(rate) }] : [];
  }).toSorted((left, right) => right.worth.comparedTo(left.worth));
}
