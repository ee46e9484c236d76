import type { ExportFile } from './commands.ts';

/** What can be done to the page itself, for actions that know no panel. */
export type Page = Readonly<{
  /** The regions of the screen in reading order, by name. */
  regions: () => readonly string[];
  focusRegion: (at: number) => void;
  /** To the one after it, or before it, round and round. */
  stepRegion: (step: 1 | -1) => void;
  /** The row below or above, in the table that has the focus, else in the first. */
  stepRow: (step: 1 | -1) => void;
  /** @param id of a position, a collateral asset or an order, as the contract names it */
  focusRow: (id: string) => void;
  focusFilter: () => void;
  /** The system's menu asks for an action, by id; a browser has none. @returns ends it */
  onAsked: (listener: (id: unknown) => void) => () => void;
  /** Asks for a portfolio document. */
  chooseFile: () => void;
  download: (file: ExportFile) => void;
}>;
