import { type Decimal, ZERO } from '../../num/units.ts';

/** Four figures that add up, in the valuation currency: of one holding, or of an account. */
export type Part = Readonly<{
  equity: Decimal;
  adjusted: Decimal;
  maintenance: Decimal;
  initial: Decimal;
  /** Something in it has no requirement at these prices: it is beyond the last bracket. */
  lacks: Lacks;
}>;

/** Which of the four nobody can say. */
export type Lacks = Readonly<{ equity: boolean; adjusted: boolean; maintenance: boolean; initial: boolean }>;

export const LACKS_NOTHING: Lacks = { equity: false, adjusted: false, maintenance: false, initial: false };
export const NO_PART: Part = { equity: ZERO, adjusted: ZERO, maintenance: ZERO, initial: ZERO, lacks: LACKS_NOTHING };

export function eitherLacks(a: Lacks, b: Lacks): Lacks {
  if (a === LACKS_NOTHING) return b;
  if (b === LACKS_NOTHING) return a;
  return { equity: a.equity || b.equity, adjusted: a.adjusted || b.adjusted, maintenance: a.maintenance || b.maintenance, initial: a.initial || b.initial };
}

export function addParts(a: Part, b: Part): Part {
  return {
    equity: a.equity.plus(b.equity), adjusted: a.adjusted.plus(b.adjusted), maintenance: a.maintenance.plus(b.maintenance), initial: a.initial.plus(b.initial),
    lacks: eitherLacks(a.lacks, b.lacks),
  };
}

export const sumOf = (parts: readonly Part[]): Part => parts.reduce(addParts, NO_PART);

/** The part at its worst (1) or best (−1) when every figure may be off by as much as `slack` says. */
export function shifted(part: Part, slack: Part, toward: 1 | -1): Part {
  if (slack === NO_PART) return part;
  const by = (value: Decimal, off: Decimal, sign: number): Decimal => (sign === 1 ? value.plus(off) : value.minus(off));
  return {
    equity: by(part.equity, slack.equity, -toward), adjusted: by(part.adjusted, slack.adjusted, -toward),
    maintenance: by(part.maintenance, slack.maintenance, toward), initial: by(part.initial, slack.initial, toward), lacks: part.lacks,
  };
}
