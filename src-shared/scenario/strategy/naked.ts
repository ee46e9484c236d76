import type { StrategyOption, StrategyPart, StrategyTerms } from './strategyLegs.ts';

/**
 * Requirement of one naked short unit without its premium: max(standard·S − out of the money, least·S or least·K).
 * Infinity when the price of the underlying is not known: such a short must be covered.
 */
export function nakedRequirement({ sign, strike }: Pick<StrategyOption, 'sign' | 'strike'>, { underlying, rates: { standard, least } }: StrategyTerms): number {
  if (underlying === null) return Infinity;
  const outOfMoney = Math.max(sign * (strike - underlying), 0);
  return Math.max(standard * underlying - outOfMoney, least * (sign > 0 ? underlying : strike));
}

/** `size` contracts of a naked short, alone or a call with a put: of any strikes and expiries. `size` above 0. */
export type Naked = Readonly<{ legs: readonly [StrategyOption] | readonly [call: StrategyOption, put: StrategyOption]; size: number }>;

/** The requirement with the premium. */
export const askedOf = (line: StrategyOption, terms: StrategyTerms): number => nakedRequirement(line, terms) + line.price;

/** What a pair asks of one unit, less both premiums: of the one whose requirement with its premium is the greater. */
export function pairRequirement(call: StrategyOption, put: StrategyOption, terms: StrategyTerms): number {
  return nakedRequirement(askedOf(call, terms) >= askedOf(put, terms) ? call : put, terms);
}

/** The dearest call with the dearest put; the rest alone. */
export function pairedByAsked(shorts: readonly StrategyOption[], terms: StrategyTerms): readonly Naked[] {
  const [calls, puts] = ([1, -1] as const).map((sign) => shorts.filter((own) => own.sign === sign).map((own) => ({ own, left: Math.abs(own.quantity) })).toSorted((left, right) => askedOf(right.own, terms) - askedOf(left.own, terms)));
  const found: Naked[] = [];
  let [call, put] = [calls?.shift(), puts?.shift()];
  while (call !== undefined || put !== undefined) {
    const size = Math.min(call?.left ?? Infinity, put?.left ?? Infinity);
    const one = call ?? put;
    if (call !== undefined && put !== undefined) found.push({ legs: [call.own, put.own], size });
    else if (one !== undefined) found.push({ legs: [one.own], size });
    if (call !== undefined) call = call.left > size ? { ...call, left: call.left - size } : calls?.shift();
    if (put !== undefined) put = put.left > size ? { ...put, left: put.left - size } : puts?.shift();
  }
  return found;
}

/** One short by itself, or of a pair the one that asks more and the premium of the other. */
export function nakedPart({ legs, size }: Naked, terms: StrategyTerms): StrategyPart {
  const { underlying, multiplier, rates } = terms;
  const [one, other] = legs;
  const scale = size * multiplier;
  const proceeds = (one.price + (other?.price ?? 0)) * scale;
  const before = (other === undefined ? nakedRequirement(one, terms) : pairRequirement(one, other, terms)) * scale + proceeds;
  const cashOf = ({ sign, strike }: StrategyOption): number => (sign > 0 && rates.callCash === 'underlying' ? (underlying ?? Infinity) : strike);
  const cash = legs.reduce((sum, line) => sum + cashOf(line), 0) * scale - proceeds;
  return { kind: other === undefined ? 'naked' : 'nakedPair', before, after: before - proceeds, margin: before, cash };
}
