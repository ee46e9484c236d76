import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { displayText } from '../../ui/text.ts';
import type { DialogProps } from './dialogProps.ts';

/** How many faults are listed; a document with more is corrected in rounds. */
const SHOWN = 200;

/** A document that was not opened: every fault with its place, so that all can be corrected in one go. */
export function Refused({ dialog: { fileName, message, faults }, onClose }: DialogProps<'refused'>) {
  return (
    <Dialog title={`${displayText(fileName, 80)} was not opened`} onClose={onClose} wide={faults.length > 0}>
      <div className="dialog-body" data-testid="refused">
        <p>{displayText(message)}</p>
        {faults.length > 0 && (
          <ul className="faults">
            {faults.slice(0, SHOWN).map(({ path, message: fault }) => (
              <li key={`${path} ${fault}`} data-testid="fault">
                <code>{displayText(path === '' ? 'document' : path, 200)}</code> {displayText(fault)}
              </li>
            ))}
          </ul>
        )}
        {faults.length > SHOWN && <p>{faults.length - SHOWN} more are not listed.</p>}
      </div>
      <footer>
        <Button kind="primary" onClick={onClose}>
          Close
        </Button>
      </footer>
    </Dialog>
  );
}
