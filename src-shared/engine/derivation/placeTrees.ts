import { ONE, ZERO } from '../../num/units.ts';
import type { Liquidation, Move } from '../liquidation.ts';
import { nearestMove } from '../liquidation.ts';
import type { Roots } from '../moves.ts';
import { tierOf } from '../schedule.ts';
import { absolute, difference, lacking, none, product, quotient, round24, sum, sumOfKnown, unknown, valueOf } from './build.ts';
import { indexLeaf, ONE_LEAF } from './leaves.ts';
import type { DerivationNode } from './node.ts';
import { moveTree, movedBy } from './root.ts';
import { type PoolParts, rowNotional, type RowParts } from './rowTrees.ts';
import { marginBalance, poolTotal } from './totalTrees.ts';
import type { Walked } from './walks.ts';

/** What is asked of a place: the price, or how far it is. */
export type Asked = 'price' | 'fraction' | 'money';
export type Side = 'lower' | 'upper' | undefined;

const WORDS: Readonly<Record<Asked, string>> = { price: 'liquidation price', fraction: 'distance to liquidation', money: 'distance to liquidation, per unit' };

/** A liquidation that has no price: none exists, or an input is missing; null when there is one. */
export function withoutPrice(liquidation: Liquidation | Move, asked: Asked): DerivationNode | null {
  if (liquidation.status === 'none') return none(liquidation.reason);
  return liquidation.status === 'unknown' ? lacking(WORDS[asked], unknown(liquidation.missing)) : null;
}

/** The root that a figure is of: the nearer one for a distance, else the one that is asked for. */
function rootOf(roots: Roots, asked: Asked, side: Side): Readonly<{ x: NonNullable<Roots['down']>; direction: 1 | -1 }> | null {
  const { down, up } = roots;
  const near = nearestMove(roots);
  const wanted = asked !== 'price' || side === undefined || down === null || up === null ? near : side === 'lower' ? down : up;
  return wanted === null ? null : { x: wanted, direction: wanted === down ? -1 : 1 };
}

/** A liquidation price as the reference moved by the root, or the distance to it. */
export function placeTree({ solution: { roots }, walks }: Walked, reference: DerivationNode, asked: Asked, side: Side): DerivationNode | null {
  const root = roots === null ? null : rootOf(roots, asked, side);
  if (root === null) return null;
  return placedBy(reference, moveTree(walks, root.x, root.direction), asked);
}

/** A reference moved by a fraction, or the way there. */
export function placedBy(reference: DerivationNode, move: DerivationNode, asked: Asked): DerivationNode {
  if (asked === 'price') return round24(WORDS.price, movedBy(reference, move), reference.unit);
  return asked === 'fraction' ? round24(WORDS.fraction, move, undefined) : round24(WORDS.money, product('reference by the move', [reference, move], reference.unit), reference.unit);
}

/** The common move itself. */
export function jointTree({ solution: { roots }, walks }: Walked, name: string, side: Side): DerivationNode | null {
  const root = roots === null ? null : rootOf(roots, 'price', side);
  return root === null ? null : round24(name, moveTree(walks, root.x, root.direction));
}

/**
 * Every position moves against the account by the same share of its value: value · (1 ∓ share) / (1 ∓ closing) as a price.
 */
export function proRataTree(parts: PoolParts, row: RowParts, asked: Asked): DerivationNode {
  const { leg, mark, notional } = row;
  const share = quotient('margin balance over notional', marginBalance(parts, sumOfKnown), movingNotional(parts));
  const closing = closingRate(row);
  const gains = (valueOf(leg.quantity) ?? ZERO).isNegative() === (leg.settlement === 'inverse');
  const left = gains ? difference('what is left of its value', ONE_LEAF, share) : sum('what its value grows to', [ONE_LEAF, share]);
  const kept = closing === null ? ONE_LEAF : gains ? difference('1 less what closing needs', ONE_LEAF, closing) : sum('1 and what closing needs', [ONE_LEAF, closing]);
  const there = quotient(`value of ${leg.name} at liquidation`, product('value less its share', [notional, left], leg.settle), kept, leg.settle);
  const size = absolute(`size of ${leg.name}, without sign`, leg.quantity);
  const price = leg.settlement === 'inverse' ? quotient('price of that value', size, there, mark.unit) : quotient('price of that value', there, size, mark.unit);
  if (asked === 'price') return round24(WORDS.price, price);
  const move = difference('move', quotient('price over mark', price, mark), ONE_LEAF);
  return asked === 'fraction' ? round24(WORDS.fraction, move) : round24(WORDS.money, product('mark by the move', [mark, move], mark.unit));
}

/** Of all that moves by a share of its value: options do not. */
function movingNotional(parts: PoolParts): DerivationNode {
  const moving = parts.rows.filter(({ option }) => option === null);
  return moving.length === parts.rows.length ? poolTotal(parts, 'notional', sumOfKnown) : sumOfKnown('notional without options', moving.map((row) => rowNotional(parts.engine, row)), parts.engine.book.valuationCurrency);
}

function closingRate({ rule: { rule, steps }, notional }: RowParts): DerivationNode | null {
  const tier = rule.schedule === null ? null : tierOf(rule.schedule, valueOf(notional) ?? ONE);
  return tier === null || rule.schedule === null ? null : steps[rule.schedule.tiers.indexOf(tier)]?.rate ?? null;
}

/** What the price of an underlying is read from: its index, else the mark of its largest row. */
export function referenceTree({ engine, rows }: PoolParts, asset: string): DerivationNode | null {
  const index = indexLeaf(engine, asset);
  if (index !== null && index.value !== null) return index;
  const priced = rows.filter(({ row, mark }) => row.option === null && row.instrument.base === asset && mark.value !== null);
  return priced.toSorted((a, b) => b.row.leg.quantity.abs().comparedTo(a.row.leg.quantity.abs()))[0]?.mark ?? null;
}
