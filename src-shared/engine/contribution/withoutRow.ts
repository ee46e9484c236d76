import type { Collateral, Portfolio } from '../../domain/account.ts';
import { Decimal, toText } from '../../num/units.ts';
import type { AccountEngine } from '../accountEngine.ts';
import type { AccountEvaluation } from '../accountEvaluation.ts';
import { profitAt } from '../kernel/contractTerms.ts';
import { engineAt } from './engineAt.ts';
import { type Known, unknown } from './known.ts';

export type JointMoves = AccountEvaluation['jointMove'];

/** The account before and after a row is taken away; `evaluation` is all of the account that is left. */
export type WithoutRow = Readonly<{ rowId: string; before: JointMoves; after: JointMoves; evaluation: AccountEvaluation }>;

/**
 * The account with a row closed at its mark, without a fee, as when a winning hedge is deleveraged away: its P&L, and the
 * margin of an isolated row, becomes cash in the settle currency.
 *
 * @param now the account as it stands, where that is known already
 * @throws RangeError when the account has no such row
 * @source docs/margin-models.md, "Without this row"
 */
export function withoutRow(engine: AccountEngine, rowId: string, now: AccountEvaluation = engine.evaluate()): Known<WithoutRow> {
  const at = engine.book.rows.findIndex(({ id }) => id === rowId);
  const row = engine.book.rows[at];
  if (row === undefined) throw new RangeError(`the account has no row ${rowId}`);
  const { symbol, settle } = row.instrument;
  if (row.unsupported !== null) return unknown(`value of ${symbol}: ${row.unsupported}`);
  const prices = engine.prices();
  const mark = prices.mark.get(symbol);
  if (mark === undefined) return unknown(`mark price of ${symbol}`);
  const cash = profitAt(row.leg, mark).plus(row.position.marginMode === 'isolated' ? row.position.isolatedMargin ?? 0 : 0);
  const positions = engine.portfolio.positions.filter((_, index) => index !== at);
  const evaluation = engineAt({ ...engine.portfolio, positions, collateral: withCash(engine.portfolio, settle, cash) }, prices).evaluate();
  return { status: 'known', rowId, before: now.jointMove, after: evaluation.jointMove, evaluation };
}

/** The collateral of an account after a payment: cash goes to the first line of its asset, or makes one. */
export function withCash({ collateral }: Portfolio, asset: string, cash: Decimal): readonly Collateral[] {
  if (cash.isZero()) return collateral;
  const at = collateral.findIndex((line) => line.asset === asset);
  if (at < 0) return [...collateral, { asset, amount: toText(cash) }];
  return collateral.map((line, index) => (index === at ? { ...line, amount: toText(new Decimal(line.amount).plus(cash)) } : line));
}
