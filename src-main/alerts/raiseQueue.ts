import type { AlertView } from '#shared/ipc/view.ts';

/** Raises on their way to a face. What is raised before the first listener is there is kept for it. */
export type RaiseQueue = Readonly<{
  tell: (alert: AlertView) => void;
  onRaise: (listener: (alert: AlertView) => void) => () => void;
}>;

/** A face that never listens shows the log; it needs no more than that of what it missed. */
const KEPT = 60;

export function createRaiseQueue(): RaiseQueue {
  const listeners = new Set<(alert: AlertView) => void>();
  let early: AlertView[] = [];
  return {
    tell: (alert) => {
      if (listeners.size === 0) early = [...early, alert].slice(-KEPT);
      for (const listener of listeners) listener(alert);
    },
    onRaise: (listener) => {
      listeners.add(listener);
      const waiting = early;
      early = [];
      waiting.forEach(listener);
      return () => void listeners.delete(listener);
    },
  };
}
