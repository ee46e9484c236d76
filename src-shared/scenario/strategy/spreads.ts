import type { StrategyOption, StrategyPart } from './strategyLegs.ts';

const payoffOf = (options: readonly StrategyOption[], price: number): number => options.reduce((sum, { sign, strike, quantity }) => sum + quantity * Math.max(sign * (price - strike), 0), 0);

/** Prices between which the payoff of options is straight, and beyond the last of which it is flat when no call is short on balance. */
export const kinksOf = (options: readonly Pick<StrategyOption, 'strike'>[]): readonly number[] => [...new Set([0, ...options.map(({ strike }) => strike)])];

/**
 * A spread, as many longs as shorts of each kind: the worst loss at one settlement price and what the longs cost, less what the
 * shorts brought. A box that was sold loses the same at every price: it asks the difference of its strikes, its longs being
 * paid from what its shorts brought.
 */
export function spreadPart(options: readonly StrategyOption[], multiplier: number): StrategyPart {
  const sumOf = (side: 1 | -1): number => options.reduce((sum, { quantity, price }) => (Math.sign(quantity) === side ? sum + Math.abs(quantity) * price : sum), 0);
  const losses = kinksOf(options).map((price) => -payoffOf(options, price));
  const [worst, mildest] = [Math.max(0, ...losses), Math.min(...losses)];
  const after = Math.max(0, worst + sumOf(1) - sumOf(-1)) * multiplier;
  const isBox = mildest > 0 && worst - mildest <= 1e-12 * worst;
  const before = (isBox ? worst : worst + sumOf(1)) * multiplier;
  return { kind: isBox ? 'shortBox' : 'spread', before, after, margin: isBox ? before : after, cash: after };
}
