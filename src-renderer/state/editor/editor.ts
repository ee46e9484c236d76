import type { SavedPortfolio } from '#shared/ipc/portfolioEdit.ts';
import type { Commands } from '../commands.ts';
import { NO_FAULTS, placedFaults, type PlacedFaults } from './cellFaults.ts';
import type { GridId } from './columns.ts';
import { composed, type Draft, draftOf } from './draft.ts';
import { pasted, removeRow, rename, setCell, withDescriptions } from './edits.ts';
import { amended, type History, historyOf, redone, stepped, undone } from './history.ts';

export type EditorState = Readonly<{
  draft: Draft;
  /** What the draft was found to be; nothing is written while it is anything but valid. */
  check: 'checking' | 'valid' | 'faulty';
  faults: PlacedFaults;
  notes: readonly string[];
  changed: boolean;
  canUndo: boolean;
  canRedo: boolean;
  /** What the last paste did. */
  remark: string;
}>;

/** One account while it is edited. */
export type Editor = Readonly<{
  get: () => EditorState;
  subscribe: (listener: () => void) => () => void;
  setName: (name: string) => void;
  /** @param key of the row, or `nextKey` for the empty one */
  setCell: (grid: GridId, key: number, field: string, text: string) => void;
  removeRow: (grid: GridId, key: number) => void;
  /** @returns false when the text is one cell: it belongs into the field as it is */
  paste: (grid: GridId, key: number, field: string, text: string) => boolean;
  undo: () => void;
  redo: () => void;
  /** @returns what was written; null when something is to be corrected first */
  save: () => Promise<SavedPortfolio | null>;
}>;

type Options = Readonly<{
  /** That the draft is saved into; null for a new account. */
  accountId: string | null;
  /** The document that it starts from. */
  text: string;
  commands: Pick<Commands, 'checkPortfolio' | 'savePortfolio'>;
  later: (act: () => void, ms: number) => void;
}>;

/** How long after the last change the draft is checked. */
const PAUSE_MS = 250;

export function createEditor({ accountId, text, commands, later }: Options): Editor {
  const listeners = new Set<() => void>();
  const start = draftOf(text);
  let history: History<Draft> = historyOf(start);
  let found: Pick<EditorState, 'check' | 'faults' | 'notes'> = { check: 'checking', faults: NO_FAULTS, notes: [] };
  let remark = '';
  let state = stateOf();

  function stateOf(): EditorState {
    return { ...found, remark, draft: history.present, changed: history.present !== start, canUndo: history.past.length > 0, canRedo: history.future.length > 0 };
  }
  const tell = (): void => {
    state = stateOf();
    for (const listener of listeners) listener();
  };

  /** An answer about an older draft says nothing of this one. */
  function refuse(draft: Draft, message: string, faults: PlacedFaults): void {
    if (history.present !== draft) return;
    const isPlaced = faults.cells.length + faults.name.length + faults.others.length > 0;
    found = { check: 'faulty', faults: isPlaced ? faults : { ...faults, others: [message] }, notes: [] };
    history = amended(history, withDescriptions(draft, faults.undescribed));
    tell();
    if (history.present !== draft) check();
  }

  async function judge(): Promise<void> {
    const draft = history.present;
    const document = composed(draft);
    const outcome = await commands.checkPortfolio(accountId, document.text);
    if (!outcome.done) refuse(draft, outcome.message, placedFaults(outcome.faults, draft, document));
    else if (history.present === draft) {
      found = { check: 'valid', faults: NO_FAULTS, notes: outcome.value.notes };
      tell();
    }
  }

  function check(): void {
    const draft = history.present;
    later(() => {
      if (history.present === draft) void judge();
    }, PAUSE_MS);
  }

  function move(next: History<Draft>, said = ''): void {
    if (next.present === history.present) return;
    history = next;
    remark = said;
    found = { ...found, check: 'checking' };
    tell();
    check();
  }
  const edit = (change: (draft: Draft) => Draft, said?: string): void => move(stepped(history, change(history.present)), said);

  check();
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setName: (name) => edit((draft) => rename(draft, name)),
    setCell: (grid, key, field, cell) => edit((draft) => setCell(draft, grid, key, field, cell)),
    removeRow: (grid, key) => edit((draft) => removeRow(draft, grid, key)),
    undo: () => move(undone(history)),
    redo: () => move(redone(history)),
    paste: (grid, key, field, cells) => {
      const result = pasted(history.present, grid, key, field, cells);
      if (result === null) return false;
      edit(() => result.draft, [`Pasted ${result.rows} ${result.rows === 1 ? 'row' : 'rows'}.`, ...result.leftOut].join(' '));
      return true;
    },
    save: async () => {
      const draft = history.present;
      const document = composed(draft);
      const outcome = await commands.savePortfolio(accountId, document.text);
      if (outcome.done) return outcome.value;
      refuse(draft, outcome.message, placedFaults(outcome.faults, draft, document));
      return null;
    },
  };
}
