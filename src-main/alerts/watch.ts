import type { Stage } from '#shared/domain/stage.ts';
import type { Clock, Outcome } from '../hub/engineHost.ts';
import type { AlertCentre, AlertSubject } from './alertCentre.ts';
import { blindAlertText, stageAlertText } from './alertWords.ts';

/**
 * Turns what the engine says after each evaluation into raises and clears. What could not be written is tried again
 * with the next evaluation: the stage that the log knows moves only once its row is durable.
 */
export function createWatch(centre: AlertCentre, clock: Clock): (outcome: Outcome) => void {
  const logged = new Map<string, Stage>();
  return ({ host, name, evaluation, before, after, worst, stale, blind, blindSince, tickAt, remedy }) => {
    const at = clock.wall();
    const { accountId } = host;
    const subject: AlertSubject = { accountId, accountName: name, onStaleData: stale, sinceTickMs: () => (tickAt === null ? null : clock.monotonic() - tickAt) };
    const known = logged.get(accountId) ?? before;
    if (known !== after) centre.stageChanged(subject, known, after, at, () => stageAlertText(after, evaluation, remedy(), host.book.valuationCurrency));
    logged.set(accountId, after);
    centre.setBlind(subject, after, blind, at, () => blindAlertText(blindSince ?? at, worst?.key ?? ''));
  };
}
