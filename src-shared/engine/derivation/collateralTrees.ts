import type { PoolEngine } from '../accountEngine.ts';
import type { CollateralLine } from '../collateralLines.ts';
import { amountLeaf, countedOf, owedOf, placeOf } from './balanceTrees.ts';
import { difference, given, lacking, quotient, round18, round24, scaled, valueOf } from './build.ts';
import { indexLeaf, ONE_LEAF } from './leaves.ts';
import type { DerivationNode } from './node.ts';

/** A number of units as a term of the account: in the valuation currency, rounded as it is made. */
function valued(engine: PoolEngine, name: string, asset: string, amount: DerivationNode): DerivationNode {
  const [index, unit] = [indexLeaf(engine, asset), engine.book.valuationCurrency];
  if (index?.value === null) return lacking(name, index);
  return valueOf(amount) === null ? given(name, amount, [], unit) : round18(name, scaled(`${name}, before rounding`, amount, [index], unit), unit);
}

/** amount · index, signed. */
export const collateralValue = (engine: PoolEngine, at: number, line: CollateralLine): DerivationNode =>
  valued(engine, `value of ${placeOf(engine, at).name}`, line.collateral.asset, amountLeaf(engine, at, line));

/** What counts of it: a debt in full. */
export const adjustedValue = (engine: PoolEngine, at: number, line: CollateralLine): DerivationNode =>
  valued(engine, `adjusted value of ${placeOf(engine, at).name}`, line.collateral.asset, countedOf(engine, at, line));

export const haircutCost = (engine: PoolEngine, at: number, line: CollateralLine): DerivationNode =>
  difference(`haircut cost of ${placeOf(engine, at).name}`, collateralValue(engine, at, line), adjustedValue(engine, at, line), engine.book.valuationCurrency);

/** What counts of the amount over all of it: 1 for a debt and for nothing. */
export function effectiveWeight(engine: PoolEngine, at: number, line: CollateralLine): DerivationNode {
  const name = `weight of ${placeOf(engine, at).name}, over all of it`;
  const own = countedOf(engine, at, line);
  if (valueOf(own) === null) return lacking(name, own);
  return line.amount.isZero() ? { ...ONE_LEAF, name } : round24(name, quotient('what counts, over the amount', own, amountLeaf(engine, at, line)));
}

/** What a debt adds to initial and maintenance margin, ≥ 0; null when it adds nothing. */
export function owedTree(engine: PoolEngine, at: number, line: CollateralLine): DerivationNode | null {
  const owed = owedOf(engine, at, line);
  return owed === null ? null : valued(engine, `margin on the debt in ${placeOf(engine, at).name}`, line.collateral.asset, owed);
}
