import type { FeedView, LatencyView, NetworkView } from '#shared/ipc/feedView.ts';
import type { AlertView, TerminalView } from '#shared/ipc/view.ts';
import type { WarningsView } from '#shared/ipc/warnings.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { Store } from '../db/store.ts';
import { VERSION } from '../util/version.ts';
import type { Desk } from './desk.ts';
import type { EngineHost } from './engineHost.ts';

export type TerminalFacts = Readonly<{
  seq: number;
  now: EpochMs;
  face: TerminalView['face'];
  desk: Desk;
  engine: EngineHost;
  feeds: readonly FeedView[];
  latency: LatencyView;
  network: NetworkView;
  alerts: readonly AlertView[];
  warnings: WarningsView;
  store: Pick<Store, 'path' | 'backupAt'>;
  /** Why nothing can be written at the moment; null when all is well. */
  writeFault: string | null;
}>;

/** Everything that is not of one account, as it is shown and pushed. */
export function terminalView({ seq, now, face, desk, engine, feeds, latency, network, alerts, warnings, store, writeFault }: TerminalFacts): TerminalView {
  return {
    version: VERSION, seq, now, face, offline: desk.offline(), accounts: engine.summaries(), selectedAccountId: desk.selected(), feeds, latency, network, alerts, warnings,
    engine: engine.health(),
    database: { path: store.path, state: writeFault === null ? 'ok' : 'read-only', detail: writeFault, backupAt: store.backupAt },
    settings: desk.settings(),
  };
}
