import { useEffect, useRef, useState } from 'react';
import type { Outcome } from './commands.ts';

/** The last answer, which stays until the next, why there is no newer one, and whether one is waited for. */
export type Repeated<T> = Readonly<{ value: T | null; fault: string | null; isAsking: boolean }>;

const PAUSE_MS = 2000;
/** A question that changes as a slider moves is asked when it rests this long. */
const SETTLE_MS = 60;
/** The terminal rests at least so many times longer than an answer took: prices and alerts go first. */
const REST = 20;

/** Asks at once, and again a while after each answer. @param ask the same function while the question is the same; null asks nothing @param under what the answer hangs on beside it: another one is asked about at once */
export function useRepeated<T>(ask: (() => Promise<Outcome<T>>) | null, under: string | null = null): Repeated<T> {
  const [answer, setAnswer] = useState<Repeated<T>>({ value: null, fault: null, isAsking: false });
  const hasAsked = useRef(false);
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    if (ask === null) return undefined;
    const once = (): void => {
      hasAsked.current = true;
      const began = performance.now();
      setAnswer((before) => ({ ...before, isAsking: true }));
      void ask().then((outcome) => {
        if (!wanted) return;
        setAnswer((before) => (outcome.done ? { value: outcome.value, fault: null, isAsking: false } : { ...before, fault: outcome.message, isAsking: false }));
        timer = setTimeout(once, Math.max(PAUSE_MS, REST * (performance.now() - began)));
      });
    };
    if (hasAsked.current) timer = setTimeout(once, SETTLE_MS);
    else once();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, under]);
  return { ...answer, isAsking: ask !== null && answer.isAsking };
}
