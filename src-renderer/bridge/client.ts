import type { Args, Call, Push, Replies } from '#shared/ipc/contract.ts';
import { isPush, isReply } from './guards.ts';
import { createPreloadTransport } from './preloadTransport.ts';
import { createSocketTransport } from './socketTransport.ts';
import { takeToken } from './token.ts';
import type { Reach, Transport } from './transport.ts';

export type Snapshot = Replies['terminal/state'];

export type BridgeListener = Readonly<{
  /** Everything anew: at the start, after a gap, after a reconnect. */
  onSnapshot: (snapshot: Snapshot) => void;
  onPush: (push: Push) => void;
  onReach: (reach: Reach, retryAt: number | null) => void;
  /** The snapshot could not be had although the terminal is there: nothing on screen can be trusted to move. */
  onFault: (message: string) => void;
}>;

export type Bridge = Readonly<{
  call: <C extends Call>(channel: C, args: Args<C>) => Promise<Replies[C]>;
  start: (listener: BridgeListener) => () => void;
  retryNow: () => void;
}>;

/** The desktop app's object when it is there, else a WebSocket with this page's token; null when there is no token. */
export function createBridge(): Bridge | null {
  if (window.plimsoll !== undefined) return bridgeOver(createPreloadTransport(window.plimsoll), later);
  const token = takeToken(window);
  if (token === null) return null;
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const url = `${scheme}://${location.host}/bridge?t=${encodeURIComponent(token)}`;
  return bridgeOver(
    createSocketTransport({
      open: () => new WebSocket(url),
      probe: hostAnswers,
      now: () => performance.now(),
      random: () => Math.random(),
      later,
    }),
    later,
  );
}

/** Runs `act` once, after `ms`; the answer cancels it. */
type Later = (act: () => void, ms: number) => () => void;

const later: Later = (act, ms) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

async function hostAnswers(): Promise<boolean> {
  try {
    return (await fetch(location.pathname, { method: 'GET', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/** How soon a snapshot that could not be had is asked for again. */
const FAULT_RETRY_MS = 5000;

/** Snapshot first, then numbered pushes; a gap in the numbers asks for a snapshot again. */
export function bridgeOver(transport: Transport, later: Later): Bridge {
  let askAgain = (): void => undefined;
  const call = async <C extends Call>(channel: C, args: Args<C>): Promise<Replies[C]> => {
    const reply = await transport.call(channel, args);
    if (!isReply(channel, reply)) throw new Error(`Plimsoll answered ${channel} in a form that this page does not know: reload the page.`);
    return reply;
  };
  return {
    call,
    retryNow: () => {
      transport.retryNow();
      askAgain();
    },
    start: (listener) => {
      let cancel = (): void => undefined;
      let reachable = false;
      const sequence = createSequence(async () => call('terminal/state', []), {
        ...listener,
        onFault: (message) => {
          cancel();
          cancel = later(askAgain, FAULT_RETRY_MS);
          // A question that the connection took with it is no fault of the terminal's: the next connection asks it again.
          if (reachable) listener.onFault(message);
        },
      });
      askAgain = () => {
        cancel();
        if (reachable) void sequence.restart();
      };
      const stopPushes = transport.subscribe((push) => {
        if (isPush(push)) sequence.receive(push);
        else void sequence.restart();
      });
      const stopReach = transport.onReach((reach, retryAt) => {
        reachable = reach === 'connected';
        listener.onReach(reach, retryAt);
        askAgain();
      });
      return () => {
        cancel();
        stopPushes();
        stopReach();
      };
    },
  };
}

/** Pushes that wait for a snapshot; every push carries whole views, so the newest are enough. */
const WAITING_LIMIT = 50;

type Sequence = Readonly<{ receive: (push: Push) => void; restart: () => Promise<void> }>;

/**
 * Pushes that arrive while a snapshot is on its way wait for it: the snapshot may have been made before them. What is
 * older than the snapshot is left out by the store, which compares the numbers of the views.
 */
export function createSequence(askSnapshot: () => Promise<Snapshot>, listener: Pick<BridgeListener, 'onSnapshot' | 'onPush' | 'onFault'>): Sequence {
  let last: number | null = null;
  let waiting: Push[] | null = null;
  let round = 0;

  const deliver = (push: Push): void => {
    last = push.seq;
    listener.onPush(push);
  };

  const restart = async (): Promise<void> => {
    round += 1;
    const mine = round;
    waiting ??= [];
    last = null;
    try {
      const snapshot = await askSnapshot();
      if (mine !== round) return;
      listener.onSnapshot(snapshot);
    } catch (error) {
      if (mine === round) listener.onFault(error instanceof Error ? error.message : 'Plimsoll did not say where things stand.');
      return;
    }
    const kept = waiting;
    waiting = null;
    for (const push of kept) receive(push);
  };

  const receive = (push: Push): void => {
    if (waiting !== null) waiting = [...waiting.slice(1 - WAITING_LIMIT), push];
    else if (last === null || push.seq === last + 1) deliver(push);
    else {
      waiting = [push];
      void restart();
    }
  };

  return { receive, restart };
}
