import { memo } from 'react';
import { useDialogs } from '../../state/screen.ts';
import { useOpenDocument } from '../../state/openDocument.ts';
import { Button } from '../../ui/Button.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import { Notice } from './StartScreen.tsx';

/** No account yet: what will be here, and the one next step. */
export const Welcome = memo(function Welcome() {
  const open = useOpenDocument();
  const dialogs = useDialogs();
  return (
    <Notice
      title="No account yet"
      testId="welcome"
      action={
        <div className="start-actions">
          <FileButton accept=".json,application/json" kind="primary" onFile={(file) => void open(file)}>
            Open portfolio…
          </FileButton>
          <Button icon="plus" onClick={() => dialogs.show({ kind: 'newAccount' })}>
            New account…
          </Button>
        </div>
      }
    >
      <p>Open a portfolio document, or type or paste one in, and its equity, margin and distance to liquidation stand here. It is kept on this machine; nothing is contacted before you turn live prices on.</p>
      <p className="faint">
        To look around first, start Plimsoll with <code>--demo</code>.
      </p>
    </Notice>
  );
});
