import type { HedgesView } from '#shared/ipc/riskView.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { AccountFacts } from '../accountHost.ts';
import { engineData } from './engineData.ts';
import { movedOptions } from './optionPaths.ts';
import { rehedgeView } from './rehedge.ts';
import type { RiskThread } from './riskThread.ts';
import { unitsOf } from './units.ts';
import { worthOf } from './worth.ts';

/** Trades that lower the risk of an account, and when its options are to be hedged again. */
export async function hedgesView(host: AccountFacts, thread: Pick<RiskThread, 'run'>, asker: string, at: EpochMs): Promise<HedgesView> {
  const engine = host.engine();
  const { valuationCurrency } = engine.book;
  const units = unitsOf(host, at);
  const worth = worthOf(engine, units);
  const rehedge = units.map((own) => ({ asset: own.asset, when: rehedgeView(own, worth) }));
  return { asOf: at, valuationCurrency, rehedge, hedges: await thread.run({ kind: 'hedges', data: engineData(engine, movedOptions(host, at)) }, asker) };
}
