import { err, ok } from '#shared/util/result.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

type FeedCalls = 'feed/setLive' | 'feed/reconnect' | 'terminal/setOffline';

export function feedHandlers({ store, engine, desk, feeds, redirect, hasLiveFeed }: Workbench): Pick<Handlers, FeedCalls> {
  return {
    'feed/setLive': ({ accountId, live }) => {
      const stored = engine.accounts().find((account) => account.accountId === accountId);
      if (stored === undefined) return unknownAccount(accountId);
      const { demo, portfolio: { venue } } = stored;
      if (live && (demo || !hasLiveFeed(venue))) return err({ code: 'account/feed-unavailable', venue: demo ? 'the demo account' : venue, retryable: false });
      // Turning a feed off holds whether or not it can be written.
      if (live) store.accounts.setLive(accountId, live);
      engine.setLive(accountId, live);
      redirect();
      if (!live) store.accounts.setLive(accountId, live);
      return ok(null);
    },
    'feed/reconnect': () => {
      feeds.reconnect();
      return ok(null);
    },
    'terminal/setOffline': ({ offline }) => {
      try {
        desk.setOffline(offline);
      } finally {
        redirect();
      }
      return ok(null);
    },
  };
}
