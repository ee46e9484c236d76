import type { Strategy, StrategyKind } from './recognise.ts';

const ASSIGNED: ReadonlySet<StrategyKind> = new Set(['coveredCall', 'coveredPut']);

/**
 * What a covered call or put gains from now until it is assigned: its cover moves to the strike, and what the option is worth now is
 * kept. Any price beyond the strike gives the same. Null for other strategies, and where a price is not known.
 *
 * @param priceOf what one unit of a leg is worth now, in the money of the strike
 */
export function assignedGain({ kind, cap, legs }: Pick<Strategy, 'cap' | 'legs'> & Readonly<{ kind: StrategyKind | 'own' }>, priceOf: (id: string) => number | null, isOption: (id: string) => boolean): number | null {
  if (kind === 'own' || !ASSIGNED.has(kind) || cap === null) return null;
  return legs.reduce<number | null>((sum, { id, quantity }) => {
    const price = priceOf(id);
    return sum === null || price === null ? null : sum + quantity * ((isOption(id) ? 0 : cap) - price);
  }, 0);
}
