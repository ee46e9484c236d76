import type { FeedView } from '#shared/ipc/feedView.ts';
import type { AccountView } from '#shared/ipc/view.ts';

/** What a test tells the host: faults of the exchange, and questions. */
export type HostCommand =
  | Readonly<{ do: 'pause' | 'resume' | 'cut' | 'close' }>
  | Readonly<{ do: 'silence'; symbol: string; silent: boolean }>
  | Readonly<{ do: 'views' | 'feeds' }>;

/** What the host answers; `ready` comes first, unasked. */
export type HostAnswer =
  | Readonly<{ ready: string }>
  | Readonly<{ done: true }>
  /** Every view of the account that was sent to windows, by its number. */
  | Readonly<{ views: readonly AccountView[] }>
  | Readonly<{ feeds: readonly FeedView[] }>;
