import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { displayText } from '../../ui/text.ts';
import type { DialogProps } from './dialogProps.ts';

export function Message({ dialog: { title, message }, onClose }: DialogProps<'message'>) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-body" data-testid="message">
        <p>{displayText(message, 2000)}</p>
      </div>
      <footer>
        <Button kind="primary" onClick={onClose}>
          Close
        </Button>
      </footer>
    </Dialog>
  );
}
