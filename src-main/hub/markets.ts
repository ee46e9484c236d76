import type { Portfolio } from '#shared/domain/account.ts';
import type { Tick } from '#shared/domain/tick.ts';
import type { Channel } from '../feeds/feedDirector.ts';
import { createPegWatch, type Depeg, type PegWatch } from './depeg.ts';
import { createPlausibility, type Plausibility, type PlausibilityRules, type Sifted } from './plausibility.ts';

/** What is known of the market by itself, whoever holds what: a market for each channel, for what the demo says is no measure of a live price. */
export type Markets = Readonly<{
  /** Takes out what may be false. @param now monotonic, in ms */
  sift: (channel: Channel, ticks: readonly Tick[], now: number, staleMs: readonly number[]) => Sifted;
  /** What the collateral of an account is worth elsewhere, where that is something else. */
  apart: (channel: Channel | null, portfolio: Portfolio, now: number) => readonly Depeg[];
  /** The machine slept: an old level says nothing of a new one. */
  forget: () => void;
}>;

export function createMarkets(rules: () => PlausibilityRules): Markets {
  const markets = new Map<Channel, Readonly<{ plausibility: Plausibility; pegs: PegWatch }>>();
  const marketOf = (channel: Channel): Readonly<{ plausibility: Plausibility; pegs: PegWatch }> => {
    const market = markets.get(channel) ?? { plausibility: createPlausibility(rules), pegs: createPegWatch() };
    markets.set(channel, market);
    return market;
  };
  return {
    sift: (channel, ticks, now, staleMs) => {
      const { plausibility, pegs } = marketOf(channel);
      const sifted = plausibility.sift(ticks, now, staleMs);
      pegs.observe(sifted.ticks, now);
      return sifted;
    },
    apart: (channel, { collateral, parameters }, now) => (channel === null ? [] : marketOf(channel).pegs.apart([...new Set(collateral.map(({ asset }) => asset))], parameters.stablecoins, now)),
    forget: () => {
      for (const { plausibility } of markets.values()) plausibility.forget();
    },
  };
}
