import { isoTime } from '#shared/document/portfolioDocument.ts';
import type { AlertView } from '#shared/ipc/view.ts';
import { toText } from '#shared/num/units.ts';
import type { Witness } from '../../../terminal.ts';
import type { LoggedAlert } from '../../../jobs/sessionStore.ts';

/** What a session led to, as lines of JSON: `tick`, `feed`, `stage`, `alert` as they come, and the whole alert log at the end. */
export type Results = Witness & Readonly<{
  raised: (alert: AlertView) => void;
  log: (alerts: readonly LoggedAlert[]) => void;
  counts: () => Readonly<{ ticks: number; alerts: number }>;
}>;

/** @param wall the session's clock, ms since the epoch */
export function createResults(print: (line: string) => void, wall: () => number): Results {
  let ticks = 0;
  let alerts = 0;
  const states = new Map<string, string>();
  const now = (): string => new Date(wall()).toISOString();
  let over = false;
  const put = (line: object): void => {
    if (!over) print(JSON.stringify(line));
  };
  return {
    fed: (event) => {
      if (event.kind === 'ticks') {
        ticks += event.ticks.length;
        for (const tick of event.ticks) put({ result: 'tick', at: isoTime(event.receivedAt), feed: event.feedId, tick });
        return;
      }
      const { id, state, lastError } = event.health;
      if (states.get(id) === state) return;
      states.set(id, state);
      put({ result: 'feed', at: now(), feed: id, state, ...(lastError === null ? {} : { lastError }) });
    },
    judged: ({ name, before, after, evaluation: { totals }, stale }) => {
      if (before === after) return;
      const ratio = totals.marginRatio.value;
      put({ result: 'stage', at: now(), account: name, before, after, marginRatio: ratio === null ? null : toText(ratio), onStaleData: stale });
    },
    raised: ({ accountName, kind, stage, title, action, onStaleData, latencyMs, raisedAt }) => {
      alerts += 1;
      put({ result: 'alert', at: isoTime(raisedAt), account: accountName, kind, stage, title, action, onStaleData, latencyMs });
    },
    log: (logged) => {
      for (const alert of logged) put({ result: 'log', ...alert });
      // How the program ends is no part of the session.
      over = true;
    },
    counts: () => ({ ticks, alerts }),
  };
}
