import { displayText } from '../../ui/text.ts';
import { ClosingDialog } from './ClosingDialog.tsx';
import type { DialogProps } from './dialogProps.ts';

/** A document that was opened, and what should be known about it. */
export function Imported({ dialog: { accountId, name, notes }, onClose }: DialogProps<'imported'>) {
  return (
    <ClosingDialog testId="imported" title={`${displayText(name, 80)} is ${accountId === null ? 'kept' : 'open'}`} onClose={onClose}>
      <ul className="faults">
        {notes.map((note) => (
          <li key={note}>{displayText(note)}</li>
        ))}
      </ul>
    </ClosingDialog>
  );
}
