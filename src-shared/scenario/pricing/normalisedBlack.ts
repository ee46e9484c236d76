import { normalCdf } from './normal.ts';

const INVERSE_ROOT_TWO_PI = 0.3989422804014327;
const ROUNDS = 60;
const ENOUGH = 1e-15;

/** Value of an out-of-the-money call over √(F·K): x = ln(F/K) ≤ 0, deviation = volatility·√years. Its highest value is exp(x/2). */
function normalised(x: number, deviation: number): number {
  const [centre, half] = [x / deviation, deviation / 2];
  return Math.max(Math.exp(x / 2) * normalCdf(centre + half) - Math.exp(-x / 2) * normalCdf(centre - half), 0);
}

/**
 * The deviation at which an out-of-the-money call is worth `value`, by Halley's iteration inside a bracket: on ln(value) below
 * the inflection √(2|x|), on the value above it, and on ln(highest − value) in the upper half.
 *
 * @param value over √(F·K), between 0 and exp(x/2)
 * @source P. Jäckel, By implication (2006), for the choice of objective
 */
export function totalDeviation(x: number, value: number): number {
  const highest = Math.exp(x / 2);
  const turn = Math.sqrt(-2 * x);
  const atTurn = turn > 0 ? normalised(x, turn) : 0;
  const isLow = value < atTurn;
  const isHigh = !isLow && value > highest / 2;
  let [low, high] = isLow ? [0, turn] : [turn, Infinity];
  let at = isLow ? turn * Math.sqrt(Math.log(atTurn) / Math.log(value)) : Math.max(turn, value / INVERSE_ROOT_TWO_PI);
  for (let round = 0; round < ROUNDS; round += 1) {
    const here = normalised(x, at);
    if (here < value) low = at;
    else high = at;
    const slope = INVERSE_ROOT_TWO_PI * Math.exp((-0.5 * x * x) / (at * at) - (at * at) / 8);
    const bend = (x * x) / (at * at * at) - at / 4;
    let step: number;
    if (isLow) step = here > 0 ? halley(Math.log(here / value) * (here / slope), bend - slope / here) : Infinity;
    else if (isHigh) step = halley(Math.log((highest - value) / (highest - here)) * ((highest - here) / slope), bend + slope / (highest - here));
    else step = halley((here - value) / slope, bend);
    const next = at - step;
    const moved = next > low && next < high ? next : between(low, high, at);
    if (Math.abs(moved - at) <= ENOUGH * at) return moved;
    at = moved;
  }
  return at;
}

/** Newton's step −f/f′ bent by f″/f′; never by more than half. */
const halley = (newton: number, bend: number): number => newton / Math.max(1 - 0.5 * newton * bend, 0.5);

const between = (low: number, high: number, at: number): number => (high === Infinity ? at * 2 : (low + high) / 2);
