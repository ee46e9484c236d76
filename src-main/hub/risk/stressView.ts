import type { StressView } from '#shared/ipc/riskView.ts';
import type { SupposeSpec } from '#shared/ipc/stressSpec.ts';
import { type EpochMs, toText } from '#shared/num/units.ts';
import type { MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import type { AccountFacts } from '../accountHost.ts';
import { assetsOf, largestPool } from './assets.ts';
import { engineData } from './engineData.ts';
import { fundingRate } from './funding.ts';
import { marketOf, marketView } from './market.ts';
import { movedOptions } from './optionPaths.ts';
import type { RiskThread } from './riskThread.ts';
import type { Saved } from './stressParts.ts';
import { volatilityStress } from './volatilityStress.ts';

/** What would break an account: computed when it is asked, nothing is changed by it. @param saved of the user */
export async function stressView(host: AccountFacts, thread: Pick<RiskThread, 'run'>, at: EpochMs, { suppose, asker, measured }: Readonly<{ suppose: SupposeSpec; asker: string; measured: MeasuredMarket | null }>, saved: Saved): Promise<StressView> {
  const engine = host.engine();
  const rates = engine.portfolio.instruments.flatMap(({ symbol }) => { const rate = fundingRate(host, symbol); return rate === null ? [] : [[symbol, toText(rate)] as const]; });
  const parts = await thread.run({ kind: 'stress', data: engineData(engine, movedOptions(host, at)), suppose, rates: new Map(rates), saved, measured }, asker);
  return {
    ...parts, asOf: at, valuationCurrency: engine.book.valuationCurrency, market: marketView(marketOf(largestPool(engine), assetsOf(engine), measured)),
    volatility: volatilityStress(host, at, parts.reverse, suppose.sigmaTimes),
  };
}
