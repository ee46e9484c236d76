import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { AccountHost } from '../hub/accountHost.ts';
import type { Clock } from '../hub/engineHost.ts';
import { expiredSymbols } from '../hub/priceKeys.ts';
import type { Outcome } from '../hub/session.ts';
import type { Writer } from '../hub/writer.ts';
import type { AlertCentre, AlertSubject } from './alertCentre.ts';
import { blindAlertText, expiredAlertText, stageAlertText } from './alertWords.ts';

/**
 * Turns what the engine says after each evaluation into raises and clears. What could not be written is tried again
 * with the next evaluation: the stage that the log knows moves only once its row is durable.
 */
export function createWatch(centre: AlertCentre, clock: Clock, write: Writer['write']): (outcome: Outcome) => void {
  // Of one opening of an account: a book that replaces it starts anew.
  const logged = new WeakMap<AccountHost, Stage>();
  return (outcome) => {
    const { host, before, after, tickAt } = outcome;
    const { accountId } = host;
    const { book } = host.engine();
    const at = clock.wall();
    const known = logged.get(host) ?? before;
    logged.set(host, known);
    // Words are made before anything is written: a rule that breaks in them is no fault of the database.
    const raised = stageRank(after) > stageRank(known) ? stageAlertText(after, outcome.evaluation, outcome.remedy(), book.valuationCurrency) : null;
    const expired = expiredSymbols(book, at);
    const subject: AlertSubject = { accountId, accountName: outcome.name, onStaleData: outcome.stale, sinceTickMs: () => (tickAt === null ? null : clock.monotonic() - tickAt) };
    write(`alerts of ${accountId}`, () => {
      if (raised !== null) centre.raise(subject, { kind: 'stage', about: '', stage: after, text: raised }, at);
      else if (known !== after) centre.clear(accountId, at, ({ kind, stage }) => kind === 'stage' && stageRank(stage) > stageRank(after));
      logged.set(host, after);
      followSight(centre, subject, outcome, at);
      followExpiry(centre, subject, after, expired, at);
    });
  };
}

/** Blindness is over when every price is seen again, not when nobody looks. */
function followSight(centre: AlertCentre, subject: AlertSubject, { blind, blindSince, sighted, after }: Outcome, at: EpochMs): void {
  if (blind !== null) centre.raise(subject, { kind: 'blind', about: '', stage: after, text: blindAlertText(blindSince ?? at, at, blind.key) }, at);
  else if (sighted) centre.clear(subject.accountId, at, ({ kind }) => kind === 'blind');
}

function followExpiry(centre: AlertCentre, subject: AlertSubject, stage: Stage, expired: readonly string[], at: EpochMs): void {
  for (const symbol of expired) centre.raise(subject, { kind: 'expired', about: symbol, stage, text: expiredAlertText(symbol) }, at);
  centre.clear(subject.accountId, at, ({ kind, about }) => kind === 'expired' && !expired.includes(about));
}
