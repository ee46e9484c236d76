import { err, ok } from '#shared/util/result.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

type FeedCalls = 'feed/setLive' | 'feed/reconnect' | 'terminal/setOffline';

export function feedHandlers({ store, engine, desk, feeds, redirect, hasLiveFeed }: Workbench): Pick<Handlers, FeedCalls> {
  return {
    'feed/setLive': ({ accountId, live }) => {
      const host = engine.find(accountId);
      if (host === null) return unknownAccount(accountId);
      const { venue } = host.book.portfolio;
      if (live && !hasLiveFeed(venue)) return err({ code: 'account/feed-unavailable', venue, retryable: false });
      store.accounts.setLive(accountId, live);
      engine.setLive(accountId, live);
      redirect();
      return ok(null);
    },
    'feed/reconnect': () => {
      feeds.reconnect();
      return ok(null);
    },
    'terminal/setOffline': ({ offline }) => {
      desk.setOffline(offline);
      redirect();
      return ok(null);
    },
  };
}
