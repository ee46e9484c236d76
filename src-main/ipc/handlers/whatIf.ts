import type { Failure } from '#shared/domain/failure.ts';
import { SCENARIOS_LIMIT } from '#shared/ipc/whatIf.ts';
import { Decimal } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { overviewOf } from '../../hub/overview/overview.ts';
import { parseScenario } from '../../hub/whatIf/scenarioFile.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

type WhatIfBench = Pick<Workbench, 'engine' | 'forks' | 'scenarios' | 'now'>;
type WhatIfCalls = 'accounts/overview' | 'whatIf/open' | 'whatIf/change' | 'whatIf/refresh' | 'whatIf/close' | 'scenario/list' | 'scenario/save' | 'scenario/remove' | 'scenario/import';

const tooMany = (): Result<never, Failure> => err({ code: 'scenario/too-many', limit: SCENARIOS_LIMIT, retryable: false });

/** Hypothetical accounts, and all accounts under one hypothetical move. Nothing here changes an account. */
export function whatIfHandlers({ engine, forks, scenarios, now }: WhatIfBench): Pick<Handlers, WhatIfCalls> {
  return {
    'accounts/overview': ({ shockPercent, currency }) => ok(overviewOf(engine.standings(), { move: shockPercent === null ? null : new Decimal(shockPercent).div(100), currency, at: now() })),
    'whatIf/open': ({ accountId }) => (engine.find(accountId) === null ? unknownAccount(accountId) : forks.open(accountId)),
    'whatIf/change': ({ forkId, spec, fitting }) => forks.change(forkId, spec, fitting),
    'whatIf/refresh': ({ forkId, spec }) => forks.refresh(forkId, spec),
    'whatIf/close': ({ forkId }) => {
      forks.close(forkId);
      return ok(null);
    },
    'scenario/list': () => ok(scenarios.list()),
    'scenario/save': ({ name, spec }) => (scenarios.save(name, spec, now()) ? ok(scenarios.list()) : tooMany()),
    'scenario/import': ({ text }) => {
      const parsed = parseScenario(text);
      if (!parsed.ok) return parsed;
      const name = scenarios.take(parsed.value.name, parsed.value.spec, now());
      return name === null ? tooMany() : ok({ name, scenarios: scenarios.list() });
    },
    'scenario/remove': ({ name }): Result<ReturnType<Workbench['scenarios']['list']>, Failure> => (scenarios.remove(name) ? ok(scenarios.list()) : err({ code: 'scenario/unknown', name, retryable: false })),
  };
}
