import { type Stage, stageAt, stageRank } from '#shared/domain/stage.ts';
import type { TerminalPort } from '#shared/ipc/contract.ts';
import type { TerminalView } from '#shared/ipc/view.ts';

/** What the system's own marks show of the terminal: no name and no amount is in it. */
export type Standing = Readonly<{
  /** The worst stage of the user's own accounts; of the demo while there is no other. */
  worst: Stage;
  /** Someone relies on being watched: an own account is at Watch or worse, or a feed beyond this machine is on. */
  armed: boolean;
  /** Open alerts of the two worst stages. */
  critical: number;
  accountIds: readonly string[];
  /** Accounts whose alerts are put off now. */
  snoozedIds: readonly string[];
}>;

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d+)?$/;

export function standingOf({ accounts, feeds, offline, warnings }: TerminalView): Standing {
  const own = accounts.filter(({ demo }) => !demo);
  const worstOf = (some: TerminalView['accounts']): number => Math.max(0, ...some.map(({ stage }) => stageRank(stage)));
  return {
    worst: stageAt(worstOf(own.length === 0 ? accounts : own)),
    armed: worstOf(own) >= stageRank('watch') || (!offline && feeds.some(({ host, state }) => state !== 'offline' && !LOOPBACK.test(host))),
    critical: warnings.open.critical + warnings.open.liquidating,
    accountIds: accounts.map(({ accountId }) => accountId),
    snoozedIds: warnings.snoozes.map(({ accountId }) => accountId),
  };
}

/**
 * Tells how the terminal stands, now and whenever that changes.
 *
 * @returns how it stands at the moment of asking
 */
export async function followStanding(port: TerminalPort, listener: (standing: Standing) => void): Promise<() => Standing> {
  let current = standingOf((await port.call('terminal/state', [])).terminal);
  let said = JSON.stringify(current);
  listener(current);
  port.subscribe((push) => {
    if (push.terminal === undefined) return;
    current = standingOf(push.terminal);
    const next = JSON.stringify(current);
    if (next === said) return;
    said = next;
    listener(current);
  });
  return () => current;
}
