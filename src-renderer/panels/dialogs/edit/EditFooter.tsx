import { useRun } from '../../../state/openDocument.ts';
import { useCommands, useDialogs } from '../../../state/screen.ts';
import type { Editor, EditorState } from '../../../state/editor/editor.ts';
import { Button } from '../../../ui/Button.tsx';
import { displayText } from '../../../ui/text.ts';
import { momentText } from '../../../ui/time.ts';

type EditFooterProps = Readonly<{ editor: Editor; state: EditorState; accountId: string | null; previousAt: number | null; onCancel: () => void; onSave: () => void }>;

/** Steps back and forth, what is to be corrected, and the two ways out. */
export function EditFooter({ editor, state, accountId, previousAt, onCancel, onSave }: EditFooterProps) {
  const commands = useCommands();
  const dialogs = useDialogs();
  const run = useRun();
  const isNew = accountId === null;
  const back = (): void => {
    if (accountId !== null) run('Undo', commands.undoPortfolio(accountId), (saved) => dialogs.show({ kind: 'saved', ...saved }));
  };
  return (
    <footer className="edit-footer">
      <Button icon="undo" iconOnly disabled={!state.canUndo} title="Undo (Ctrl Z)" onClick={editor.undo}>Undo</Button>
      <Button icon="redo" iconOnly disabled={!state.canRedo} title="Redo (Ctrl Shift Z)" onClick={editor.redo}>Redo</Button>
      <Verdict state={state} />
      {previousAt !== null && !state.changed && (
        <Button title={`The account was changed ${momentText(previousAt)}; this goes back to what it was before`} onClick={back}>Undo the last saved change</Button>
      )}
      <Button onClick={onCancel}>Cancel</Button>
      <Button kind="primary" disabled={!isNew && !state.changed} onClick={onSave}>{isNew ? 'Create the account' : 'Save'}</Button>
    </footer>
  );
}

function Verdict({ state: { check, faults, notes, remark, changed } }: Readonly<{ state: EditorState }>) {
  const count = faults.cells.length + faults.name.length + faults.others.length;
  const toCorrect = `${count} ${count === 1 ? 'cell' : 'cells'} to correct before it can be saved.`;
  return (
    <div className="edit-verdict" role="status" data-testid="edit-verdict" data-state={check}>
      {count > 0 && <p className="field-error">{faults.others.length > 0 ? displayText(faults.others.join(' '), 600) : toCorrect}</p>}
      {check === 'valid' && changed && <p>All cells are valid; nothing is written before you save.</p>}
      {check === 'valid' && notes.map((note) => <p key={note} className="faint">{displayText(note)}</p>)}
      {remark !== '' && <p className="faint">{displayText(remark)}</p>}
    </div>
  );
}
