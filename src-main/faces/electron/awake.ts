import { powerSaveBlocker } from 'electron';

/** Keeps the machine from sleeping by itself; the screen may go dark. */
export type Awake = Readonly<{ set: (on: boolean) => void }>;

export function createAwake(): Awake {
  let id: number | null = null;
  return {
    set: (on) => {
      if (on && id === null) id = powerSaveBlocker.start('prevent-app-suspension');
      if (on || id === null) return;
      powerSaveBlocker.stop(id);
      id = null;
    },
  };
}
