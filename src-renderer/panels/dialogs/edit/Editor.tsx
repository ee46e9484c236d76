import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { useCommands, useDialogs, useTerminal } from '../../../state/screen.ts';
import { GRIDS } from '../../../state/editor/columns.ts';
import { usedInstruments } from '../../../state/editor/draft.ts';
import { createEditor, type Editor as Acts, type EditorState } from '../../../state/editor/editor.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { displayText } from '../../../ui/text.ts';
import { EditFooter } from './EditFooter.tsx';
import { EditGrid } from './EditGrid.tsx';

type EditorProps = Readonly<{ title: string; accountId: string | null; text: string; previousAt: number | null; note?: string; onClose: () => void }>;

/** One account as small tables to write in. It holds what is typed, and writes nothing before all of it is valid and saved. */
export function Editor({ title, accountId, text, previousAt, note, onClose }: EditorProps) {
  const commands = useCommands();
  const [editor] = useState(() => createEditor({ accountId, text, commands, later: setTimeout }));
  const state = useSyncExternalStore(editor.subscribe, editor.get);
  useStepKeys(editor);
  const dialogs = useDialogs();
  const [leaving, setLeaving] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const leave = (): void => {
    if (state.changed && !leaving) setLeaving(true);
    else onClose();
  };
  const save = async (): Promise<void> => {
    const saved = await editor.save();
    if (saved !== null) dialogs.show({ kind: 'saved', ...saved });
    else requestAnimationFrame(() => body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Dialog title={title} size="full" onClose={leave}>
      <div className="dialog-body edit-body" ref={body} data-testid="edit-portfolio">
        {note !== undefined && <p className="edit-note">{note}</p>}
        <NameField editor={editor} state={state} text={text} />
        {GRIDS.filter((grid) => grid !== 'instruments' || usedInstruments(state.draft).length > 0).map((grid) => <EditGrid key={grid} grid={grid} editor={editor} state={state} isNew={accountId === null} />)}
      </div>
      {leaving ? (
        <footer className="edit-footer" data-testid="edit-leaving">
          <p role="alert">What you changed is not saved.</p>
          <Button onClick={() => setLeaving(false)}>Go on editing</Button>
          <Button kind="danger" onClick={onClose}>Throw it away</Button>
        </footer>
      ) : (
        <EditFooter editor={editor} state={state} accountId={accountId} previousAt={previousAt} onCancel={leave} onSave={() => void save()} />
      )}
    </Dialog>
  );
}

function NameField({ editor, state, text }: Readonly<{ editor: Acts; state: EditorState; text: string }>) {
  const id = useId();
  const { name } = state.draft;
  const faults = state.faults.name;
  const namesake = useTerminal((terminal) => terminal.accounts.some((account) => !account.demo && account.name === name.trim()));
  const [first] = useState(name);
  const isTaken = namesake === true && name.trim() !== first;
  return (
    <div className="edit-head">
      <label className="edit-name">
        <span className="field-name">Name</span>
        <input value={name} autoComplete="off" spellCheck={false} aria-invalid={faults.length > 0 || isTaken} aria-describedby={`${id}-fault`} onChange={(event) => editor.setName(event.target.value)} />
      </label>
      <p className="faint">{factsOf(text)}</p>
      <p className="field-error" id={`${id}-fault`}>{isTaken ? 'Another account has this name.' : displayText(faults.join(' '))}</p>
    </div>
  );
}

/** What an account is, and stays: its venue, its margin model and what it is valued in. */
function factsOf(text: string): string {
  const document: unknown = JSON.parse(text);
  if (typeof document !== 'object' || document === null) return '';
  const words = ['venue', 'model', 'valuationCurrency'].map((field) => Object.entries(document).find(([name]) => name === field)?.[1]);
  return words.filter((word): word is string => typeof word === 'string').map((word) => displayText(word, 40)).join(' · ');
}

/** Ctrl+Z and Ctrl+Y go through the steps of the account; in a cell that is being typed in they are the field's own. */
function useStepKeys(editor: Acts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const step = key === 'z' ? (event.shiftKey ? editor.redo : editor.undo) : key === 'y' ? editor.redo : null;
      if (step === null || (event.target instanceof Element && event.target.closest('[data-typing]') !== null)) return;
      event.preventDefault();
      step();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [editor]);
}
