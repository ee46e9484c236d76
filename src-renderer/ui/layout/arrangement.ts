import { createContext, useContext } from 'react';

/** How the user arranged the screen: which panels are folded to their heading, and how large panes are. */
export type Arrangement = Readonly<{
  folded: ReadonlySet<string>;
  fold: (panel: string) => void;
  /** In px, as the user set them; a pane that is not in it has its usual size. */
  sizes: Readonly<Record<string, number>>;
  /** @param px null goes back to the usual size */
  resize: (pane: string, px: number | null) => void;
}>;

const STILL: Arrangement = { folded: new Set(), fold: () => undefined, sizes: {}, resize: () => undefined };

export const ArrangementContext = createContext<Arrangement>(STILL);

export const useArrangement = (): Arrangement => useContext(ArrangementContext);
