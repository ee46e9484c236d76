import { ok } from '#shared/util/result.ts';
import { designFile } from '../../hub/design/designFile.ts';
import { designView } from '../../hub/design/designView.ts';
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

type RiskBench = Pick<Workbench, 'engine' | 'now' | 'risk'> & Readonly<{ forks: Pick<Workbench['forks'], 'find' | 'suppose'>; scenarios: Pick<Workbench['scenarios'], 'list'>; presets: Pick<Workbench['presets'], 'list'> }>;
type RiskCalls = 'account/stress' | 'account/risk' | 'account/hedges' | 'account/odds' | 'account/design' | 'design/export' | 'account/scenarioMargin';

/** Questions about what may happen to an account, or to a what-if. */
export function riskHandlers({ engine, forks, scenarios, presets, risk: thread, now }: RiskBench): Pick<Handlers, RiskCalls> {
  const factsOf = (accountId: string): AccountFacts | null => engine.find(accountId) ?? forks.find(accountId);
  return {
    'account/stress': ({ accountId }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(stressView(host, now(), (present) => ownScenarios(scenarios.list(), accountId, present, forks.suppose))); },
    'account/risk': ({ accountId }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(riskView(host, now())); },
    'account/hedges': ({ accountId }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(hedgesView(host, now())); },
    'account/scenarioMargin': async ({ accountId, preset, days }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(await scenarioMarginView(host, thread, { preset, days, own: presets.list() }, now())); },
    'account/design': ({ accountId, spec }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(designView(host, spec, now())); },
    'design/export': ({ accountId, spec }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : designFile(host.engine().portfolio, spec, now()); },
    'account/odds': async ({ accountId, paths }) => { const host = factsOf(accountId); return host === null ? unknownAccount(accountId) : ok(await oddsView(host, thread, paths, now())); },
  };
}
