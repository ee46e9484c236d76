import { memo, type ReactNode, useEffect, useState } from 'react';
import { useCommands, useConnection } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { displayText } from '../../ui/text.ts';
import './start.css';

/** A page in place of the panels: what is the matter, and one next step. */
export function Notice({ title, children, action, testId }: Readonly<{ title: string; children?: ReactNode; action?: ReactNode; testId: string }>) {
  return (
    <main className="start-page" data-testid={testId}>
      <div className="start-box">
        <Mark size={44} />
        <h1>{title}</h1>
        {children}
        {action}
      </div>
    </main>
  );
}

/** This page was opened without the key that stands in the printed address. */
export function NoToken() {
  return (
    <Notice title="This page has no key" testId="no-token">
      <p>Open the whole address that Plimsoll printed when it started, with everything behind the #.</p>
    </Notice>
  );
}

/** How long a start may take before something is said of it. */
const PATIENCE_MS = 1000;

/** Before the terminal has said anything. */
export const StartScreen = memo(function StartScreen() {
  const { reach, fault } = useConnection();
  const commands = useCommands();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const retry = (
    <Button kind="primary" icon="reconnect" onClick={commands.reconnectTerminal}>
      Try now
    </Button>
  );
  if (reach === 'refused') {
    return (
      <Notice title="Plimsoll does not know this page" testId="start-refused">
        <p>Its key is of an earlier start. Open the address that Plimsoll printed this time.</p>
      </Notice>
    );
  }
  if (fault !== null) {
    return (
      <Notice title="Plimsoll could not show its figures" action={retry} testId="start-fault">
        <p>{displayText(fault)}</p>
        <p>It is asked again every few seconds.</p>
      </Notice>
    );
  }
  if (reach === 'lost') {
    return (
      <Notice title="Plimsoll is not running here" action={retry} testId="start-lost">
        <p>Start it again; this page tries by itself as well.</p>
      </Notice>
    );
  }
  return (
    <Notice title={late ? 'Waiting for Plimsoll' : 'Plimsoll'} testId="start-connecting" action={late ? retry : undefined}>
      <p>{late ? 'It has not answered yet. Nothing is lost: the account is in its database.' : 'Connecting'}</p>
    </Notice>
  );
});
