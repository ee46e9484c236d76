import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { AlertKind } from '#shared/ipc/view.ts';
import type { AlertRecord } from '../db/records.ts';

/** The open alerts in memory, found by what they are about: a cascade of them is not searched one by one. */
export type OpenAlerts = Readonly<{
  all: () => readonly AlertRecord[];
  find: (alertId: number) => AlertRecord | null;
  about: (accountId: string, kind: AlertKind, about: string) => readonly AlertRecord[];
  /** The worst stage that an account has an alert of; calm when it has none. */
  worst: (accountId: string) => Stage;
  byStage: () => Readonly<Record<Stage, number>>;
  put: (alert: AlertRecord) => void;
  remove: (alertId: number) => void;
}>;

const keyOf = (accountId: string, kind: AlertKind, about: string): string => JSON.stringify([accountId, kind, about]);

export function createOpenAlerts(stored: readonly AlertRecord[]): OpenAlerts {
  const byId = new Map<number, AlertRecord>();
  const byMatter = new Map<string, Map<number, AlertRecord>>();
  const matterOf = ({ accountId, kind, subject }: AlertRecord): string => keyOf(accountId, kind, subject);
  const put = (alert: AlertRecord): void => {
    byId.set(alert.id, alert);
    byMatter.set(matterOf(alert), (byMatter.get(matterOf(alert)) ?? new Map<number, AlertRecord>()).set(alert.id, alert));
  };
  for (const alert of stored) put(alert);
  return {
    all: () => [...byId.values()],
    find: (alertId) => byId.get(alertId) ?? null,
    about: (accountId, kind, about) => [...(byMatter.get(keyOf(accountId, kind, about))?.values() ?? [])],
    worst: (accountId) => [...byId.values()].reduce<Stage>((worst, alert) => (alert.accountId === accountId && stageRank(alert.stage) > stageRank(worst) ? alert.stage : worst), 'calm'),
    byStage: () => {
      const counts: Record<Stage, number> = { calm: 0, watch: 0, warning: 0, danger: 0, critical: 0, liquidating: 0 };
      for (const { stage } of byId.values()) counts[stage] += 1;
      return counts;
    },
    put,
    remove: (alertId) => {
      const alert = byId.get(alertId);
      if (alert === undefined) return;
      byId.delete(alertId);
      byMatter.get(matterOf(alert))?.delete(alertId);
    },
  };
}

/** Worst first, then newest: what a window is sent when there are more than it can show. */
export const worstFirst = (alerts: readonly AlertRecord[]): readonly AlertRecord[] =>
  alerts.toSorted((a, b) => stageRank(b.stage) - stageRank(a.stage) || b.id - a.id);
