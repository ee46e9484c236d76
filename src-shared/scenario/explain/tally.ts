import type { LegParts } from './legChange.ts';

export type PriceParts = Omit<LegParts, 'fx'>;

/** What no price explains: the premium of an option that was traded, a position that became smaller or whose entry changed, another amount of an asset. */
export type Changed = Readonly<{ kind: 'premium' | 'position' | 'holding'; id: string; gain: number }>;

/** What of a change is explained by what, added up. Money in the valuation currency. */
export type Tally = Readonly<{
  addPrice: (asset: string, parts: PriceParts) => void;
  addFx: (currency: string, gain: number) => void;
  addChanged: (changed: Changed) => void;
  underlyings: () => readonly (PriceParts & Readonly<{ asset: string }>)[];
  fx: () => readonly Readonly<{ currency: string; gain: number }>[];
  changed: () => readonly Changed[];
}>;

export function createTally(): Tally {
  const [underlyings, fx, changed] = [new Map<string, PriceParts>(), new Map<string, number>(), [] as Changed[]];
  return {
    addPrice: (asset, parts) => {
      const own = underlyings.get(asset);
      underlyings.set(asset, own === undefined ? parts : { delta: own.delta + parts.delta, gamma: own.gamma + parts.gamma, vega: own.vega + parts.vega, theta: own.theta + parts.theta, residual: own.residual + parts.residual });
    },
    addFx: (currency, gain) => {
      if (gain !== 0) fx.set(currency, (fx.get(currency) ?? 0) + gain);
    },
    addChanged: (own) => void changed.push(own),
    underlyings: () => [...underlyings].map(([asset, parts]) => ({ asset, ...parts })),
    fx: () => [...fx].map(([currency, gain]) => ({ currency, gain })),
    changed: () => changed,
  };
}

export const sumOfParts = ({ delta, gamma, vega, theta, residual }: PriceParts): number => delta + gamma + vega + theta + residual;
