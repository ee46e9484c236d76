import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { displayText } from '../../ui/text.ts';
import type { DialogProps } from './dialogProps.ts';

/** A document that was opened, and what should be known about it. */
export function Imported({ dialog: { name, replaced, notes }, onClose }: DialogProps<'imported'>) {
  return (
    <Dialog title={`${displayText(name, 80)} is open`} onClose={onClose}>
      <div className="dialog-body" data-testid="imported">
        {replaced && <p>The account of this name was replaced by the document.</p>}
        <ul className="faults">
          {notes.map((note) => (
            <li key={note}>{displayText(note)}</li>
          ))}
        </ul>
      </div>
      <footer>
        <Button kind="primary" onClick={onClose}>
          Close
        </Button>
      </footer>
    </Dialog>
  );
}
