import { type Decimal, ONE } from '../../num/units.ts';
import { absolute, constant, difference, given, negative, none, product, quotient, sqrt, sum, valueOf } from './build.ts';
import { ONE_LEAF } from './leaves.ts';
import { lineAt, type LineTree, type Walk } from './line.ts';
import { type Edge, isEntryEdge, type Mover, standingAt, upperTier } from './mover.ts';
import type { DerivationNode } from './node.ts';

/** Roots are quotients of 80 digits: two ways to the same one differ in the last of them. */
const SAME = '1e-40';

const isSame = (node: DerivationNode | null, x: Decimal): boolean => {
  const value = node === null ? null : valueOf(node);
  return value !== null && value.minus(x).abs().lte(ONE.plus(x.abs()).times(SAME));
};

/**
 * The move x that the engine found, as a tree: 0 when the account is there already, the root of the line that holds
 * there, or the step of a flat schedule that the account is left at.
 *
 * @param walks     one for each way to count the requirements; the move is of the one that is used up first
 * @param direction −1 for a fall
 */
export function moveTree(walks: readonly Walk[], x: Decimal, direction: 1 | -1): DerivationNode {
  if (x.isZero()) {
    const used = walks.find(({ start }) => valueOf(start)?.lte(0)) ?? walks[0];
    return given('move', constant(0, '0: nothing is left before any move'), used === undefined ? [] : [used.start]);
  }
  for (const walk of walks) {
    const root = rootTree(lineAt(walk, x), direction);
    if (root !== null && isSame(root, x)) return root;
  }
  for (const walk of walks) {
    for (const mover of walk.movers) {
      const { edge } = standingAt(mover, x);
      const step = edge === null ? null : stepTree(mover, edge);
      if (step !== null && isSame(step, x)) return step;
    }
  }
  return none('a move that this tree does not take apart');
}

/** Where a line reaches 0. @returns null for a line that does not */
function rootTree({ constant: value, slope, bend }: LineTree, direction: 1 | -1): DerivationNode | null {
  const straight = valueOf(slope);
  if (straight === null) return null;
  if (bend === null) return straight.isZero() ? null : quotient('move', negative('what must be lost', value), slope);
  const middle = difference('buffer and gain, less the growth', sum('buffer and gain', [value, slope]), bend);
  if (straight.isZero()) return quotient('move', negative('what must be lost', value), middle);
  const square = difference('b² − 4ac', product('b²', [middle, middle]), product('4ac', [slope, value, constant(4)]));
  const turned = negative('−b', middle);
  const above = direction === -1 ? sum('−b + √(b² − 4ac)', [turned, sqrt('√(b² − 4ac)', square)]) : difference('−b − √(b² − 4ac)', turned, sqrt('√(b² − 4ac)', square));
  return quotient('move', above, product('2a', [slope, constant(2)]));
}

/** The move to the place where the requirement of a row steps up past the equity. */
function stepTree(mover: Mover, edge: Edge): DerivationNode | null {
  const { parts: { leg, mark, notional, rule }, stand, beta, betaNode } = mover;
  const tier = rule.steps[upperTier(edge)];
  if (tier === undefined) return null;
  const ordered = (to: DerivationNode, from: DerivationNode): DerivationNode =>
    (beta.isNegative() ? difference('way to the step, against its beta', from, to, from.unit) : difference('way to the step', to, from, from.unit));
  const over = (of: DerivationNode): DerivationNode => (betaNode === null ? of : product('by its beta', [of, absolute('beta without sign', betaNode)], of.unit));
  const name = `move to the step of the requirement of ${leg.name}`;
  if (stand.kind === 'straight') return quotient(name, ordered(tier.floor, notional), over(notional));
  const size = absolute(`size of ${leg.name}, without sign`, leg.quantity);
  const price = isEntryEdge(mover, edge) ? leg.entry
    : leg.settlement === 'inverse' ? quotient('price at the floor of the tier', size, tier.floor, mark.unit) : quotient('price at the floor of the tier', tier.floor, size, mark.unit);
  return quotient(name, ordered(price, mark), over(mark));
}

/** reference · (1 + move): a price at 24 decimals is made of it by the caller. */
export const movedBy = (reference: DerivationNode, move: DerivationNode): DerivationNode => product('price after the move', [reference, sum('1 and the move', [ONE_LEAF, move])], reference.unit);
