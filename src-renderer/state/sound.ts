import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { Push } from '#shared/ipc/contract.ts';

const LOUD_FROM = stageRank('danger');
/** Where no notification can be shown, what one would have said is heard. */
const LOUD_INSTEAD_FROM = stageRank('warning');

/** The worst alert of those that a push tells of, where it is to be heard; null when none is. `volume` is 0 … 1. */
export function heardIn({ raised = [], terminal }: Pick<Push, 'raised' | 'terminal'>): Readonly<{ stage: Stage; volume: number }> | null {
  if (terminal === undefined || raised.length === 0) return null;
  const { sound } = terminal.warnings.settings;
  const from = terminal.warnings.notificationFault === null ? LOUD_FROM : LOUD_INSTEAD_FROM;
  const ids = new Set(raised);
  const [worst] = terminal.alerts.filter(({ id }) => ids.has(id)).map(({ stage }) => stage).toSorted((a, b) => stageRank(b) - stageRank(a));
  return worst === undefined || !sound.on || sound.volume === 0 || stageRank(worst) < from ? null : { stage: worst, volume: sound.volume / 100 };
}
