import { HOST_NAME } from '#shared/ipc/limits.ts';
import { err, ok } from '#shared/util/result.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

type FeedCalls = 'feed/setLive' | 'feed/reconnect' | 'network/setHosts' | 'terminal/setOffline';

export function feedHandlers({ store, engine, desk, feeds, redirect, liveHostsOf }: Workbench): Pick<Handlers, FeedCalls> {
  return {
    'feed/setLive': ({ accountId, live }) => {
      const stored = engine.accounts().find((account) => account.accountId === accountId);
      if (stored === undefined) return unknownAccount(accountId);
      const { demo, portfolio: { venue } } = stored;
      const hosts = liveHostsOf(accountId);
      if (live && (demo || hosts.length === 0)) return err({ code: 'account/feed-unavailable', venue: demo ? 'the demo account' : venue, retryable: false });
      // Turning a feed off holds whether or not it can be written.
      if (live) {
        // The user was asked about these hosts by name.
        desk.setHosts([...desk.hosts(), ...hosts.filter((host) => HOST_NAME.test(host))]);
        store.accounts.setLive(accountId, live);
      }
      engine.setLive(accountId, live);
      redirect();
      if (!live) store.accounts.setLive(accountId, live);
      return ok(null);
    },
    'feed/reconnect': () => {
      feeds.reconnect();
      return ok(null);
    },
    'network/setHosts': ({ hosts }) => {
      desk.setHosts(hosts);
      // A feed to a host that is allowed now need not wait for its next attempt, and one that is not any more must end.
      redirect();
      feeds.recheck();
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
