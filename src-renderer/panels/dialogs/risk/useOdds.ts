import { useEffect, useMemo, useRef, useState } from 'react';
import type { Answer } from '#shared/ipc/figureView.ts';
import type { OddsView } from '#shared/ipc/riskView.ts';
import type { OddsAsked, Outcome } from '../../../state/commands.ts';
import { useCommands } from '../../../state/screen.ts';
import { type Computing, useAsker, useCancellable, useProgress } from '../../../state/useComputing.ts';

/** Few paths first, for a first figure at once; more as long as the window is open. */
const ROUNDS = [1000, 10_000, 50_000];
/** A form that is typed in is asked for when it rests this long. */
const SETTLE_MS = 350;

export type OddsState = Readonly<{ outcome: Outcome<Answer<OddsView>> | null; /** Every round was run. */ isDone: boolean; computing: Computing }>;

/** @param asked what is supposed; the same object while it is the same, null while it cannot be read */
export function useOdds(accountId: string, asked: Omit<OddsAsked, 'paths' | 'asker'> | null): OddsState {
  const commands = useCommands();
  const asker = useAsker();
  const [state, setState] = useState<Readonly<{ outcome: Outcome<Answer<OddsView>> | null; isDone: boolean; isAsking: boolean }>>({ outcome: null, isDone: false, isAsking: false });
  const { ask, ...ways } = useCancellable(useMemo(() => (asked === null ? null : (paths: number) => commands.odds(accountId, { ...asked, paths, asker })), [commands, accountId, asked, asker]), asker);
  const hasAsked = useRef(false);
  useEffect(() => {
    if (ask === null) return undefined;
    let wanted = true;
    const refine = async (): Promise<void> => {
      setState((before) => ({ ...before, isDone: false, isAsking: true }));
      for (const [round, paths] of ROUNDS.entries()) {
        const outcome = await ask(paths);
        if (!wanted) return;
        const isDone = round === ROUNDS.length - 1 || !outcome.done;
        setState({ outcome, isDone, isAsking: !isDone });
        if (!outcome.done) return;
      }
    };
    const timer = setTimeout(() => { void refine(); }, hasAsked.current ? SETTLE_MS : 0);
    hasAsked.current = true;
    return () => {
      wanted = false;
      clearTimeout(timer);
      void commands.cancelComputation(asker);
    };
  }, [commands, ask, asker]);
  return { outcome: state.outcome, isDone: state.isDone, computing: { ...ways, ...useProgress(asker, ask !== null && state.isAsking) } };
}
