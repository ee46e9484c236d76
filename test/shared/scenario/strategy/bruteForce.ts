import type { StrategyBook, StrategyOption, StrategyRates } from '#shared/scenario/strategy/strategyLegs.ts';

/** The least that a book of whole contracts asks after proceeds, over every way to put them into groups. Written from the rules alone; for a handful of contracts. */
export function bruteLeast({ underlying, multiplier, options, shares }: StrategyBook, rates: StrategyRates): number {
  const contracts = options.flatMap((line) => Array.from({ length: Math.abs(line.quantity) }, () => ({ ...line, quantity: Math.sign(line.quantity) })));
  const held = shares.reduce((sum, { quantity }) => sum + quantity, 0);
  const stock = shares.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return Math.abs(stock) * (held > 0 ? rates.longShares : rates.shortShares) + multiplier * leastOf(contracts, Math.floor(Math.abs(held) / multiplier), { underlying: underlying ?? Number.NaN, rates, side: Math.sign(held) });
}

type Terms = Readonly<{ underlying: number; rates: StrategyRates; side: number }>;

/** The first contract with every choice of others beside it, or covered by shares, and the rest again. */
function leastOf([first, ...rest]: readonly StrategyOption[], cover: number, terms: Terms): number {
  if (first === undefined) return 0;
  const covered = cover > 0 && first.quantity < 0 && first.sign === terms.side ? leastOf(rest, cover - 1, terms) : Infinity;
  return Array.from({ length: 2 ** rest.length }, (_, bits) => {
    const asked = groupAsks([first, ...rest.filter((_own, place) => (bits & (1 << place)) !== 0)], terms);
    return Number.isFinite(asked) ? asked + leastOf(rest.filter((_own, place) => (bits & (1 << place)) === 0), cover, terms) : Infinity;
  }).reduce((best, own) => Math.min(best, own), covered);
}

/** Infinity for what is no lawful group. */
function groupAsks(group: readonly StrategyOption[], { underlying, rates }: Terms): number {
  const [longs, shorts] = [group.filter(({ quantity }) => quantity > 0), group.filter(({ quantity }) => quantity < 0)];
  const naked = ({ sign, strike }: StrategyOption): number => Math.max(rates.standard * underlying - Math.max(sign * (strike - underlying), 0), rates.least * (sign > 0 ? underlying : strike));
  const [one, other] = shorts;
  if (one === undefined) return longs.length === 1 ? longs.reduce((sum, { price, days }) => sum + price * (days > rates.longDays ? rates.longValue : 1), 0) : Infinity;
  if (longs.length === 0 && shorts.length === 1) return naked(one);
  if (longs.length === 0 && shorts.length === 2 && other !== undefined && one.sign !== other.sign) {
    const [call, put] = one.sign > 0 ? [one, other] : [other, one];
    return naked(call) + call.price >= naked(put) + put.price ? naked(call) : naked(put);
  }
  const isLawful = shorts.every(({ days }) => days === one.days) && longs.every(({ days }) => days >= one.days) && [1, -1].every((sign) => group.filter((line) => line.sign === sign).reduce((sum, { quantity }) => sum + quantity, 0) === 0);
  if (!isLawful) return Infinity;
  // No strike or price of these tests is between two of these.
  const losses = Array.from({ length: 401 }, (_, half) => -group.reduce((sum, { sign, strike, quantity }) => sum + quantity * Math.max(sign * (half / 2 - strike), 0), 0));
  return Math.max(0, Math.max(0, ...losses) + group.reduce((sum, { price, quantity }) => sum + price * quantity, 0));
}
