import { ok } from '#shared/util/result.ts';
import { Decimal, toText } from '#shared/num/units.ts';
import { derivationView } from '../../hub/insight/derivation.ts';
import { type EngineData, engineData } from '../../hub/risk/engineData.ts';
import { movedOptions } from '../../hub/risk/optionPaths.ts';
import type { AccountFacts } from '../../hub/accountHost.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';
import { computed } from './computed.ts';

type InsightBench = Pick<Workbench, 'engine' | 'now'> & Readonly<{ risk: Pick<Workbench['risk'], 'run'>; profiles: Pick<Workbench['profiles'], 'texts'>; episodes: Pick<Workbench['episodes'], 'days'>; forks: Pick<Workbench['forks'], 'find'> }>;
type InsightCalls = 'account/compare' | 'account/quote' | 'account/matrix' | 'account/derivation';

/** Questions about an account, or a what-if, as it stands: computed when they are asked, and nothing is changed by them. */
export function insightHandlers({ engine, forks, profiles, episodes, risk: thread, now }: InsightBench): Pick<Handlers, InsightCalls> {
  const factsOf = (accountId: string): AccountFacts | null => engine.find(accountId) ?? forks.find(accountId);
  const dataOf = (host: AccountFacts): EngineData => engineData(host.engine(), movedOptions(host, now()));
  return {
    'account/compare': async ({ accountId, chosen, asker }) => {
      const host = factsOf(accountId);
      return host === null ? unknownAccount(accountId) : await computed(thread.run({ kind: 'comparison', data: dataOf(host), profiles: profiles.texts(), days: episodes.days(), chosen, at: now() }, asker));
    },
    'account/matrix': async ({ accountId, shockPercent, asker }) => {
      const host = factsOf(accountId);
      return host === null ? unknownAccount(accountId) : await computed(thread.run({ kind: 'contribution', data: dataOf(host), move: toText(new Decimal(shockPercent).div(100)), at: now() }, asker));
    },
    'account/quote': ({ accountId, symbol }) => {
      const host = factsOf(accountId);
      return host === null ? unknownAccount(accountId) : ok(host.quote(symbol));
    },
    'account/derivation': ({ accountId, figure }) => {
      const host = factsOf(accountId);
      return host === null ? unknownAccount(accountId) : ok(derivationView(host, figure, now()));
    },
  };
}
