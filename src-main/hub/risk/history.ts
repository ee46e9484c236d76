import type { MarketMethod, MeasuringMethod } from '#shared/domain/dailyClose.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { currentReturns, dailyReturns, type Returns } from '#shared/scenario/risk/dailyReturns.ts';
import { measuredMarket, type MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import { utcDay } from '#shared/util/utcDay.ts';
import type { DailyPriceRepository } from '../../db/dailyPriceRepository.ts';
import { assetsOf } from './assets.ts';

/** Returns end on one of so many days before this one. */
const WINDOW_DAYS = 365;
/** Sets of assets that are remembered at once: those of accounts and what-ifs that are looked at. */
const REMEMBERED = 16;

/** What the daily closes that are stored say of the assets of an account. */
export type RiskHistory = Readonly<{
  /** Daily returns over the window of each asset but the valuation currency, in that currency; none where there are no closes, or the newest is more than a week old. */
  returns: (engine: AccountEngine, at: EpochMs) => ReadonlyMap<string, Returns>;
  /** σ and correlations by the method that is chosen; null where those put down by hand are. */
  measured: (engine: AccountEngine, at: EpochMs) => MeasuredMarket | null;
}>;

type Known = Readonly<{ returns: ReadonlyMap<string, Returns>; markets: Map<MeasuringMethod, MeasuredMarket> }>;

/** @param method the choice of now */
export function createRiskHistory({ store, method }: Readonly<{ store: Pick<DailyPriceRepository, 'closes' | 'revision'>; method: () => MarketMethod }>): RiskHistory {
  const known = new Map<string, Known>();
  let asOf = '';

  function knownOf(engine: AccountEngine, at: EpochMs): Known {
    const today = utcDay(at);
    const now = `${store.revision()} ${today}`;
    if (now !== asOf || known.size > REMEMBERED) known.clear();
    asOf = now;
    const currency = engine.book.valuationCurrency;
    const assets = assetsOf(engine).filter((asset) => asset !== currency);
    const key = JSON.stringify([currency, ...assets]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const closes = store.closes([...assets, currency], today - WINDOW_DAYS - 1, today - 1);
    const own: Known = { returns: new Map(assets.map((asset) => [asset, currentReturns(dailyReturns(closes, asset, currency), today)])), markets: new Map() };
    known.set(key, own);
    return own;
  }

  return {
    returns: (engine, at) => knownOf(engine, at).returns,
    measured: (engine, at) => {
      const chosen = method();
      if (chosen === 'default') return null;
      const { returns, markets } = knownOf(engine, at);
      const market = markets.get(chosen) ?? measuredMarket(returns, chosen);
      markets.set(chosen, market);
      return market;
    },
  };
}
