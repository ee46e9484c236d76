import { type Decimal, ONE, ZERO } from '../../num/units.ts';
import { notionalAt } from '../kernel/contractTerms.ts';
import { requirementStretches, type Stretch, stretchAt } from '../kernel/requirement.ts';
import type { AnyStand } from '../stands.ts';
import { tierOf } from '../schedule.ts';
import type { DerivationNode } from './node.ts';
import type { RowParts } from './rowTrees.ts';

/** A row that moves: with its requirement, or by its profit alone where that is not counted. */
export type Mover = Readonly<{ parts: RowParts; stand: AnyStand; beta: Decimal; betaNode: DerivationNode | null; counted: boolean }>;

/** What a requirement is taken by at some price: a tier of the rule (from 0), the entry price, or it is not counted. */
export type Label = number | 'entry' | 'uncounted';

/** A place on the walk where a row changes what its requirement is taken by. */
export type Edge = Readonly<{ from: Label; to: Label; /** Price, or of a straight row the notional in settle currency. */ at: Decimal }>;

/** Where a row stands when the move is x. */
export type Standing = Readonly<{ own: Label; now: Label; /** Its price is 0 and it moves no more: it is at the bottom of its lowest stretch. */ stopped: boolean; /** The edge that lies at x itself. */ edge: Edge | null }>;

/** Two places are one when they differ by less than this part: roots carry 80 digits. */
const SAME = '1e-50';

const close = (a: Decimal, b: Decimal, size: Decimal): boolean => a.minus(b).abs().lte(size.abs().times(SAME));

export function standingAt(mover: Mover, x: Decimal): Standing {
  const factor = ONE.plus(mover.beta.times(x));
  const stopped = factor.isNegative() && !close(factor, ZERO, ONE);
  const { stand } = mover;
  if (!mover.counted) return { own: 'uncounted', now: 'uncounted', stopped, edge: null };
  if (stand.kind === 'straight') {
    if (stand.tier < 0) return { own: 'uncounted', now: 'uncounted', stopped, edge: null };
    const floors = stand.tiers.map(({ floor }) => floor);
    return { ...walked(floors, stand.tier, stand.notional, stand.notional.times(factor), (at) => at), stopped };
  }
  const own = stand.buffer.indexOf(stretchAt(stand.buffer, stand.mark));
  return { ...walked(stand.buffer.map(({ floor }) => floor), own, stand.mark, stand.mark.times(factor), (at) => labelOf(mover.parts, stand.buffer[at])), stopped };
}

/** From one interval to that of `to`, as it is approached: an edge is not passed before it is left behind. */
function walked(floors: readonly Decimal[], own: number, from: Decimal, to: Decimal, label: (at: number) => Label): Pick<Standing, 'own' | 'now' | 'edge'> {
  let at = own;
  const rises = to.gt(from);
  const next = (): Decimal | undefined => (rises ? floors[at + 1] : at > 0 ? floors[at] : undefined);
  const passed = (floor: Decimal): boolean => (rises ? to.gt(floor) : to.lt(floor)) && !close(to, floor, from);
  for (let floor = next(); floor !== undefined && passed(floor); floor = next()) at += rises ? 1 : -1;
  const ahead = next();
  const edge = ahead !== undefined && close(to, ahead, from) ? { from: label(at), to: label(rises ? at + 1 : at - 1), at: ahead } : null;
  return { own: label(own), now: label(at), edge };
}

function labelOf(parts: RowParts, stretch: Stretch | undefined): Label {
  const { leg, rule } = parts.row;
  if (stretch === undefined || rule.curve === null) return 'uncounted';
  const inside = insideOf(stretch);
  const inverse = leg.settlement === 'inverse';
  const beyondEntry = inverse ? inside.lt(leg.entryPrice) : inside.gt(leg.entryPrice);
  if (rule.maintenanceBasis === 'entry' || (rule.maintenanceBasis === 'larger' && !beyondEntry)) return 'entry';
  return tierAt(parts, inside);
}

const insideOf = ({ floor, ceiling }: Stretch): Decimal => (ceiling === null ? floor.plus(1) : floor.plus(ceiling).div(2));

function tierAt({ row: { leg, rule: { schedule } } }: RowParts, price: Decimal): number {
  if (schedule === null) return 0;
  const tier = tierOf({ ...schedule, cap: null }, notionalAt(leg, price));
  return tier === null ? 0 : schedule.tiers.indexOf(tier);
}

/** The tier that the requirement at the entry price is taken by. */
export function entryTier(parts: RowParts): number {
  const { leg, rule } = parts.row;
  if (rule.curve === null) return 0;
  return tierAt(parts, insideOf(stretchAt(requirementStretches(leg, { ...rule.curve, basis: 'mark' }), leg.entryPrice)));
}

/** True when the edge of a curved row is the entry price and not the floor of a tier. */
export const isEntryEdge = ({ parts, stand }: Mover, { from, to, at }: Edge): boolean =>
  stand.kind === 'curved' && (from === 'entry' || to === 'entry') && at.eq(parts.row.leg.entryPrice);

/** The tier whose floor an edge is: the upper one of the two. */
export const upperTier = ({ from, to }: Edge): number => Math.max(typeof from === 'number' ? from : 0, typeof to === 'number' ? to : 0);
