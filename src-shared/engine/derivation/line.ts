import type { Decimal } from '../../num/units.ts';
import { difference, negative, product, quotient, scaled, sum, valueOf } from './build.ts';
import { entryTier, type Label, type Mover, standingAt } from './mover.ts';
import type { DerivationNode } from './node.ts';
import type { StepTree } from './rateSteps.ts';
import { requiredBy } from './ruleTree.ts';
import { type Weigher, weighedLine } from './weigher.ts';

/** What moves along with the rows by its value alone: collateral, and what is settled in the asset. `stops` at a price of 0. */
export type Follower = Readonly<{ value: DerivationNode; beta: Decimal | null; betaNode: DerivationNode | null }>;

/** An account about to move: what it stands at, and everything that moves with x. */
export type Walk = Readonly<{ start: DerivationNode; movers: readonly Mover[]; followers: readonly Follower[]; weighers: readonly Weigher[]; unit: string }>;

/** constant + slope · x + bend · (1 / (1 + x) − 1): adjusted equity less requirement near a move. */
export type LineTree = Readonly<{ constant: DerivationNode; slope: DerivationNode; bend: DerivationNode | null }>;

/** The line that holds at a move, on the way to it from 0. */
export function lineAt({ start, movers, followers, weighers, unit }: Walk, x: Decimal): LineTree {
  const [constants, slopes, bends]: [DerivationNode[], DerivationNode[], DerivationNode[]] = [[start], [], []];
  for (const mover of movers) {
    const { own, now, stopped } = standingAt(mover, x);
    const change = changeTree(mover, own, now);
    if (change !== null) constants.push(change);
    const slope = slopeTree(mover, now);
    if (stopped) constants.push(negative(`${mover.parts.leg.name} at a price of 0`, slope));
    else slopes.push(scaled(`${slope.name}, by its beta`, slope, [mover.betaNode], unit));
    const bend = stopped ? null : bendTree(mover, now);
    if (bend !== null) bends.push(bend);
  }
  for (const { value, beta, betaNode } of followers) {
    const stopped = beta !== null && isStopped(beta, x);
    if (stopped) constants.push(negative(`${value.name} at a price of 0`, value));
    else slopes.push(scaled(`${value.name}, by its beta`, value, [betaNode], unit));
  }
  for (const weigher of weighers) {
    const weighed = weighedLine(weigher, x);
    constants.push(...weighed.constants);
    slopes.push(...weighed.slopes);
  }
  return {
    constant: constants.length === 1 ? start : sum('buffer on this line, before any move', constants, unit),
    slope: sum('gain per move of 1', slopes, unit),
    bend: bends.length === 0 ? null : sum('what rates that grow with size add', bends, unit),
  };
}

const isStopped = (beta: Decimal, x: Decimal): boolean => beta.times(x).plus(1).lt('-1e-50');

function stepOf({ parts }: Mover, label: Label): StepTree | null {
  return label === 'uncounted' ? null : parts.rule.steps[label === 'entry' ? entryTier(parts) : label] ?? null;
}

/** Requirement of a row today if it were taken as it is at the other place, in the settle currency. */
function requiredToday(mover: Mover, label: Label): DerivationNode | null {
  const { rule, notional, entryNotional } = mover.parts;
  const step = stepOf(mover, label);
  return step === null ? null : requiredBy(rule, step, label === 'entry' ? entryNotional : notional);
}

/** What the line gains where a row is in another tier than today; null where it is not. */
function changeTree(mover: Mover, own: Label, now: Label): DerivationNode | null {
  if (own === now) return null;
  const [before, after] = [requiredToday(mover, own), requiredToday(mover, now)];
  if (before === null || after === null) return null;
  const { leg, rate } = mover.parts;
  return scaled(`change of tier of ${leg.name}`, difference(`requirement of ${leg.name} as today, less as there`, before, after, leg.settle), [rate]);
}

/** What a row gains per move of 1 of its price, in the valuation currency, signed. */
function slopeTree(mover: Mover, label: Label): DerivationNode {
  const { leg, rate, mark, notional } = mover.parts;
  const name = `gain of ${leg.name} per move of 1`;
  const step = typeof label === 'number' ? stepOf(mover, label) : null;
  if (leg.settlement === 'inverse') return scaled(name, coinsOf(mover, label), [rate]);
  const exposure = product(`exposure of ${leg.name}`, [leg.quantity, mark], leg.settle);
  if (step === null) return scaled(name, exposure, [rate]);
  return scaled(name, difference(`exposure of ${leg.name} less its requirement`, exposure, product('requirement per move of 1', [notional, step.rate], leg.settle), leg.settle), [rate]);
}

/** Settled in the asset itself, an inverse row gains by what is fixed in coins. */
function coinsOf(mover: Mover, label: Label): DerivationNode {
  const { leg } = mover.parts;
  const coins = quotient(`coins of ${leg.name} at the entry price`, leg.quantity, leg.entry, leg.settle);
  const required = label === 'entry' ? requiredToday(mover, label) : null;
  if (required !== null) return difference('coins less the requirement in coins', coins, required, leg.settle);
  const amount = typeof label === 'number' ? stepOf(mover, label)?.amount ?? null : null;
  return amount === null ? coins : sum('coins and the maintenance amount', [coins, amount], leg.settle);
}

/** −notional² · growth: what a rate that grows with size takes when the price of the coin falls; null where none does. */
function bendTree({ parts: { leg, notional, rate, rule: { growth } } }: Mover, label: Label): DerivationNode | null {
  if (typeof label !== 'number' || growth === null || valueOf(growth)?.isZero() === true) return null;
  return scaled(`growth of the requirement of ${leg.name}`, negative('growth of the requirement', product('notional squared, at the growth', [notional, notional, growth], leg.settle)), [rate]);
}
