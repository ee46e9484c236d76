import { displayText } from '../../ui/text.ts';
import { ClosingDialog } from './ClosingDialog.tsx';
import type { DialogProps } from './dialogProps.ts';

/** How many faults are listed; a document with more is corrected in rounds. */
const SHOWN = 200;

/** A document that was not opened: every fault with its place, so that all can be corrected in one go. */
export function Refused({ dialog: { fileName, message, faults }, onClose }: DialogProps<'refused'>) {
  return (
    <ClosingDialog testId="refused" title={`${displayText(fileName, 80)} was not opened`} onClose={onClose} size={faults.length > 0 ? 'wide' : 'small'}>
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
    </ClosingDialog>
  );
}
