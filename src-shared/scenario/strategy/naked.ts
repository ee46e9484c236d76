import type { StrategyOption, StrategyPart, StrategyRates } from './strategyLegs.ts';

/** Requirement of one naked short unit without its premium: max(standard·S − out of the money, least·S or least·K). */
export function nakedRequirement({ sign, strike }: Pick<StrategyOption, 'sign' | 'strike'>, underlying: number, { standard, least }: StrategyRates): number {
  const outOfMoney = Math.max(sign * (strike - underlying), 0);
  return Math.max(standard * underlying - outOfMoney, least * (sign > 0 ? underlying : strike));
}

/**
 * Naked shorts: a call and a put pair up, the one that asks more and the premium of the other; the rest by themselves.
 *
 * @param shorts with their number of contracts above 0
 */
export function nakedParts(shorts: readonly StrategyOption[], underlying: number, multiplier: number, rates: StrategyRates): readonly StrategyPart[] {
  const [calls, puts] = ([1, -1] as const).map((sign) => shorts.filter((own) => own.sign === sign)
    .map((own) => ({ own, asked: nakedRequirement(own, underlying, rates) + own.price, left: own.quantity })).toSorted((left, right) => right.asked - left.asked));
  const parts: StrategyPart[] = [];
  let [call, put] = [calls?.shift(), puts?.shift()];
  const cashOf = ({ sign, strike }: StrategyOption): number => (sign > 0 && rates.callCash === 'underlying' ? underlying : strike);
  while (call !== undefined || put !== undefined) {
    const size = Math.min(call?.left ?? Infinity, put?.left ?? Infinity);
    const scale = size * multiplier;
    if (call !== undefined && put !== undefined) {
      const proceeds = call.own.price + put.own.price;
      const before = call.asked >= put.asked ? call.asked + put.own.price : put.asked + call.own.price;
      parts.push(partOf('nakedPair', before * scale, proceeds * scale, (cashOf(put.own) + cashOf(call.own) - proceeds) * scale));
    } else {
      const one = call ?? put;
      if (one !== undefined) parts.push(partOf('naked', one.asked * scale, one.own.price * scale, (cashOf(one.own) - one.own.price) * scale));
    }
    if (call !== undefined) call = call.left > size ? { ...call, left: call.left - size } : calls?.shift();
    if (put !== undefined) put = put.left > size ? { ...put, left: put.left - size } : puts?.shift();
  }
  return parts;
}

const partOf = (kind: StrategyPart['kind'], before: number, proceeds: number, cash: number): StrategyPart => ({ kind, before, after: before - proceeds, margin: before, cash });
