import type { Push } from '#shared/ipc/contract.ts';
import type { TerminalView } from '#shared/ipc/view.ts';
import type { Clock, EngineHost } from './engineHost.ts';
import type { Publisher } from './publisher.ts';

/** Sends windows what changed; makes nothing that nobody looks at. */
export type Announcer = Readonly<{
  /** The account in view, if its figures moved since it was last sent, ten times a second at most; nothing while they wait to be made of prices that came in. */
  frame: () => void;
  /** With the next frame that finds the account in view evaluated, the whole is sent. */
  second: () => void;
  /** Terminal and account in view, whatever changed, at once: somebody did something. */
  whole: () => void;
  /** Alerts that are told now, together. */
  raised: (alertIds: readonly number[]) => void;
}>;

type Options = Readonly<{ publisher: Publisher; engine: Pick<EngineHost, 'view' | 'seqOf' | 'isSettled'>; clock: Clock; selected: () => string | null; terminal: () => TerminalView; /** Receipt of the oldest tick that went into an account's figures since the last call, monotonic; null when none did. */ takeTickAt: (accountId: string) => number | null }>;

/** Nobody reads faster, and a window has other work. */
const BETWEEN_MS = 100;

export function createAnnouncer({ publisher, engine, clock, selected, terminal, takeTickAt }: Options): Announcer {
  let shown: number | null = null;
  let sentAt = -Infinity;
  let wholeIsDue = false;
  const announce = (content: () => Pick<Push, 'terminal' | 'raised'>): void => {
    if (!publisher.hasListeners()) return;
    const accountId = selected() ?? '';
    const account = engine.view(accountId);
    shown = engine.seqOf(accountId);
    sentAt = clock.monotonic();
    const tickAt = takeTickAt(accountId);
    publisher.publish({ now: clock.wall(), ...content(), ...(account === null ? {} : { account, ...(tickAt === null ? {} : { tickAt }) }) });
  };
  function whole(): void {
    wholeIsDue = false;
    announce(() => ({ terminal: terminal() }));
  }
  return {
    frame: () => {
      if (!engine.isSettled(selected() ?? '')) return;
      if (wholeIsDue) whole();
      else if (clock.monotonic() - sentAt >= BETWEEN_MS && engine.seqOf(selected() ?? '') !== shown) announce(() => ({}));
    },
    second: () => {
      wholeIsDue = true;
    },
    whole,
    raised: (alertIds) => announce(() => ({ terminal: terminal(), raised: alertIds })),
  };
}
