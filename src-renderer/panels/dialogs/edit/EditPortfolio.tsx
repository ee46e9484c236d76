import { useEffect, useState } from 'react';
import type { PortfolioText } from '#shared/ipc/portfolioEdit.ts';
import { useCommands, usePrivacy } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { displayText } from '../../../ui/text.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import type { DialogProps } from '../dialogProps.ts';
import { Editor } from './Editor.tsx';
import './edit.css';

/** An account that is there, in the editor. The demo's is not edited: a copy of it is. */
export function EditPortfolio({ dialog: { accountId }, onClose }: DialogProps<'editPortfolio'>) {
  const commands = useCommands();
  const [masked] = usePrivacy();
  const [loaded, setLoaded] = useState<PortfolioText | null>(null);
  const [fault, setFault] = useState('');
  useEffect(() => {
    void commands.portfolioText(accountId).then((outcome) => {
      if (outcome.done) setLoaded(outcome.value);
      else setFault(outcome.message);
    });
  }, [commands, accountId]);
  if (masked) return <Hidden onClose={onClose} />;
  if (loaded === null) {
    return (
      <ClosingDialog testId="edit-loading" title="Edit the account" onClose={onClose}>
        <p>{fault === '' ? 'Reading the account' : displayText(fault)}</p>
      </ClosingDialog>
    );
  }
  if (!loaded.demo) return <Editor title={`Edit ${displayText(loaded.name, 80)}`} accountId={accountId} text={loaded.text} previousAt={loaded.previousAt} onClose={onClose} />;
  return <Editor title="An account from the demo" accountId={null} text={copyOf(loaded)} previousAt={null} onClose={onClose} note="The demo itself is not edited. This is a copy of it: saved, it is an account of its own, whose prices stay as they are until you type others or turn live prices on." />;
}

/** An account that is not there yet. */
export function NewPortfolio({ dialog: { text }, onClose }: DialogProps<'newPortfolio'>) {
  const [masked] = usePrivacy();
  return masked ? <Hidden onClose={onClose} /> : <Editor title="New account" accountId={null} text={text} previousAt={null} onClose={onClose} />;
}

/** Who hides amounts does not want them in fields either. */
function Hidden({ onClose }: Readonly<{ onClose: () => void }>) {
  const [, setPrivate] = usePrivacy();
  return (
    <ClosingDialog testId="edit-hidden" title="Amounts are hidden" onClose={onClose} actions={<Button icon="eye" onClick={() => setPrivate(false)}>Show amounts</Button>}>
      <p>An account is edited with its amounts in view. Show them, or come back later.</p>
    </ClosingDialog>
  );
}

function copyOf({ text, name }: PortfolioText): string {
  const document: unknown = JSON.parse(text);
  return JSON.stringify({ ...(typeof document === 'object' ? document : {}), name: `${name} copy` });
}
