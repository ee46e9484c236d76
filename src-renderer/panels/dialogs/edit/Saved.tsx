import { useRun } from '../../../state/openDocument.ts';
import { useCommands, useDialogs } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { displayText } from '../../../ui/text.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import type { DialogProps } from '../dialogProps.ts';

/** An account that was written, what should be known about it, and the way back. */
export function Saved({ dialog: { accountId, name, notes, canUndo }, onClose }: DialogProps<'saved'>) {
  const commands = useCommands();
  const dialogs = useDialogs();
  const run = useRun();
  const undo = (): void => run('Undo', commands.undoPortfolio(accountId), (saved) => dialogs.show({ kind: 'saved', ...saved }));
  return (
    <ClosingDialog testId="saved" title={`${displayText(name, 80)} is saved`} onClose={onClose} actions={canUndo && <Button icon="undo" onClick={undo}>Undo this change</Button>}>
      {notes.length === 0 ? <p>Its figures are computed anew. {canUndo && 'What it was before is kept, and can be brought back until the next change.'}</p> : (
        <ul className="faults">
          {notes.map((note) => <li key={note}>{displayText(note)}</li>)}
        </ul>
      )}
    </ClosingDialog>
  );
}
