import { snapshotCsv } from '#shared/document/csv.ts';
import { err, ok } from '#shared/util/result.ts';
import { exportFileName } from '../../hub/accountExport.ts';
import { diagnosticLines } from '../../hub/diagnostics.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';
import { unknownAccount } from './account.ts';

type TerminalCalls = 'terminal/state' | 'terminal/diagnostics' | 'screen/painted' | 'screen/kept' | 'screen/keep' | 'alert/acknowledge' | 'settings/set' | 'snapshot/export';

export function terminalHandlers({ engine, alerts, desk, now, painted, terminalView, system }: Workbench): Pick<Handlers, TerminalCalls> {
  return {
    'terminal/state': () => {
      const terminal = terminalView();
      const view = terminal.selectedAccountId === null ? null : engine.view(terminal.selectedAccountId);
      return { terminal, accounts: view === null ? [] : [view] };
    },
    'terminal/diagnostics': () => ok(diagnosticLines({ terminal: terminalView(), system: system(), books: engine.accounts().map(({ portfolio }) => portfolio) })),
    'screen/painted': ({ tickAt }) => {
      painted(tickAt);
      return ok(null);
    },
    'screen/kept': () => ok(desk.kept()),
    'screen/keep': ({ name, text }) => {
      desk.keep(name, text);
      return ok(null);
    },
    'alert/acknowledge': ({ alertId }) =>
      (alerts.acknowledge(alertId, now()) ? ok(null) : err({ code: 'alert/unknown', alertId, retryable: false })),
    'settings/set': (settings) => ok(desk.setSettings(settings)),
    'snapshot/export': ({ accountId, format, redact }) => {
      const snapshot = engine.snapshot(accountId, redact);
      const account = engine.summaries().find((summary) => summary.accountId === accountId);
      if (snapshot === null || account === undefined) return unknownAccount(accountId);
      if (engine.find(accountId)?.drill() !== null) return err({ code: 'account/drill', retryable: true });
      const fileName = exportFileName(account.name, account.demo, now(), redact, format);
      return ok(format === 'json'
        ? { fileName, mimeType: 'application/json', text: `${JSON.stringify(snapshot, null, 2)}\n` }
        : { fileName, mimeType: 'text/csv', text: snapshotCsv(snapshot) });
    },
  };
}
