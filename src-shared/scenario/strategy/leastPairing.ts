import { mostInWholeNumbers } from '../program/wholeNumbers.ts';
import { stepOf } from './lines.ts';
import { nearbyPairing } from './nearbyPairing.ts';
import { pairByRule } from './pairByRule.ts';
import { askedAfter, type Pairing } from './pairing.ts';
import { pairingOf, pairingProgram } from './pairingProgram.ts';
import type { StrategyOption, StrategyTerms } from './strategyLegs.ts';

/** Above this many lines the least is not looked for. */
export const MOST_LINES = 60;
/** Cells that the search computes at most: a tenth of a second or so. */
const MOST_CELLS = 1e7;

/**
 * The lawful pairing that asks least after proceeds.
 *
 * @param lines merged
 * @returns `isLeast` false where the book was too large to search to the end: the pairing is lawful, another may ask less
 */
export function leastPairing(lines: readonly StrategyOption[], terms: StrategyTerms): Readonly<{ pairing: Pairing; isLeast: boolean }> {
  const byRule = pairByRule(lines, terms);
  const step = stepOf(lines);
  if (!lines.some(({ quantity }) => quantity < 0)) return { pairing: byRule, isLeast: true };
  if (step === null || lines.length > MOST_LINES) return { pairing: byRule, isLeast: false };
  const own = pairingProgram(lines, terms, step);
  let [pairing, asked] = [byRule, askedAfter(byRule, terms)];
  const attempt = (at: readonly number[]): number => {
    const near = nearbyPairing(own, at, terms, step);
    const after = askedAfter(near, terms);
    if (after < asked) [pairing, asked] = [near, after];
    return own.gainOf(after);
  };
  const { best, isProved } = mostInWholeNumbers(own.program, { known: own.gainOf(asked), attempt, most: MOST_CELLS });
  return { pairing: best === null ? pairing : pairingOf(own, best, step), isLeast: isProved };
}
