import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog, type DialogProps } from '../../ui/Dialog.tsx';

type ClosingDialogProps = Omit<DialogProps, 'children'> & Readonly<{
  testId: string;
  children: ReactNode;
  /** Stands before the button that closes. */
  actions?: ReactNode;
  bodyClass?: string;
}>;

/** A dialog that is read and closed. */
export function ClosingDialog({ testId, children, actions, bodyClass = '', onClose, ...dialog }: ClosingDialogProps) {
  return (
    <Dialog {...dialog} onClose={onClose}>
      <div className={`dialog-body ${bodyClass}`} data-testid={testId}>
        {children}
      </div>
      <footer>
        {actions}
        <Button kind="primary" onClick={onClose}>
          Close
        </Button>
      </footer>
    </Dialog>
  );
}
