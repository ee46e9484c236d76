import { useRun } from '../../state/openDocument.ts';
import { useCommands } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { displayText } from '../../ui/text.ts';
import type { DialogProps } from './dialogProps.ts';

/** The one step that lets Plimsoll reach beyond this machine: it names where, and what goes there. */
export function GoLive({ dialog: { accountId, accountName, hosts }, onClose }: DialogProps<'goLive'>) {
  const commands = useCommands();
  const run = useRun();
  const accept = (): void => {
    onClose();
    run('Live prices', commands.setLive(accountId, true));
  };
  return (
    <Dialog title="Turn live prices on?" onClose={onClose}>
      <div className="dialog-body" data-testid="go-live">
        <p>
          Plimsoll will connect to <b>{displayText(hosts.join(' and '), 200)}</b> for {displayText(accountName, 80)}, now and at every start, until you turn it off. {hosts.length === 1 ? 'It is' : 'They are'} then on the list of allowed hosts, which you can change in the feeds panel.
        </p>
        <p>It asks for the prices of the symbols that the account holds. It sends no key, no size and no name.</p>
      </div>
      <footer>
        <Button onClick={onClose}>Stay local</Button>
        <Button kind="primary" icon="live" onClick={accept}>
          Turn on
        </Button>
      </footer>
    </Dialog>
  );
}
