import type { HedgesView } from '#shared/ipc/riskView.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import type { AccountFacts } from '../accountHost.ts';
import { assetsOf, largestPool } from './assets.ts';
import { engineData } from './engineData.ts';
import { marketOf, marketView } from './market.ts';
import { movedOptions } from './optionPaths.ts';
import { rehedgeView } from './rehedge.ts';
import type { RiskThread } from './riskThread.ts';
import { unitsOf } from './units.ts';
import { worthOf } from './worth.ts';

/** Trades that lower the risk of an account, and when its options are to be hedged again. @param measured what σ and correlations were measured as; null: those put down by hand */
export async function hedgesView(host: AccountFacts, thread: Pick<RiskThread, 'run'>, { asker, measured }: Readonly<{ asker: string; measured: MeasuredMarket | null }>, at: EpochMs): Promise<HedgesView> {
  const engine = host.engine();
  const units = unitsOf(host, at);
  const worth = worthOf(engine, units);
  const rehedge = units.map((own) => ({ asset: own.asset, when: rehedgeView(own, worth) }));
  const market = marketView(marketOf(largestPool(engine), assetsOf(engine), measured));
  return { asOf: at, valuationCurrency: engine.book.valuationCurrency, market, rehedge, hedges: await thread.run({ kind: 'hedges', data: engineData(engine, movedOptions(host, at)), measured }, asker) };
}
