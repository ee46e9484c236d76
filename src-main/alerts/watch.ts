import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { AccountHost } from '../hub/accountHost.ts';
import type { Clock } from '../hub/engineHost.ts';
import { expiredSymbols } from '../hub/priceKeys.ts';
import type { Outcome } from '../hub/session.ts';
import type { Writer } from '../hub/writer.ts';
import type { Held } from '../hub/plausibility.ts';
import type { PriceKey } from '../hub/priceBoard.ts';
import type { AlertCentre, AlertSubject } from './alertCentre.ts';
import { type AlertText, blindAlertText, expiredAlertText, stageAlertText } from './alertWords.ts';
import { depegAlertText, suspectAlertText } from './priceAlertWords.ts';
import type { RuleWatch } from './rules/ruleWatch.ts';

/**
 * Turns what the engine says after each evaluation into raises and clears. What could not be written is tried again
 * with the next evaluation: the stage that the log knows moves only once its row is durable.
 */
export function createWatch(centre: AlertCentre, clock: Clock, write: Writer['write'], rules: RuleWatch): (outcome: Outcome) => void {
  // Of one opening of an account: a book that replaces it starts anew.
  const logged = new WeakMap<AccountHost, Stage>();
  /** The stage that the log knew when a drill began: it stands again when the drill ends. */
  const drills = new WeakMap<AccountHost, Stage>();
  const told = new WeakMap<AccountHost, ReadonlyMap<PriceKey, Suspicion>>();
  return (outcome) => {
    const { host, before, after, tickAt } = outcome;
    const { accountId } = host;
    const { book } = host.engine();
    const at = clock.wall();
    const drill = host.drill() !== null;
    const begun = drills.get(host);
    if (!drill && begun !== undefined) {
      write(`alerts of ${accountId}`, () => {
        centre.clear(accountId, at, (alert) => alert.drill);
        drills.delete(host);
        logged.set(host, begun);
        rules.forget(host);
      });
      // Not written: what is open is still the drill's, and it is tried again with the next evaluation.
      if (drills.has(host)) return;
    }
    const known = logged.get(host) ?? before;
    logged.set(host, known);
    if (drill && begun === undefined) drills.set(host, known);
    // Words are made before anything is written: a rule that breaks in them is no fault of the database.
    const raised = stageRank(after) > stageRank(known) ? stageAlertText(after, outcome.evaluation, outcome.remedy(), book.valuationCurrency) : null;
    const expired = expiredSymbols(book, at);
    const suspects = suspectTexts(outcome, told.get(host) ?? new Map());
    told.set(host, suspects);
    const subject: AlertSubject = { accountId, accountName: outcome.name, onStaleData: outcome.stale, drill, sinceTickMs: () => (tickAt === null ? null : clock.monotonic() - tickAt) };
    const steps = rules.follow(outcome);
    write(`alerts of ${accountId}`, () => {
      centre.together(() => {
        if (raised !== null) centre.raise(subject, { kind: 'stage', about: '', stage: after, text: raised }, at);
        else if (known !== after) centre.clear(accountId, at, ({ kind, stage, drill: practised }) => kind === 'stage' && practised === drill && stageRank(stage) > stageRank(after), subject.sinceTickMs);
        followSight(centre, subject, outcome, at);
        followExpiry(centre, subject, after, expired, at);
        followSuspects(centre, subject, outcome, suspects, at);
        followDepegs(centre, subject, outcome, at);
        steps.write(subject);
      });
      logged.set(host, after);
      steps.done();
    });
  };
}

/** Blindness is over when every price is seen again, not when nobody looks. */
function followSight(centre: AlertCentre, subject: AlertSubject, { blind, blindSince, planned, sighted, after }: Outcome, at: EpochMs): void {
  if (blind !== null) centre.raise(subject, { kind: 'blind', about: '', stage: after, text: blindAlertText(blindSince ?? at, at, blind.key, planned) }, at);
  else if (sighted) centre.clear(subject.accountId, at, ({ kind }) => kind === 'blind', subject.sinceTickMs);
}

function followExpiry(centre: AlertCentre, subject: AlertSubject, stage: Stage, expired: readonly string[], at: EpochMs): void {
  for (const symbol of expired) centre.raise(subject, { kind: 'expired', about: symbol, stage, text: expiredAlertText(symbol) }, at);
  centre.clear(subject.accountId, at, ({ kind, about }) => kind === 'expired' && !expired.includes(about));
}

/** What is said of a price that is held back, and the stage that it would mean if it were true. */
type Suspicion = Readonly<{ text: AlertText; stage: Stage }>;

/** What is said of each price that is held back, made when it was first. */
function suspectTexts({ host, suspects }: Outcome, before: ReadonlyMap<PriceKey, Suspicion>): ReadonlyMap<PriceKey, Suspicion> {
  const suspicion = (key: PriceKey, held: Held): Suspicion => {
    const { ratio, stage } = held.value === null ? { ratio: null, stage: 'calm' as const } : host.ifTrue(key, held.value);
    return { text: suspectAlertText(key, held, ratio), stage };
  };
  return new Map([...suspects].map(([key, held]) => [key, before.get(key) ?? suspicion(key, held)]));
}

/** A price that is held back is told of by itself; it is over when a good one came, or its symbol is not held any more. */
function followSuspects(centre: AlertCentre, subject: AlertSubject, { after }: Outcome, suspects: ReadonlyMap<PriceKey, Suspicion>, at: EpochMs): void {
  for (const [key, { text, stage }] of suspects) centre.raise(subject, { kind: 'suspect', about: key, stage: stageRank(stage) > stageRank(after) ? stage : after, text }, at);
  centre.clear(subject.accountId, at, ({ kind, about }) => kind === 'suspect' && ![...suspects.keys()].some((key) => key === about), subject.sinceTickMs);
}

function followDepegs(centre: AlertCentre, subject: AlertSubject, { depegs, after }: Outcome, at: EpochMs): void {
  for (const depeg of depegs) centre.raise(subject, { kind: 'depeg', about: depeg.asset, stage: after, text: depegAlertText(depeg) }, at);
  centre.clear(subject.accountId, at, ({ kind, about }) => kind === 'depeg' && !depegs.some(({ asset }) => asset === about), subject.sinceTickMs);
}
