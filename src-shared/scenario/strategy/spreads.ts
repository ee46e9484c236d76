import type { StrategyOption, StrategyPart } from './strategyLegs.ts';

/** Of options that cover each other, at one settlement price: the worst payoff over 0, every strike and beyond the highest. Infinity when it has no bound. */
function worstLoss(options: readonly StrategyOption[]): number {
  const slope = options.reduce((sum, { sign, quantity }) => (sign > 0 ? sum + quantity : sum), 0);
  if (slope < -1e-9) return Infinity;
  const payoff = (price: number): number => options.reduce((sum, { sign, strike, quantity }) => sum + quantity * Math.max(sign * (price - strike), 0), 0);
  return Math.max(0, ...[0, ...options.map(({ strike }) => strike)].map((price) => -payoff(price)));
}

/** Covered options together: the worst loss at expiry and what the longs cost, less what the shorts brought. */
export function spreadPart(options: readonly StrategyOption[], multiplier: number): StrategyPart {
  const sumOf = (side: 1 | -1): number => options.reduce((sum, { quantity, price }) => (Math.sign(quantity) === side ? sum + Math.abs(quantity) * price : sum), 0);
  const before = (worstLoss(options) + sumOf(1)) * multiplier;
  const after = Math.max(0, before - sumOf(-1) * multiplier);
  return { kind: 'spread', before, after, margin: after, cash: after };
}
