/** How far the terminal is reachable. `refused`: it is there but does not know this page's token. */
export type Reach = 'connecting' | 'connected' | 'lost' | 'refused';

/** Carries calls and pushes, unread; what they mean is `client.ts`'s business. */
export type Transport = Readonly<{
  call: (channel: string, args: unknown) => Promise<unknown>;
  subscribe: (listener: (push: unknown) => void) => () => void;
  /** Told at once and on every change; `retryAt` is on the page's monotonic clock. */
  onReach: (listener: (reach: Reach, retryAt: number | null) => void) => () => void;
  retryNow: () => void;
  close: () => void;
}>;
