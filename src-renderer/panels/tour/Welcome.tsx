import { memo, useEffect, useRef, useSyncExternalStore } from 'react';
import { useAccount, useDialog, useDialogs, useKept, useScreen } from '../../state/screen.ts';
import { useOpenDocument } from '../../state/openDocument.ts';
import { Button } from '../../ui/Button.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Card } from './Card.tsx';
import { useDemoLive } from './useDemoLive.ts';

/** Under this name it is kept that the choices were seen. */
const SEEN = 'welcome';

/** Over the demo on the first day: what can be done now. It is shown once, and reached again from the keys and the palette. */
export const FirstRun = memo(function FirstRun() {
  const { kept, dialogs } = useScreen();
  const dialog = useDialog();
  const isLoaded = useSyncExternalStore(kept.subscribe, kept.isLoaded, kept.isLoaded);
  const [seen, keep] = useKept(SEEN);
  const isDemo = useAccount((account) => account.demo) === true;
  useEffect(() => {
    if (!isLoaded || seen !== null || !isDemo || dialogs.get() !== null) return;
    keep('seen');
    dialogs.show({ kind: 'welcome' });
  }, [isLoaded, seen, isDemo, dialogs, keep]);
  return dialog?.kind === 'welcome' ? <Choices /> : null;
});

function Choices() {
  const dialogs = useDialogs();
  const openDocument = useOpenDocument();
  const turnOn = useDemoLive();
  const card = useRef<HTMLElement>(null);
  const take = (file: File): void => {
    dialogs.close();
    void openDocument(file);
  };
  return (
    <Card ref={card} label="Welcome to Plimsoll" focusKey={0} className="welcome-card" testId="first-run" onLeave={dialogs.close}>
      <header>
        <h2>Welcome to Plimsoll</h2>
        <Button icon="close" iconOnly className="ghost" onClick={dialogs.close}>Close</Button>
      </header>
      <p>What moves behind this card is a demo: an invented account in an invented market, on this machine alone. Nothing here trades.</p>
      <ul className="choices">
        <li>
          <h3><Icon name="eye" size={14} /> Stay with the demo</h3>
          <p>Look around first. The tour takes less than two minutes.</p>
          <div className="choice-buttons">
            <Button kind="primary" onClick={() => dialogs.show({ kind: 'tour', step: 0 })}>Take the tour</Button>
            <Button onClick={dialogs.close}>Just look</Button>
          </div>
        </li>
        <li>
          <h3><Icon name="open" size={14} /> Open my book</h3>
          <p>A portfolio document, or cells pasted from a spreadsheet. It stays on this machine.</p>
          <div className="choice-buttons">
            <FileButton accept=".json,application/json" onFile={take}>Open portfolio…</FileButton>
            <Button icon="plus" onClick={() => dialogs.show({ kind: 'newAccount' })}>New account…</Button>
          </div>
        </li>
        <li>
          <h3><Icon name="live" size={14} /> Turn on a live feed</h3>
          <p>Real public prices, without a key, for a copy of the demo’s book. You are asked before anything is contacted.</p>
          <div className="choice-buttons">
            <Button icon="live" onClick={turnOn}>Live prices…</Button>
          </div>
        </li>
      </ul>
    </Card>
  );
}
