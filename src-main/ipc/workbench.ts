import type { EpochMs } from '#shared/num/units.ts';
import type { Store } from '../db/store.ts';
import type { AlertCentre } from '../alerts/alertCentre.ts';
import type { Warnings } from '../alerts/warnings.ts';
import type { FeedDirector } from '../feeds/feedDirector.ts';
import type { SystemFacts } from '../util/systemFacts.ts';
import type { Desk } from '../hub/desk.ts';
import type { ProfileShelf } from '../hub/profileShelf.ts';
import type { PreviousBooks } from '../hub/previousBooks.ts';
import type { EngineHost } from '../hub/engineHost.ts';
import type { OwnEpisodes } from '../hub/risk/episodes/ownEpisodes.ts';
import type { OwnPresets } from '../hub/risk/presets/ownPresets.ts';
import type { Baselines } from '../hub/risk/baselines.ts';
import type { OwnGroups } from '../hub/risk/ownGroups.ts';
import type { RiskHistory } from '../hub/risk/history.ts';
import type { RiskThread } from '../hub/risk/riskThread.ts';
import type { Forks } from '../hub/whatIf/forks.ts';
import type { Scenarios } from '../hub/whatIf/scenarios.ts';
import type { Portfolio } from '#shared/domain/account.ts';
import type { TerminalView } from '#shared/ipc/view.ts';

/** What the calls of a window work on. */
export type Workbench = Readonly<{
  store: Pick<Store, 'accounts' | 'prices' | 'dailyPrices'>;
  engine: EngineHost;
  alerts: AlertCentre;
  warnings: Pick<Warnings, 'desk' | 'rules' | 'webhook' | 'saveRule' | 'removeRule' | 'testRule' | 'setWebhook'>;
  desk: Desk;
  profiles: ProfileShelf;
  previous: PreviousBooks;
  forks: Forks;
  risk: RiskThread;
  episodes: OwnEpisodes;
  history: RiskHistory;
  presets: OwnPresets;
  groups: OwnGroups;
  baselines: Pick<Baselines, 'keep' | 'find' | 'takeAnew'>;
  scenarios: Scenarios;
  feeds: Pick<FeedDirector, 'reconnect' | 'recheck'>;
  now: () => EpochMs;
  /** After anything that changes what is held, who is live, or whether we are offline. */
  redirect: () => void;
  terminalView: () => TerminalView;
  /** What the program runs on. */
  system: () => SystemFacts;
  /** Hosts that the feeds of an account contact; empty when its venue has none. */
  liveHostsOf: (accountId: string) => readonly string[];
  /** What a document says otherwise than the venue's lists of instruments. */
  remarksOn: (portfolio: Portfolio) => readonly string[];
  /** The names of assets as they are known now: null for one that some venue lists or some account has, else the one that may be meant, `''` for none. */
  assetNames: () => (name: string) => string | null;
  /** A window painted what a tick led to that was received at this monotonic time. */
  painted: (tickAt: number) => void;
}>;
