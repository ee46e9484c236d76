import { ok } from '#shared/util/result.ts';
import { Decimal, toText } from '#shared/num/units.ts';
import { comparisonView } from '../../hub/insight/comparison.ts';
import { contributionView } from '../../hub/insight/contribution.ts';
import { derivationView } from '../../hub/insight/derivation.ts';
import type { AccountFacts } from '../../hub/accountHost.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

type InsightBench = Pick<Workbench, 'engine' | 'now'> & Readonly<{ profiles: Pick<Workbench['profiles'], 'list'>; forks: Pick<Workbench['forks'], 'find'> }>;
type InsightCalls = 'account/compare' | 'account/quote' | 'account/matrix' | 'account/derivation';

/** Questions about an account, or a what-if, as it stands: computed when they are asked, and nothing is changed by them. */
export function insightHandlers({ engine, forks, profiles, now }: InsightBench): Pick<Handlers, InsightCalls> {
  const factsOf = (accountId: string): AccountFacts | null => engine.find(accountId) ?? forks.find(accountId);
  return {
    'account/compare': ({ accountId, chosen }) => {
      const host = factsOf(accountId);
      return host === null ? unknownAccount(accountId) : ok(comparisonView(host, chosen, now(), profiles.list()));
    },
    'account/matrix': ({ accountId, shockPercent }) => {
      const host = factsOf(accountId);
      return host === null ? unknownAccount(accountId) : ok(contributionView(host, toText(new Decimal(shockPercent).div(100)), now()));
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
