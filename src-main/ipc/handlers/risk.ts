import type { MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import { err, ok } from '#shared/util/result.ts';
import { designFile } from '../../hub/design/designFile.ts';
import { designView } from '../../hub/design/designView.ts';
import { OWN_GROUPS } from '#shared/ipc/limits.ts';
import { explainView } from '../../hub/risk/explainView.ts';
import { hedgesView } from '../../hub/risk/hedges.ts';
import { oddsView } from '../../hub/risk/odds.ts';
import { scenarioMarginView } from '../../hub/risk/scenarioMarginView.ts';
import { riskView } from '../../hub/risk/riskView.ts';
import { simulatedRiskView } from '../../hub/risk/simulatedRisk.ts';
import { stressView } from '../../hub/risk/stressView.ts';
import { historicalRiskView } from '../../hub/risk/historicalRisk.ts';
import type { AccountFacts } from '../../hub/accountHost.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';
import { computed } from './computed.ts';

type RiskBench = Pick<Workbench, 'engine' | 'now' | 'risk' | 'history'> & Readonly<{ forks: Pick<Workbench['forks'], 'find'>; profiles: Pick<Workbench['profiles'], 'texts'>; scenarios: Pick<Workbench['scenarios'], 'list'>; episodes: Pick<Workbench['episodes'], 'days'>; presets: Pick<Workbench['presets'], 'list'>; groups: Pick<Workbench['groups'], 'find' | 'put'>; baselines: Pick<Workbench['baselines'], 'find' | 'takeAnew'> }>;
type RiskCalls = 'account/stress' | 'account/risk' | 'account/simulatedRisk' | 'account/historicalRisk' | 'account/explain' | 'account/explainAnew' | 'strategies/group' | 'account/hedges' | 'account/odds' | 'account/design' | 'design/export' | 'account/scenarioMargin' | 'risk/progress' | 'risk/cancel';

/** Questions about what may happen to an account, or to a what-if. */
export function riskHandlers({ engine, forks, profiles, scenarios, episodes, presets, risk: thread, history, baselines, groups, now }: RiskBench): Pick<Handlers, RiskCalls> {
  const factsOf = (accountId: string): AccountFacts | null => engine.find(accountId) ?? forks.find(accountId);
  const measured = (host: AccountFacts): MeasuredMarket | null => history.measured(host.engine(), now());
  return {
    'account/stress': async ({ accountId, ...asked }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : await computed(stressView(host, thread, now(), { ...asked, measured: measured(host) }, { own: { base: engine.fork(accountId), scenarios: scenarios.list(), profiles: profiles.texts() }, days: episodes.days() })); },
    'account/risk': ({ accountId }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(riskView(host, now(), measured(host))); },
    'account/simulatedRisk': async ({ accountId, asker }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : await computed(simulatedRiskView(host, thread, { asker, measured: measured(host) }, now())); },
    'account/historicalRisk': async ({ accountId, asker }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : await computed(historicalRiskView(host, thread, { asker, returns: history.returns(host.engine(), now()) }, now())); },
    'account/hedges': async ({ accountId, asker }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : await computed(hedgesView(host, thread, { asker, measured: measured(host) }, now())); },
    'account/scenarioMargin': async ({ accountId, ...asked }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : await computed(scenarioMarginView(host, thread, { ...asked, own: presets.list(), groupsOf: (asset) => groups.find(accountId, asset) }, now())); },
    'account/odds': async ({ accountId, ...asked }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : await computed(oddsView(host, thread, { ...asked, measured: measured(host) }, now())); },
    'risk/progress': ({ asker }) => ok({ share: thread.shareOf(asker) }),
    'risk/cancel': ({ asker }) => { thread.cancel(asker); return ok(null); },
    'account/design': ({ accountId, spec }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(designView(host, spec, history.returns(host.engine(), now()), now())); },
    'design/export': ({ accountId, spec }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : designFile(host.engine().portfolio, spec, now()); },
    'account/explain': ({ accountId }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(explainView(host, baselines.find(accountId), now())); },
    'account/explainAnew': ({ accountId }) => {
      const host = engine.find(accountId);
      if (host === null) return unknownAccount(accountId);
      return baselines.takeAnew(accountId) ? ok(null) : err({ code: 'account/drill', retryable: true });
    },
    'strategies/group': ({ accountId, asset, groups: own }) => {
      if (engine.find(accountId) === null) return unknownAccount(accountId);
      return groups.put(accountId, asset, own) ? ok(null) : err({ code: 'strategies/too-many', limit: OWN_GROUPS.assets, retryable: false });
    },
  };
}
