import { err, ok } from '#shared/util/result.ts';
import { OWN_GROUPS } from '#shared/ipc/limits.ts';
import { explainView } from '../../hub/risk/explainView.ts';
import { hedgesView } from '../../hub/risk/hedges.ts';
import { oddsView } from '../../hub/risk/odds.ts';
import { scenarioMarginView } from '../../hub/risk/scenarioMarginView.ts';
import { riskView } from '../../hub/risk/riskView.ts';
import { ownScenarios } from '../../hub/risk/ownScenarios.ts';
import { stressView } from '../../hub/risk/stressView.ts';
import type { AccountFacts } from '../../hub/accountHost.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

type RiskBench = Pick<Workbench, 'engine' | 'now' | 'risk'> & Readonly<{ groups: Pick<Workbench['groups'], 'find' | 'put'>; baselines: Pick<Workbench['baselines'], 'find' | 'takeAnew'>; forks: Pick<Workbench['forks'], 'find' | 'suppose'>; scenarios: Pick<Workbench['scenarios'], 'list'> }>;
type RiskCalls = 'account/stress' | 'account/risk' | 'account/explain' | 'account/explainAnew' | 'account/hedges' | 'account/odds' | 'account/scenarioMargin' | 'strategies/group';

/** Questions about what may happen to an account, or to a what-if. */
export function riskHandlers({ engine, forks, scenarios, risk: thread, baselines, groups, now }: RiskBench): Pick<Handlers, RiskCalls> {
  const factsOf = (accountId: string): AccountFacts | null => engine.find(accountId) ?? forks.find(accountId);
  return {
    'account/stress': ({ accountId }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(stressView(host, now(), (present) => ownScenarios(scenarios.list(), accountId, present, forks.suppose))); },
    'account/risk': ({ accountId }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(riskView(host, now())); },
    'account/explain': ({ accountId }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(explainView(host, baselines.find(accountId), now())); },
    'account/explainAnew': ({ accountId }) => {
      const host = engine.find(accountId);
      if (host === null) return unknownAccount(accountId);
      return baselines.takeAnew(accountId) ? ok(null) : err({ code: 'account/drill', retryable: true });
    },
    'account/hedges': ({ accountId }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(hedgesView(host, now())); },
    'account/scenarioMargin': async ({ accountId, preset, days }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(await scenarioMarginView(host, thread, { preset, days, groupsOf: (asset) => groups.find(accountId, asset) }, now())); },
    'strategies/group': ({ accountId, asset, groups: own }) => {
      if (engine.find(accountId) === null) return unknownAccount(accountId);
      return groups.put(accountId, asset, own) ? ok(null) : err({ code: 'strategies/too-many', limit: OWN_GROUPS.assets, retryable: false });
    },
    'account/odds': async ({ accountId, paths }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(await oddsView(host, thread, paths, now())); },
  };
}
