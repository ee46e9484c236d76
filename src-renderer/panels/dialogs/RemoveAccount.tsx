import { useRun } from '../../state/openDocument.ts';
import { useCommands } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { displayText } from '../../ui/text.ts';
import type { DialogProps } from './dialogProps.ts';

export function RemoveAccount({ dialog: { accountId, accountName }, onClose }: DialogProps<'removeAccount'>) {
  const commands = useCommands();
  const run = useRun();
  const accept = (): void => {
    onClose();
    run('Removing the account', commands.removeAccount(accountId));
  };
  return (
    <Dialog title={`Remove ${displayText(accountName, 80)}?`} onClose={onClose}>
      <div className="dialog-body" data-testid="remove-account">
        <p>Its positions, collateral, orders and last prices are deleted from this machine; its alerts stay in the log. Nothing changes at the venue. Export it first if you want to open it again.</p>
      </div>
      <footer>
        <Button onClick={onClose}>Keep it</Button>
        <Button kind="danger" onClick={accept}>
          Remove
        </Button>
      </footer>
    </Dialog>
  );
}
