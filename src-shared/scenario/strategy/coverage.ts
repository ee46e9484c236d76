import type { OptionSign } from '../pricing/optionValue.ts';
import { type Leg, recognise } from './recognise.ts';

/** Short options of one kind on one underlying and what covers them, units. `legs`: what is uncovered of each, units, above 0. */
export type Coverage = Readonly<{ sign: OptionSign; short: number; held: number; perpetuals: number; futures: number; options: number; uncovered: number; legs: ReadonlyMap<string, number> }>;

/**
 * Which short calls and puts are covered by what is held or short, and by longs that end no earlier; what nothing covers is uncovered.
 * As recognised automatically, whatever groups a user made. Kinds without shorts are left out.
 */
export function coverageOf(legs: readonly Leg[]): readonly Coverage[] {
  const byId = new Map(legs.map((leg) => [leg.id, leg]));
  const found = recognise(legs).map(({ legs: own }) => own.flatMap(({ id, quantity }) => { const leg = byId.get(id); return leg === undefined ? [] : [{ leg, quantity }]; }));
  return ([1, -1] as const).flatMap((sign) => {
    const sums = { short: 0, held: 0, perpetuals: 0, futures: 0, options: 0, uncovered: 0 };
    const open = new Map<string, number>();
    for (const parts of found) for (const short of parts) {
      if (short.leg.kind !== 'option' || short.leg.sign !== sign || short.quantity >= 0) continue;
      const { leg: { id, expiry }, quantity } = short;
      const cover = parts.find(({ leg, quantity: own }) => (leg.kind === 'option' ? leg.sign === sign && own > 0 && leg.expiry >= expiry : own * sign > 0));
      const by = cover === undefined ? 'uncovered' : PLACE[cover.leg.kind];
      sums.short -= quantity;
      sums[by] -= quantity;
      if (by === 'uncovered') open.set(id, (open.get(id) ?? 0) - quantity);
    }
    return sums.short === 0 ? [] : [{ sign, ...sums, legs: open }];
  });
}

const PLACE = { held: 'held', perpetual: 'perpetuals', future: 'futures', option: 'options' } as const;
