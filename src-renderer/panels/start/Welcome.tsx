import { memo } from 'react';
import { useOpenDocument } from '../../state/openDocument.ts';
import { FileButton } from '../../ui/FileButton.tsx';
import { Notice } from './StartScreen.tsx';

/** No account yet: what will be here, and the one next step. */
export const Welcome = memo(function Welcome() {
  const open = useOpenDocument();
  return (
    <Notice
      title="No account yet"
      testId="welcome"
      action={
        <FileButton accept=".json,application/json" kind="primary" onFile={(file) => void open(file)}>
          Open portfolio…
        </FileButton>
      }
    >
      <p>Open a portfolio document, and its equity, margin and distance to liquidation stand here. It is kept on this machine; nothing is contacted before you turn live prices on.</p>
      <p className="faint">
        To look around first, start Plimsoll with <code>--demo</code>.
      </p>
    </Notice>
  );
});
