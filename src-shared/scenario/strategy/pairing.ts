import { type Naked, nakedPart } from './naked.ts';
import { spreadPart } from './spreads.ts';
import type { StrategyOption, StrategyPart, StrategyTerms } from './strategyLegs.ts';

/**
 * One lawful way to margin a book: every contract is in one place. `covered` by shares asks nothing; a spread has the shorts of
 * one expiry and as many longs of the same kind, which expire no earlier; `longs` are by themselves.
 */
export type Pairing = Readonly<{ covered: readonly StrategyOption[]; spreads: readonly (readonly StrategyOption[])[]; naked: readonly Naked[]; longs: readonly StrategyOption[] }>;

export function partsOf({ spreads, naked, longs }: Pairing, terms: StrategyTerms): readonly StrategyPart[] {
  return [...spreads.map((lines) => spreadPart(lines, terms.multiplier)), ...naked.map((own) => nakedPart(own, terms)), ...longs.map((line) => longPart(line, terms))];
}

/** What a pairing asks after the proceeds of its shorts: the least of them counts. */
export const askedAfter = (pairing: Pairing, terms: StrategyTerms): number => partsOf(pairing, terms).reduce((sum, { after }) => sum + after, 0);

/** Of the cost of a long that is in no spread: the share that is asked. */
export const longShare = ({ days }: StrategyOption, { rates }: StrategyTerms): number => (days > rates.longDays ? rates.longValue : 1);

function longPart(line: StrategyOption, terms: StrategyTerms): StrategyPart {
  const cash = line.price * line.quantity * terms.multiplier;
  const margin = cash * longShare(line, terms);
  return { kind: 'long', before: margin, after: margin, margin, cash };
}
