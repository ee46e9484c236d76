import { type Stage, STAGES } from '#shared/domain/stage.ts';
import type { AlertKind, AlertView } from '#shared/ipc/view.ts';

/** Alerts that say the same kind of thing of one account at one stage, in the order in which they came. */
export type AlertGroup = Readonly<{ key: string; accountId: string; kind: AlertKind; stage: Stage; alerts: readonly AlertView[] }>;

/** So many of a kind stand by themselves; more are one group. */
const SINGLY = 3;

/** @param alerts in the order in which they are to stand: a group stands where its first alert does */
export function grouped(alerts: readonly AlertView[]): readonly AlertGroup[] {
  const keyOf = ({ accountId, kind, stage }: AlertView): string => JSON.stringify([accountId, kind, stage]);
  const many = new Set([...Map.groupBy(alerts, keyOf)].filter(([, of]) => of.length > SINGLY).map(([key]) => key));
  return [...Map.groupBy(alerts, (alert) => (many.has(keyOf(alert)) ? keyOf(alert) : String(alert.id)))].flatMap(([key, of]): AlertGroup[] => {
    const [first] = of;
    return first === undefined ? [] : [{ key, accountId: first.accountId, kind: first.kind, stage: first.stage, alerts: of }];
  });
}

/** Open alerts that a window was not sent, because there are more than it can show: "12 critical, 400 danger"; null when all are there. */
export function leftOut(open: Readonly<Record<Stage, number>>, sent: readonly AlertView[]): string | null {
  const counts = STAGES.toReversed().map((stage) => [stage, open[stage] - sent.filter((alert) => alert.stage === stage && alert.clearedAt === null).length] as const);
  const more = counts.filter(([, count]) => count > 0);
  return more.length === 0 ? null : more.map(([stage, count]) => `${count} ${stage}`).join(', ');
}

export type AlertFilter = 'open' | 'snoozed' | 'all';
export const ALERT_FILTERS: readonly AlertFilter[] = ['open', 'snoozed', 'all'];

export const isSnoozed = (alert: AlertView): boolean => alert.clearedAt === null && alert.snoozedUntil !== null;
