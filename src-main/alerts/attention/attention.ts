import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { AlertKind } from '#shared/ipc/view.ts';

/** An open alert as it bears on what is told. */
export type Watched = Readonly<{ id: number; accountId: string; kind: AlertKind; about: string; stage: Stage; acknowledged: boolean; snoozed: boolean }>;

/** `again`: it was told before, and nobody acknowledged it. */
export type Call = Readonly<{ id: number; again: boolean }>;

export type Attention = Readonly<{
  /** Open alerts that were told, when last; `due`: it was put off since, and is told anew after that. */
  told: ReadonlyMap<number, Readonly<{ at: number; due: boolean }>>;
  /** What was told of each matter: when last, and at which stage. */
  matters: ReadonlyMap<string, Readonly<{ at: number; stage: Stage }>>;
}>;

/** `now` is monotonic. */
export type Moment = Readonly<{ now: number; quiet: boolean; cooldownMs: number }>;

const URGENT = stageRank('critical');
/** Below it a change of stage, and a rule, is written down and no more. */
const TOLD_FROM = stageRank('warning');
const DANGER_MS = 5 * 60_000;
const URGENT_MS = 60_000;

/** After how long an alert that nobody acknowledged is told again; null: never. */
export function repeatMs(stage: Stage): number | null {
  if (stageRank(stage) >= URGENT) return URGENT_MS;
  return stage === 'danger' ? DANGER_MS : null;
}

/** After a start: what is open was told by the earlier one, but for what quiet hours hold back. */
export function resumedAttention(open: readonly Watched[], { now, quiet }: Moment): Attention {
  const told = open.filter(({ stage }) => !quiet || stageRank(stage) >= URGENT);
  return { told: new Map(told.map(({ id, snoozed }) => [id, { at: now, due: snoozed }])), matters: new Map() };
}

/**
 * What is to be told now. Each alert is told once, danger and worse again until it is acknowledged. What is snoozed waits
 * for the end of its snooze; what is less than critical waits for the end of quiet hours; what was told a moment ago at
 * the same stage or above, for the end of its cooldown: each is told then if it is still open. Nothing waits that is
 * critical or worse, and not snoozed.
 */
export function attend(before: Attention, open: readonly Watched[], moment: Moment): Readonly<{ after: Attention; calls: readonly Call[] }> {
  const { now, cooldownMs } = moment;
  const told = new Map<number, Readonly<{ at: number; due: boolean }>>();
  const matters = new Map([...before.matters].filter(([, { at }]) => now - at < cooldownMs));
  const calls: Call[] = [];
  // The worst first: of one matter told twice in one moment, the lower stage waits.
  for (const alert of open.toSorted((a, b) => stageRank(b.stage) - stageRank(a.stage))) {
    const last = before.told.get(alert.id);
    if (isDue(alert, last, matters.get(matterOf(alert)), moment)) {
      calls.push({ id: alert.id, again: last !== undefined });
      told.set(alert.id, { at: now, due: false });
      matters.set(matterOf(alert), { at: now, stage: alert.stage });
    } else if (last !== undefined) told.set(alert.id, { at: last.at, due: !alert.acknowledged && (last.due || alert.snoozed) });
  }
  return { after: { told, matters }, calls };
}

function isDue(alert: Watched, last: Readonly<{ at: number; due: boolean }> | undefined, matter: Readonly<{ at: number; stage: Stage }> | undefined, { now, quiet }: Moment): boolean {
  const rank = stageRank(alert.stage);
  if (alert.acknowledged || alert.snoozed || (quiet && rank < URGENT)) return false;
  if ((alert.kind === 'stage' || alert.kind === 'rule') && rank < TOLD_FROM) return false;
  if (last === undefined) return rank >= URGENT || matter === undefined || rank > stageRank(matter.stage);
  const every = repeatMs(alert.stage);
  return last.due || (every !== null && now - last.at >= every);
}

/** The same matter at another stage is still the same matter. */
const matterOf = ({ accountId, kind, about }: Watched): string => JSON.stringify([accountId, kind, about]);
