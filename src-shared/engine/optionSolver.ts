import { Decimal, ZERO } from '../num/units.ts';
import { firstZero } from '../util/firstZero.ts';
import type { Target } from './accountCurve.ts';
import type { Book } from './book.ts';
import { bufferSurface } from './bufferSurface.ts';
import type { Ledger } from './ledger.ts';
import type { Solution } from './moves.ts';
import type { OptionPaths } from './optionPath.ts';
import { profitOf, revaluationOf } from './revaluation.ts';
import { knownEquity } from './sums.ts';

/** Moves of a pool with options in float64, instead of the exact ones; null where no option has a part in it. */
export type OptionSolver = Readonly<{ assetMoves: (asset: string) => Solution | null; jointMoves: (target: Target) => Solution | null }>;

const LOWEST = 0.99;
const HIGHEST = 4;
const STRIDE = 0.02;
const DIGITS = 12;

/**
 * What a move liquidates when options are re-priced on the way, to the first price on either side. Requirements of short
 * options bend, so that it is looked for in strides of 2 %, down by 99 % and up by 400 % at most, and told as an approximation.
 *
 * @param paths options without one stay as they are, and are said to by whoever asks
 * @returns null for a pool whose options have no path
 */
export function optionSolver(book: Book, ledger: Ledger, paths: OptionPaths): OptionSolver | null {
  const priced = book.rows.filter(({ option, instrument }) => option !== null && paths(instrument) !== null);
  if (priced.length === 0) return null;
  const short = new Set(priced.flatMap(({ option, instrument: { base } }) => (option?.size.isNegative() === true ? [base] : [])));
  const surface = bufferSurface({ book, ledger }, paths);
  const together = surface.assets.map((asset) => book.beta(asset).toNumber());
  const scaled = (move: number): readonly number[] => together.map((beta) => Math.max(-LOWEST, beta * move));
  return {
    assetMoves: (asset) => {
      if (short.has(asset) && asset === book.valuationCurrency) return untold(asset);
      const place = surface.assets.indexOf(asset);
      return !short.has(asset) || place < 0 ? null : rootsOf((move) => surface.bufferAt(surface.assets.map((_, at) => (at === place ? move : 0))));
    },
    jointMoves: (target) => {
      if (short.has(book.valuationCurrency)) return untold(book.valuationCurrency);
      if (target === 'liquidation') return short.size === 0 ? null : rootsOf((move) => surface.bufferAt(scaled(move)));
      const [equity, rest] = [knownEquity(ledger.sums()).toNumber(), revaluationOf([{ book, ledger }], surface.assets)];
      return rootsOf((move) => { const moves = scaled(move); return equity + profitOf(rest, moves) + surface.optionChange(moves); });
    },
  };
}

/** Everything is counted in what moves then. */
const untold = (asset: string): Solution => ({ roots: null, reason: `margin of options on ${asset} after a move, in which the account is valued` });

function rootsOf(at: (move: number) => number): Solution {
  if (at(0) <= 0) return { roots: { down: ZERO, up: ZERO }, reason: null, approximate: true };
  const root = (found: number | null, sign: 1 | -1): Decimal | null => (found === null ? null : new Decimal((sign * found).toPrecision(DIGITS)));
  return { roots: { down: root(firstZero((far) => at(-far), LOWEST, STRIDE), -1), up: root(firstZero(at, HIGHEST, STRIDE), 1) }, reason: null, approximate: true };
}
