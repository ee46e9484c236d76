import type { Rule, RuleVerdict } from '#shared/ipc/rule.ts';
import type { AccountHost } from '../../hub/accountHost.ts';
import type { Clock } from '../../hub/engineHost.ts';
import type { Outcome } from '../../hub/session.ts';
import type { AlertCentre, AlertSubject } from '../alertCentre.ts';
import type { AlertText } from '../alertWords.ts';
import { judge } from './judge.ts';
import { readingsOf, type Seen } from './readings.ts';
import { nextRule, RESTING, type RuleState } from './ruleState.ts';
import { readingsNow, ruleAlertText } from './ruleWords.ts';

/** What the rules ask for after an evaluation: it is written by `write`, and holds from `done` on. */
export type RuleSteps = Readonly<{ write: (subject: AlertSubject) => void; done: () => void }>;

export type RuleWatch = Readonly<{
  /** Follows an account; words and figures are made here, before anything is written. */
  follow: (outcome: Outcome) => RuleSteps;
  /** Starts anew with the alerts that are open. */
  forget: (host: AccountHost) => void;
}>;

type Kept = Readonly<{ rule: Rule; state: RuleState }>;

const appliesTo = (rule: Rule, accountId: string): boolean => rule.on && (rule.accountId === null || rule.accountId === accountId);

export function createRuleWatch(centre: Pick<AlertCentre, 'raise' | 'clear' | 'openAbout'>, rules: () => readonly Rule[], clock: Clock): RuleWatch {
  // Of one opening of an account: a book that replaces it starts anew. A rule that was changed starts anew too.
  const states = new WeakMap<AccountHost, ReadonlyMap<string, Kept>>();
  const follow = (outcome: Outcome): RuleSteps => {
    const { host, name, evaluation, freshness } = outcome;
    const { accountId } = host;
    const own = rules().filter((rule) => appliesTo(rule, accountId));
    const before = states.get(host);
    if (own.length === 0 && (before?.size ?? 0) === 0) return NOTHING;
    const at = clock.wall();
    const readings = readingsOf({ host, evaluation, freshness, wall: at });
    const open = before === undefined ? new Set(centre.openAbout(accountId, 'rule')) : null;
    const raised: (readonly [Rule, AlertText])[] = [];
    const cleared: string[] = [];
    const after = new Map<string, Kept>();
    for (const rule of own) {
      const kept = before?.get(rule.id);
      const state = kept?.rule === rule ? kept.state : open?.has(rule.id) === true ? { open: true, overSince: null } : RESTING;
      const next = nextRule(state, judge(rule.when, readings, 'raise'), judge(rule.when, readings, 'keep'), clock.monotonic(), rule.holdSeconds * 1000);
      after.set(rule.id, { rule, state: next.state });
      if (next.event === 'raise') raised.push([rule, ruleAlertText(rule, readings, { name, currency: host.engine().book.valuationCurrency })]);
      if (next.event === 'clear') cleared.push(rule.id);
    }
    return {
      write: (subject) => {
        for (const [{ id, stage }, text] of raised) centre.raise(subject, { kind: 'rule', about: id, stage, text }, at);
        if (cleared.length > 0) centre.clear(accountId, at, ({ kind, about, drill }) => kind === 'rule' && drill === subject.drill && cleared.includes(about), subject.sinceTickMs);
      },
      done: () => void states.set(host, after),
    };
  };
  return { follow, forget: (host) => void states.delete(host) };
}

const NOTHING: RuleSteps = { write: () => undefined, done: () => undefined };

/** What a rule says of an account now, whether or not it is kept or on. */
export function verdictOf(rule: Rule, seen: Seen, accountName: string): RuleVerdict {
  const readings = readingsOf(seen);
  return {
    accountId: seen.host.accountId, accountName, met: judge(rule.when, readings, 'raise'),
    readings: readingsNow(rule, readings, seen.host.engine().book.valuationCurrency),
  };
}
