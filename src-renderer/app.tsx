import { useEffect } from 'react';
import { Alerts } from './panels/alerts/Alerts.tsx';
import { AlertBanner } from './panels/alerts/AlertBanner.tsx';
import { Collateral } from './panels/collateral/Collateral.tsx';
import { OpenDialog } from './panels/dialogs/Dialogs.tsx';
import { Feeds } from './panels/feeds/Feeds.tsx';
import { Header } from './panels/header/Header.tsx';
import { Keyboard } from './panels/keyboard/Keyboard.tsx';
import { Ladder } from './panels/ladder/Ladder.tsx';
import { Announcer, WindowTitle } from './panels/notices/Announcer.tsx';
import { ConnectionBanner } from './panels/notices/ConnectionBanner.tsx';
import { DatabaseBanner } from './panels/notices/DatabaseBanner.tsx';
import { PartialBanner } from './panels/notices/PartialBanner.tsx';
import { Orders } from './panels/orders/Orders.tsx';
import { Positions } from './panels/positions/Positions.tsx';
import { Remedies } from './panels/remedies/Remedies.tsx';
import { StartScreen } from './panels/start/StartScreen.tsx';
import { Welcome } from './panels/start/Welcome.tsx';
import { StatusBar } from './panels/status/StatusBar.tsx';
import { useAccount, useConnection, useTerminal } from './state/screen.ts';
import { applyTheme } from './state/theme.ts';
import './app.css';

/** The one screen: which of its states is shown, and where the panels stand. */
export function App() {
  const known = useTerminal((terminal) => terminal.seq) !== null;
  const theme = useTerminal((terminal) => terminal.settings.theme);
  useEffect(() => {
    if (theme !== null) applyTheme(theme);
  }, [theme]);
  return (
    <>
      {known ? <Shell /> : <StartScreen />}
      <Keyboard />
      <OpenDialog />
      <Announcer />
      <WindowTitle />
    </>
  );
}

function Shell() {
  const seq = useAccount((account) => account.seq);
  const accountId = useAccount((account) => account.accountId);
  const empty = useTerminal((terminal) => terminal.accounts.length === 0) === true;
  const { reach, fault } = useConnection();
  const cut = reach !== 'connected' || fault !== null;
  return (
    <div className={`shell ${cut ? 'cut' : ''}`} data-testid="shell" data-seq={seq ?? undefined} data-account={accountId ?? undefined}>
      <Header />
      <div className="strips">
        <ConnectionBanner />
        <DatabaseBanner />
        <AlertBanner />
        <PartialBanner />
      </div>
      {empty ? <Welcome /> : <Desk />}
      <StatusBar />
    </div>
  );
}

function Desk() {
  const ready = useAccount(() => true) === true;
  if (!ready) return <main className="desk" aria-busy="true" />;
  return (
    <div className="desk">
      <Ladder />
      <main className="columns">
        <div className="column main-column">
          <Positions />
          <div className="holdings">
            <Collateral />
            <Orders />
          </div>
        </div>
        <div className="column side-column">
          <Alerts />
          <Remedies />
          <Feeds />
        </div>
      </main>
    </div>
  );
}
