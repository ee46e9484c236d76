import { black76 } from '../pricing/black76.ts';
import { type BookLeg, legValue, type OptionLeg, unitValue } from './bookState.ts';

/** Why the value of one leg changed, in the valuation currency. They add up to the change. */
export type LegParts = Readonly<{ delta: number; gamma: number; vega: number; theta: number; fx: number; residual: number }>;

/** The same leg at two moments, quantity and entry as they were. */
export type KeptLeg = Readonly<{ before: BookLeg; after: BookLeg }>;

/**
 * A leg that was held all the time. Rates and Greeks are those of the middle of the way, so that what is left over shrinks
 * with the cube of the move: `delta` as it was at the start, `gamma` what delta became more by half way, `vega` and `theta`
 * half way. Contracts have only price: all of it is delta and, of an inverse one, gamma, and nothing is left over.
 *
 * `fx` is what the leg is worth (an open profit, or the value of an option) times the change of its settle currency.
 *
 * @param rates of the settle currency before and after
 */
export function legParts({ before, after }: KeptLeg, rates: Readonly<{ before: number; after: number }>): LegParts {
  const rate = (rates.before + rates.after) / 2;
  const fx = ((legValue(before) + legValue(after)) / 2) * (rates.after - rates.before);
  const { quantity } = before;
  const change = quantity * (unitValue(after) - unitValue(before));
  if (before.kind !== 'option' || after.kind !== 'option') {
    const delta = before.kind === 'inverse' && after.kind === 'inverse' ? (quantity * (after.price - before.price)) / before.price ** 2 : change;
    return { delta: rate * delta, gamma: rate * (change - delta), vega: 0, theta: 0, fx, residual: 0 };
  }
  const [start, middle] = [slopes(before), slopes(halfWay(before, after))];
  const move = after.forward - before.forward;
  const parts = { delta: quantity * start.delta * move, gamma: quantity * (middle.delta - start.delta) * move, vega: quantity * middle.vega * (after.volatility - before.volatility), theta: quantity * middle.theta * (before.years - after.years) };
  const residual = change - parts.delta - parts.gamma - parts.vega - parts.theta;
  return { delta: rate * parts.delta, gamma: rate * parts.gamma, vega: rate * parts.vega, theta: rate * parts.theta, fx, residual: rate * residual };
}

const halfWay = (before: OptionLeg, after: OptionLeg): OptionLeg => ({ ...before, forward: (before.forward + after.forward) / 2, volatility: (before.volatility + after.volatility) / 2, years: (before.years + after.years) / 2 });

/** Slopes of `unitValue` by forward, volatility and a year passing. One that does not exist explains nothing: what it would have is left over. */
function slopes({ forward, money, ...terms }: OptionLeg): Readonly<{ delta: number; vega: number; theta: number }> {
  const { price, delta, vega, theta } = black76(terms, forward);
  const inQuote = { delta: delta ?? 0, vega: vega ?? 0, theta: theta ?? 0 };
  return money === 'quote' ? inQuote : { delta: (inQuote.delta - price / forward) / forward, vega: inQuote.vega / forward, theta: inQuote.theta / forward };
}
