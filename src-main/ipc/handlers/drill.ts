import { err, ok } from '#shared/util/result.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

/** Prices moved for practice. The warnings that they raise are written and told like any other, and say what they are. */
export function drillHandlers({ engine, now }: Pick<Workbench, 'engine' | 'now'>): Pick<Handlers, 'drill/start' | 'drill/end'> {
  return {
    'drill/start': ({ accountId, percent, asset }) => {
      const host = engine.find(accountId);
      if (host === null) return unknownAccount(accountId);
      if (asset !== null && !host.engine().book.assets.includes(asset)) return err({ code: 'price/not-held', key: `index:${asset}`, retryable: false });
      engine.setDrill(accountId, { percent, asset, since: now() });
      return ok(null);
    },
    'drill/end': ({ accountId }) => (engine.setDrill(accountId, null) ? ok(null) : unknownAccount(accountId)),
  };
}
