import type { Fault } from '#shared/domain/failure.ts';
import type { AccountView } from '#shared/ipc/view.ts';
import { NOTHING_CHANGED, type WhatIfSpec } from '#shared/ipc/whatIf.ts';
import type { WhatIfView } from '#shared/ipc/whatIfView.ts';
import type { Commands, Outcome } from './commands.ts';

export type WhatIfState = Readonly<{
  /** What is shown in the place of the live account; null while that is live. */
  view: WhatIfView | null;
  /** Grows when other changes were taken up than those of the forms: what was typed there is read anew. */
  taken: number;
  /** The last one that was left, to be taken up again; of which account. */
  last: Readonly<{ accountId: string; spec: WhatIfSpec }> | null;
}>;

/** The account beside the live one. Leaving is always possible, takes nothing with it, and loses nothing. */
export type WhatIf = Readonly<{
  get: () => WhatIfState;
  subscribe: (listener: () => void) => () => void;
  /** Forks an account; with `spec`, as far as that fits it. */
  enter: (accountId: string, spec?: WhatIfSpec) => Promise<Outcome<null>>;
  /** Other changes, made from those that are there when it is their turn; refused ones leave everything as it was. */
  change: (edit: (spec: WhatIfSpec) => WhatIfSpec) => Promise<Outcome<null>>;
  /** The changes of a scenario, as far as they fit. */
  take: (spec: WhatIfSpec) => Promise<Outcome<null>>;
  /** The same changes on the book and the prices of now. */
  refresh: () => Promise<Outcome<null>>;
  leave: () => void;
}>;

/** What the screen shows in the place of the live account. */
export type Overlay = Readonly<{ overlay: (account: AccountView | null) => void }>;

type Calls = Pick<Commands, 'openWhatIf' | 'changeWhatIf' | 'refreshWhatIf' | 'closeWhatIf'>;

const DONE: Outcome<null> = { done: true, value: null };

export function createWhatIf(calls: Calls, screen: Overlay): WhatIf {
  const listeners = new Set<() => void>();
  let state: WhatIfState = { view: null, taken: 0, last: null };
  /** Answers to what was asked before leaving come too late. */
  let visit = 0;
  /** One question at a time: each is made from what the one before it led to. */
  let turn: Promise<unknown> = Promise.resolve();

  const set = (next: WhatIfState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const show = (view: WhatIfView, taken: boolean): Outcome<null> => {
    if (state.view !== null && state.view.forkId !== view.forkId) void calls.closeWhatIf(state.view.forkId);
    screen.overlay(view.account);
    set({ ...state, view, taken: state.taken + (taken ? 1 : 0) });
    return DONE;
  };
  function ask(question: () => Promise<Outcome<WhatIfView>> | null, taken: boolean): Promise<Outcome<null>> {
    const own = visit;
    const answered = turn.then(async (): Promise<Outcome<null>> => {
      const answer = own === visit ? await question() : null;
      if (answer === null) return DONE;
      if (own === visit) return answer.done ? show(answer.value, taken) : answer;
      // A fork that nobody waits for any more must not stay open.
      if (answer.done) void calls.closeWhatIf(answer.value.forkId);
      return DONE;
    });
    turn = answered;
    return answered;
  }
  /** A terminal that was started anew knows no forks: the same account is forked again. */
  async function changed(view: WhatIfView, spec: WhatIfSpec, fitting: boolean): Promise<Outcome<WhatIfView>> {
    const answer = await calls.changeWhatIf(view.forkId, spec, fitting);
    if (answer.done || answer.faults.length > 0) return answer;
    const again = await calls.openWhatIf(view.accountId);
    return again.done ? calls.changeWhatIf(again.value.forkId, spec, true) : answer;
  }
  const askOf = (question: (view: WhatIfView) => Promise<Outcome<WhatIfView>>, taken: boolean): Promise<Outcome<null>> => ask(() => (state.view === null ? null : question(state.view)), taken);

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    enter: (accountId, spec = NOTHING_CHANGED) => ask(async () => {
      const opened = await calls.openWhatIf(accountId);
      return opened.done && spec !== NOTHING_CHANGED ? calls.changeWhatIf(opened.value.forkId, spec, true) : opened;
    }, true),
    change: (edit) => askOf((view) => changed(view, edit(view.spec), false), false),
    take: (spec) => askOf((view) => changed(view, spec, true), true),
    refresh: () => askOf(async (view) => {
      const answer = await calls.refreshWhatIf(view.forkId, view.spec);
      return answer.done ? answer : changed(view, view.spec, true);
    }, true),
    leave: () => {
      visit += 1;
      const { view } = state;
      screen.overlay(null);
      if (view === null) return;
      const isEmpty = view.spec.changes.length === 0 && view.spec.shock.all === '' && Object.values(view.spec.shock.assets).every((move) => move === '');
      set({ ...state, view: null, last: isEmpty ? state.last : { accountId: view.accountId, spec: view.spec } });
      void calls.closeWhatIf(view.forkId);
    },
  };
}

/** Which fields a refusal is about, and what it says; `at` is the change that was just tried. */
export function refusalOf(faults: readonly Fault[], message: string, at: number): Readonly<{ fields: ReadonlySet<string>; message: string }> {
  const own = faults.flatMap(({ path }) => (path.startsWith(`changes.${at}.`) ? [path.slice(`changes.${at}.`.length)] : path.startsWith('shock.') ? [path.slice('shock.'.length)] : []));
  const other = faults.find(({ path }) => path.startsWith('changes.') && !path.startsWith(`changes.${at}.`));
  const words = faults.length === 0 ? message : faults.map((fault) => fault.message).join(' ');
  return { fields: new Set(own), message: other === undefined ? words : `A later change needs this one: ${words}` };
}
