import { err, ok } from '#shared/util/result.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

type WarningCalls = 'alert/snooze' | 'alert/snoozeAccount' | 'rule/list' | 'rule/save' | 'rule/remove' | 'rule/test' | 'warnings/set' | 'webhook/set' | 'webhook/test';

export function warningHandlers({ engine, alerts, warnings, now }: Workbench): Pick<Handlers, WarningCalls> {
  return {
    'alert/snooze': ({ alertId, minutes }) => {
      const until = alerts.snooze(alertId, minutes, now());
      return until === null ? err({ code: 'alert/unknown', alertId, retryable: false }) : ok({ until });
    },
    'alert/snoozeAccount': ({ accountId, minutes }) => {
      const account = engine.summaries().find((summary) => summary.accountId === accountId);
      return account === undefined ? unknownAccount(accountId) : ok({ until: alerts.snoozeAccount({ accountId, accountName: account.name }, minutes, now()) });
    },
    'rule/list': () => ok(warnings.rules.list()),
    'rule/save': ({ rule }) => {
      const faults = warnings.saveRule(rule);
      return faults.length === 0 ? ok(warnings.rules.list()) : err({ code: 'rule/refused', faults, retryable: false });
    },
    'rule/remove': ({ id }) => (warnings.removeRule(id) ? ok(warnings.rules.list()) : err({ code: 'rule/unknown', retryable: false })),
    'rule/test': ({ rule }) => {
      const tested = warnings.testRule(rule, engine.standings());
      return tested.ok ? tested : err({ code: 'rule/refused', faults: tested.error, retryable: false });
    },
    'warnings/set': (settings) => {
      warnings.desk.set(settings);
      return ok(null);
    },
    'webhook/set': ({ address }) => {
      const fault = warnings.setWebhook(address.trim());
      return fault === null ? ok(null) : err({ code: 'webhook/refused', detail: fault, retryable: false });
    },
    'webhook/test': async () => {
      const fault = await warnings.webhook.test();
      return fault === null ? ok(null) : err({ code: 'webhook/failed', detail: fault, retryable: true });
    },
  };
}
