import type { Fault } from '#shared/domain/failure.ts';
import type { Rule, RuleVerdict } from '#shared/ipc/rule.ts';
import type { AlertView } from '#shared/ipc/view.ts';
import type { WarningsView } from '#shared/ipc/warnings.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import type { Clock } from '../hub/engineHost.ts';
import type { Standing } from '../hub/overview/overview.ts';
import type { Outcome } from '../hub/session.ts';
import type { SettingStore } from '../hub/desk.ts';
import type { Writer } from '../hub/writer.ts';
import { type AlertCentre, type AlertLog, createAlertCentre } from './alertCentre.ts';
import { grouped } from './grouping.ts';
import { createHerald, type Notice } from './herald.ts';
import { createRaiseQueue } from './raiseQueue.ts';
import { ruleFaults } from './rules/check.ts';
import { createRuleBook, type RuleBook, trimmed } from './rules/ruleBook.ts';
import { createRuleWatch, verdictOf } from './rules/ruleWatch.ts';
import { addressFault } from './webhook/address.ts';
import { createWarningDesk, type WarningDesk } from './warningDesk.ts';
import { createWatch } from './watch.ts';
import { createWebhook, type Post, type Webhook } from './webhook/webhook.ts';

/** Everything that warns: the log, the rules, and the ways in which alerts are told. */
export type Warnings = Readonly<{
  centre: AlertCentre;
  desk: Pick<WarningDesk, 'settings' | 'set'>;
  rules: Pick<RuleBook, 'list'>;
  /** @returns what is wrong with it; it is kept only when nothing is. Its open alerts are cleared then: it starts anew. */
  saveRule: (rule: Rule) => readonly Fault[];
  /** Clears its open alerts too. @returns false when there is none of that id */
  removeRule: (id: string) => boolean;
  /** What a rule says now of the accounts that it is about, on or not; or what is wrong with it. */
  testRule: (rule: Rule, standings: readonly Standing[]) => Result<readonly RuleVerdict[], readonly Fault[]>;
  /** Empty forgets the address. @returns why it cannot be used, in one sentence; null when it is kept */
  setWebhook: (address: string) => string | null;
  webhook: Webhook;
  /** After each evaluation of an account. */
  follow: (outcome: Outcome) => void;
  /** Tells what is due. */
  beat: () => readonly Notice[];
  view: () => WarningsView;
  onNotices: (listener: (notices: readonly Notice[]) => void) => () => void;
  /** For systems that show one notice each: a cascade is one. What came before the first listener waits for it. */
  onRaise: (listener: (alert: AlertView) => void) => () => void;
  /** A system's notifications do not work, and why; null: they do again. */
  cannotNotify: (reason: string | null) => void;
}>;

type Options = Readonly<{ log: AlertLog; settings: SettingStore; clock: Clock; write: Writer['write']; /** The one gate of all requests. */ refusal: (url: string) => string | null; /** Amounts are hidden: nothing that leaves has any. */ isPrivate?: () => boolean; post?: Post }>;

export function createWarnings({ log, settings, clock, write, refusal, isPrivate = () => false, post }: Options): Warnings {
  const centre = createAlertCentre(log, clock);
  const desk = createWarningDesk(settings);
  const rules = createRuleBook(settings);
  const herald = createHerald({ centre, clock, settings: desk.settings });
  const webhook = createWebhook({ address: desk.webhook, settings: () => ({ on: desk.settings().webhook.on, redact: desk.settings().webhook.redact || isPrivate() }), refusal, now: clock.wall, ...(post === undefined ? {} : { post }) });
  const raises = createRaiseQueue();
  // A rule that is not there any more clears nothing itself.
  centre.clearEverywhere(clock.wall(), ({ kind, about }) => kind === 'rule' && !rules.list().some(({ id }) => id === about));
  let notificationFault: string | null = null;
  herald.onNotices((notices) => grouped(notices.map(({ alert }) => alert)).forEach(raises.tell));
  herald.onNotices(webhook.send);
  const forget = (id: string): void => centre.clearEverywhere(clock.wall(), ({ kind, about }) => kind === 'rule' && about === id);
  return {
    centre, desk, rules, webhook,
    saveRule: (rule) => {
      const faults = rules.save(rule);
      if (faults.length === 0) forget(rule.id);
      return faults;
    },
    removeRule: (id) => {
      const removed = rules.remove(id);
      if (removed) forget(id);
      return removed;
    },
    testRule: (given, standings) => {
      const rule = trimmed(given);
      const faults = ruleFaults(rule);
      if (faults.length > 0) return err(faults);
      return ok(standings
        .filter(({ host }) => rule.accountId === null || rule.accountId === host.accountId)
        .map(({ host, name, evaluation, freshness }) => verdictOf(rule, { host, evaluation, freshness, wall: clock.wall() }, name)));
    },
    setWebhook: (address) => {
      const fault = address === '' ? null : addressFault(address);
      if (fault === null) desk.setWebhook(address === '' ? null : address);
      return fault;
    },
    follow: createWatch(centre, clock, write, createRuleWatch(centre, rules.list, clock)),
    beat: herald.beat,
    view: () => ({
      settings: desk.settings(), open: centre.openByStage(), snoozes: centre.snoozedAccounts(), quiet: herald.quiet(), rules: rules.list().filter(({ on }) => on).length,
      webhook: webhook.view(), notificationFault,
    }),
    onNotices: herald.onNotices,
    onRaise: raises.onRaise,
    cannotNotify: (reason) => {
      notificationFault = reason;
    },
  };
}
