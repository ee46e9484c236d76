import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
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
import { DrillBanner } from './panels/notices/DrillBanner.tsx';
import { PartialBanner } from './panels/notices/PartialBanner.tsx';
import { Orders } from './panels/orders/Orders.tsx';
import { Positions } from './panels/positions/Positions.tsx';
import { Remedies } from './panels/remedies/Remedies.tsx';
import { StartScreen } from './panels/start/StartScreen.tsx';
import { FirstRun } from './panels/tour/Welcome.tsx';
import { Tour } from './panels/tour/Tour.tsx';
import { WhatIf } from './panels/whatIf/WhatIf.tsx';
import { WhatIfFrame } from './panels/whatIf/WhatIfFrame.tsx';
import { WhatIfStrip } from './panels/whatIf/WhatIfStrip.tsx';
import { Welcome } from './panels/start/Welcome.tsx';
import { StatusBar } from './panels/status/StatusBar.tsx';
import { useDensity } from './state/density.ts';
import { useLayout } from './state/layout.ts';
import { LOCALE, localeTag, lookOf, PALETTE, useHighContrast, useLook } from './state/look.ts';
import { type Screen, ScreenContext, useAccount, useConnection, usePrivacy, useTerminal, useWhatIf } from './state/screen.ts';
import { applyTheme } from './state/theme.ts';
import { ArrangementContext } from './ui/layout/arrangement.ts';
import { present, PresentationContext } from './ui/presentation.ts';
import { Pane } from './ui/layout/Pane.tsx';
import './app.css';

/** The one screen: which of its states is shown, and where the panels stand. */
export function App() {
  const known = useTerminal((terminal) => terminal.seq) !== null;
  const theme = useTerminal((terminal) => terminal.settings.theme);
  useEffect(() => {
    if (theme !== null) applyTheme(theme);
  }, [theme]);
  const { density } = useDensity();
  const [palette] = useLook(PALETTE);
  const contrast = useHighContrast() ? 'high' : 'usual';
  const [masked] = usePrivacy();
  useEffect(() => {
    Object.assign(document.documentElement.dataset, { density, palette, contrast, masked: String(masked) });
  }, [density, palette, contrast, masked]);
  const layout = useLayout();
  return (
    <ArrangementContext value={layout}>
      {known ? <Shell /> : <StartScreen />}
      <WhatIfFrame />
      <Keyboard />
      <OpenDialog />
      <FirstRun />
      <Tour />
      <Announcer />
      <WindowTitle />
    </ArrangementContext>
  );
}

/** Has every figure written as privacy and locale ask, and drawn anew when one of them changes. */
export function Presented({ screen, children }: Readonly<{ screen: Screen; children: ReactNode }>) {
  const masked = useSyncExternalStore(screen.privacy.subscribe, screen.privacy.get);
  const locale = useSyncExternalStore(screen.kept.subscribe, () => lookOf(screen.kept, LOCALE));
  // Another object for the same screen: whatever reads the context draws its figures anew.
  const [value, presentation] = useMemo(() => [{ ...screen }, present({ masked, locale: localeTag(locale, navigator.language) })], [screen, masked, locale]);
  return (
    <PresentationContext value={presentation}>
      <ScreenContext value={value}>{children}</ScreenContext>
    </PresentationContext>
  );
}

function Shell() {
  const seq = useAccount((account) => account.seq);
  const accountId = useAccount((account) => account.accountId);
  const empty = useTerminal((terminal) => terminal.accounts.length === 0) === true;
  const { reach, fault } = useConnection();
  const supposed = useWhatIf()[0].view !== null;
  const cut = reach !== 'connected' || fault !== null;
  return (
    <div className={`shell ${supposed ? 'what-if-on ' : ''}${cut ? 'cut' : ''}`} data-testid="shell" data-seq={seq ?? undefined} data-account={accountId ?? undefined}>
      <Header />
      <div className="strips">
        <WhatIfStrip />
        <ConnectionBanner />
        <DatabaseBanner />
        <DrillBanner />
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
  const hasOrders = useAccount((account) => account.orders.length > 0) === true;
  if (!ready) return <main className="desk" aria-busy="true" />;
  return (
    <div className="desk">
      <Ladder />
      <main className="columns">
        <div className="column main-column">
          <Positions />
          <Pane id="holdings" label="Height of collateral and orders" edge="top" least={92} leave={150} panels={['collateral', 'orders']} className="holdings">
            <Collateral />
            {hasOrders && (
              <Pane id="orders" label="Width of open orders" edge="left" least={220} leave={320} className="beside">
                <Orders />
              </Pane>
            )}
          </Pane>
        </div>
        <Side />
      </main>
    </div>
  );
}

/** What stands beside the tables: of a live account its alerts, help and feeds; of a what-if what is changed, and the alerts, which are live all the same. */
function Side() {
  const supposed = useWhatIf()[0].view !== null;
  if (supposed) {
    return (
      <Pane id="whatIf" label="Width of the what-if panel" edge="left" least={380} leave={360} className="column side-column what-if-column">
        <WhatIf />
        <Pane id="whatIfAlerts" label="Height of alerts" edge="top" least={60} leave={200} panels={['alerts']}>
          <Alerts />
        </Pane>
      </Pane>
    );
  }
  return (
    <Pane id="side" label="Width of the side panels" edge="left" least={230} leave={560} className="column side-column">
      <Alerts />
      <Pane id="remedies" label="Height of What helps" edge="top" least={60} leave={150} panels={['remedies']}>
        <Remedies />
      </Pane>
      <Pane id="feeds" label="Height of feeds" edge="top" least={60} leave={150} panels={['feeds']}>
        <Feeds />
      </Pane>
    </Pane>
  );
}
