import { listedLiabilityWeight } from '../../domain/account.ts';
import type { PoolEngine } from '../accountEngine.ts';
import type { CollateralLine } from '../collateralLines.ts';
import { absolute, constant, difference, leaf, product, sum, valueOf } from './build.ts';
import { ONE_LEAF, parameterLeaf } from './leaves.ts';
import type { DerivationNode } from './node.ts';
import { countedTree, type Weighed } from './weightTree.ts';

/** What is held of an asset where it is weighed: one line, or all lines without a weight of their own together. */
export type BalanceTree = Readonly<{ amount: DerivationNode; weighed: Weighed; line: number | null }>;

/** A line in words and its place in the account's document; the margin of an isolated row has none. Where it is held is not said. */
export function placeOf({ pool, book }: PoolEngine, at: number): Readonly<{ name: string; line: number | null }> {
  const asset = book.collateral[at]?.collateral.asset ?? '';
  const [row] = book.rows;
  if (pool.kind === 'isolated' && row !== undefined) return { name: `isolated margin of ${row.instrument.symbol}`, line: null };
  const line = pool.collateral[at] ?? at;
  return { name: (book.collateralByAsset.get(asset) ?? []).length > 1 ? `${asset}, line ${line + 1}` : asset, line };
}

export function amountLeaf(engine: PoolEngine, at: number, { collateral: { asset }, amount }: CollateralLine): DerivationNode {
  const { name, line } = placeOf(engine, at);
  const [row] = engine.book.rows;
  if (line !== null) return leaf(`amount of ${name}`, 'input', amount, asset, { kind: 'collateral', asset, line, field: 'amount' });
  return leaf(name, 'input', amount, asset, row === undefined ? undefined : { kind: 'position', row: row.id, field: 'isolatedMargin' });
}

const weighsItself = ({ collateral: { weight, tiers } }: CollateralLine): boolean => weight !== undefined || tiers !== undefined;

/** Amounts of the lines of an asset that are weighed together, in their order. */
function together(engine: PoolEngine, asset: string, until = Infinity): readonly DerivationNode[] {
  return engine.book.collateral.flatMap((line, at) => (at < until && line.collateral.asset === asset && !weighsItself(line) ? [amountLeaf(engine, at, line)] : []));
}

const addUp = (name: string, amounts: readonly DerivationNode[], asset: string): DerivationNode => (amounts.length === 1 && amounts[0] !== undefined ? amounts[0] : sum(name, amounts, asset));

/** The balance before a line and with it; `before` is null when there is nothing before it. */
function around(engine: PoolEngine, at: number, line: CollateralLine): Readonly<{ before: DerivationNode | null; after: DerivationNode }> {
  const { asset } = line.collateral;
  if (line.before.isZero()) return { before: null, after: amountLeaf(engine, at, line) };
  const earlier = together(engine, asset, at);
  return { before: addUp(`${asset} in the lines before`, earlier, asset), after: sum(`${asset} up to this line`, [...earlier, amountLeaf(engine, at, line)], asset) };
}

/** What a line counts for, in units of its asset. */
export function countedOf(engine: PoolEngine, at: number, line: CollateralLine): DerivationNode {
  const { before, after } = around(engine, at, line);
  const counted = (amount: DerivationNode): DerivationNode => countedTree(engine, line.collateral, amount, placeOf(engine, at).line);
  const { asset } = line.collateral;
  return before === null ? counted(after) : difference(`${asset} that counts by this line`, counted(after), counted(before), asset);
}

/** What a line adds to the margin on debts, in units of its asset; null when it adds nothing, or may add nothing. */
export function owedOf(engine: PoolEngine, at: number, line: CollateralLine): DerivationNode | null {
  if (line.owedMargin.isZero() || !engine.ledger.isProfitKnown(line.collateral.asset)) return null;
  const { before, after } = around(engine, at, line);
  const { asset } = line.collateral;
  const [then, now] = [owedOn(engine, asset, after), before === null ? null : owedOn(engine, asset, before)];
  return now === null ? then : difference(`margin on debts in ${asset} by this line`, then, now, asset);
}

/** |debt| · (weight − 1), in units of the asset; 0 without a debt. */
export function owedOn(engine: PoolEngine, asset: string, balance: DerivationNode): DerivationNode {
  const weight = listedLiabilityWeight(engine.book.parameters, asset);
  if (valueOf(balance)?.isNegative() !== true || weight === undefined) return constant(0, `0: no margin on ${balance.name}`);
  const surplus = difference('weight above 1', parameterLeaf(engine, `liability weight of ${asset}`, weight, 'liabilityWeights', { asset }), ONE_LEAF);
  return product(`margin on the debt in ${asset}`, [absolute(`debt in ${asset}`, balance), surplus], asset);
}

/** Where a payment in an asset goes: the lines that are weighed together, else the first line, else nothing. */
export function balanceOf(engine: PoolEngine, asset: string): BalanceTree {
  const amounts = together(engine, asset);
  if (amounts.length > 0) return { amount: addUp(`amount of ${asset}`, amounts, asset), weighed: { asset }, line: null };
  const at = engine.book.collateral.findIndex(({ collateral }) => collateral.asset === asset);
  const line = engine.book.collateral[at];
  if (line === undefined) return { amount: constant(0, `amount of ${asset}: none`), weighed: { asset }, line: null };
  return { amount: amountLeaf(engine, at, line), weighed: line.collateral, line: placeOf(engine, at).line };
}
