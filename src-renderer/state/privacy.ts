import type { Commands } from './commands.ts';
import type { Store } from './store.ts';

/** Whether amounts are hidden. It holds on this screen at once, also while the terminal cannot be told. */
export type Privacy = Readonly<{ get: () => boolean; subscribe: (listener: () => void) => () => void; set: (on: boolean) => void }>;

/** The terminal's setting, which other windows and notifications follow; what was asked for here goes before it until the terminal has it. */
export function createPrivacy(store: Pick<Store, 'get' | 'subscribe'>, commands: Pick<Commands, 'setPrivacy'>): Privacy {
  const listeners = new Set<() => void>();
  let wanted: boolean | null = null;
  let unanswered = 0;
  let shown = false;
  let reached = store.get().connection.reach === 'connected';
  const get = (): boolean => wanted ?? store.get().terminal?.settings.privacy ?? false;
  const tell = (on: boolean): void => {
    unanswered += 1;
    void commands.setPrivacy(on).then(() => {
      unanswered -= 1;
      settle();
    });
  };
  function settle(): void {
    const { terminal, connection } = store.get();
    const reaches = connection.reach === 'connected';
    const missed = reaches && !reached;
    reached = reaches;
    // An answer on its way may still turn it the other way round.
    if (unanswered === 0 && terminal?.settings.privacy === wanted) wanted = null;
    else if (missed && wanted !== null) tell(wanted);
    if (get() === shown) return;
    shown = get();
    for (const listener of listeners) listener();
  }
  store.subscribe(settle);
  return {
    get,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (on) => {
      wanted = on;
      tell(on);
      settle();
    },
  };
}
