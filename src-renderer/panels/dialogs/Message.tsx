import { displayText } from '../../ui/text.ts';
import { ClosingDialog } from './ClosingDialog.tsx';
import type { DialogProps } from './dialogProps.ts';

export function Message({ dialog: { title, message }, onClose }: DialogProps<'message'>) {
  return (
    <ClosingDialog testId="message" title={title} onClose={onClose}>
      <p>{displayText(message, 2000)}</p>
    </ClosingDialog>
  );
}
