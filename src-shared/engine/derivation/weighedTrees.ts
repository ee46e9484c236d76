import type { PoolEngine } from '../accountEngine.ts';
import { balanceOf, type BalanceTree, owedOn } from './balanceTrees.ts';
import { constant, difference, given, round18, round24, scaled, sum, valueOf } from './build.ts';
import { indexLeaf } from './leaves.ts';
import type { DerivationNode } from './node.ts';
import type { PoolParts } from './rowTrees.ts';
import { countedTree } from './weightTree.ts';

/** Balance and open profit of a settle currency that is weighed after its profit, in its own units. */
export type EquityTree = Readonly<{ asset: string; balance: BalanceTree; profit: DerivationNode; equity: DerivationNode; rate: DerivationNode | null }>;

/** Null where the currency is not weighed after its profit, or no row of it has a price. */
export function equityTree({ engine, rows }: PoolParts, asset: string): EquityTree | null {
  if (engine.ledger.weighedProfit(asset) === null) return null;
  const balance = balanceOf(engine, asset);
  const profits = rows.filter(({ row, missing }) => row.instrument.settle === asset && missing === null).map(({ leg, profit }) => round24(`open profit of ${leg.name}`, profit, asset));
  const profit = sum(`open profit in ${asset}`, profits, asset);
  return { asset, balance, profit, equity: sum(`${asset} with its open profit`, [balance.amount, profit], asset), rate: indexLeaf(engine, asset) };
}

/** What is held of an asset where a payment would go, with the open profit that is weighed with it. */
export const weighedAmount = (parts: PoolParts, asset: string): DerivationNode => equityTree(parts, asset)?.equity ?? balanceOf(parts.engine, asset).amount;

/** What an amount counts for; of an unknown weight it counts for nothing as far as is known. */
export function countedAs(engine: PoolEngine, { weighed, line }: BalanceTree, amount: DerivationNode): DerivationNode {
  const counted = countedTree(engine, weighed, amount, line);
  return valueOf(counted) === null ? given(counted.name, constant(0, 'at least 0: its weight is not known'), [counted], weighed.asset) : counted;
}

/** What adjusted equity gains where the profit is weighed with the balance and not counted in full beside it. */
export function adjustmentTree({ engine }: PoolParts, { asset, balance, profit, equity, rate }: EquityTree): DerivationNode {
  const [name, unit] = [`weighing of the open profit in ${asset}`, engine.book.valuationCurrency];
  const gained = difference(`${asset} that counts more with the profit`, countedAs(engine, balance, equity), countedAs(engine, balance, balance.amount), asset);
  return round18(name, scaled(`${name}, before rounding`, difference(`${name}, in ${asset}`, gained, profit, asset), [rate], unit), unit);
}

/** What the margin on a debt gains by the open profit; null where a debt asks for nothing beyond itself, or may. */
export function owedByProfit({ engine }: PoolParts, { asset, balance, equity, rate }: EquityTree): DerivationNode | null {
  if (engine.book.weighings.get(asset)?.surplus.isZero() !== false || !engine.ledger.isProfitKnown(asset)) return null;
  const [name, unit] = [`margin on the debt in ${asset} by its open profit`, engine.book.valuationCurrency];
  const gained = difference(`${name}, in ${asset}`, owedOn(engine, asset, equity), owedOn(engine, asset, balance.amount), asset);
  return round18(name, scaled(`${name}, before rounding`, gained, [rate], unit), unit);
}

const weighed = (parts: PoolParts): readonly EquityTree[] => [...parts.engine.book.weighings.keys()].flatMap((asset) => equityTree(parts, asset) ?? []);

/** One for each settle currency that is weighed after its profit. */
export const adjustments = (parts: PoolParts): readonly DerivationNode[] => weighed(parts).map((own) => adjustmentTree(parts, own));
export const owedByProfits = (parts: PoolParts): readonly DerivationNode[] => weighed(parts).flatMap((own) => owedByProfit(parts, own) ?? []);
