import { Decimal, type Price, ZERO } from '../num/units.ts';
import type { Row, Tier } from './book.ts';
import type { Break, Line } from './firstRoot.ts';
import { tierOf } from './margin/tieredMargin.ts';

/** Which difference is followed to 0: margin (adjusted equity − maintenance margin) or net equity. */
export type Target = 'liquidation' | 'bankruptcy';

/** One holding as the move x changes its price by beta · x, in the valuation currency. */
export type Piece = Readonly<{ slope: Decimal; breaks: (direction: 1 | -1) => Break[] }>;

/**
 * A linear position under the move x of its underlying: gain `size · mark · beta · x`, requirement re-valued at the
 * moved mark, tier by tier; at a price of 0 it stops moving.
 *
 * @param rate valuation currency per settle currency
 */
export function rowPiece(row: Row, mark: Price, rate: Decimal, beta: Decimal, target: Target): Piece {
  const exposure = row.size.times(mark).times(rate).times(beta);
  const notional = row.absoluteSize.times(mark);
  if (target === 'bankruptcy' || row.schedule === null) return { slope: exposure, breaks: () => zeroPrice(beta, () => freeze(exposure, beta)) };
  const tiers = row.schedule.tiers;
  const current = tierOf(row.schedule, notional) ?? tiers[tiers.length - 1];
  if (current === undefined) return { slope: exposure, breaks: () => [] };
  const requirement = (tier: Tier): Line => {
    const marginSlope = notional.times(tier.maintenanceMarginRate).times(rate);
    return { constant: marginSlope.minus(tier.maintenanceAmount.times(rate)), slope: marginSlope.times(beta) };
  };
  const now = requirement(current);
  const at = tiers.indexOf(current);
  return {
    slope: exposure.minus(now.slope),
    breaks: (direction) => {
      const rising = (direction === 1) === beta.isPositive();
      const found: Break[] = [];
      let from = current;
      for (let next = rising ? at + 1 : at - 1; next >= 0 && next < tiers.length; next += rising ? 1 : -1) {
        const to = tiers[next];
        if (to === undefined) break;
        // The edge between two tiers is the floor of the upper one.
        found.push(edge(rising ? to.floor : from.floor, notional, beta, from, to, requirement));
        from = to;
      }
      const last = from;
      if (!rising) found.push(...zeroPrice(beta, () => subtract(freeze(exposure, beta), freeze(requirement(last).slope, beta))));
      return found;
    },
  };
}

function edge(floor: Decimal, notional: Decimal, beta: Decimal, from: Tier, to: Tier, requirement: (tier: Tier) => Line): Break {
  const flip = beta.isNegative() ? -1 : 1;
  const numerator = floor.minus(notional).times(flip);
  const denominator = notional.times(beta.abs());
  return {
    position: (floor.toNumber() / notional.toNumber() - 1) / beta.toNumber(),
    numerator,
    denominator,
    change: () => subtract(requirement(from), requirement(to)),
  };
}

/** Collateral under the move: value · beta · x, until its price is 0. `value` is weighted or not, as the target asks. */
export function collateralPiece(value: Decimal, beta: Decimal): Piece {
  const slope = value.times(beta);
  return { slope, breaks: () => zeroPrice(beta, () => freeze(slope, beta)) };
}

/** At x = −1 / beta the price is 0: what moved with `slope` stays at its value there. */
function freeze(slope: Decimal, beta: Decimal): Line {
  return { constant: slope.div(beta).neg(), slope: slope.neg() };
}

function zeroPrice(beta: Decimal, change: () => Line): Break[] {
  const flip = beta.isNegative() ? 1 : -1;
  return [{ position: -1 / beta.toNumber(), numerator: new Decimal(flip), denominator: beta.abs(), change }];
}

const subtract = (a: Line, b: Line): Line => ({ constant: a.constant.minus(b.constant), slope: a.slope.minus(b.slope) });

/** The account along a move: its value at 0 and all pieces that move; breaks on the other side of 0 are left out. */
export function curveOf(value: Decimal, pieces: readonly Piece[], direction: 1 | -1): Readonly<{ start: Line; breaks: readonly Break[] }> {
  const slope = pieces.reduce((sum, piece) => sum.plus(piece.slope), ZERO);
  const breaks = pieces.flatMap((piece) => piece.breaks(direction)).filter((at) => (direction === 1 ? at.position >= 0 : at.position <= 0));
  breaks.sort((a, b) => (a.position - b.position) * direction);
  return { start: { constant: value, slope }, breaks };
}
