import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { invariant } from '#shared/util/invariant.ts';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/table.css';
import { App } from './app.tsx';
import { type Bridge, createBridge } from './bridge/client.ts';
import { NoToken } from './panels/start/StartScreen.tsx';
import { createClock } from './state/clock.ts';
import { createCommands } from './state/commands.ts';
import { createDialogs } from './state/dialogs.ts';
import { createLetterKeys } from './state/letterKeys.ts';
import { createPaintReport } from './state/painted.ts';
import { createPace } from './state/pace.ts';
import { ScreenContext } from './state/screen.ts';
import { createStore } from './state/store.ts';
import { synchronize } from './state/synchronize.ts';
import { applyRememberedTheme } from './state/theme.ts';
import { NowContext } from './ui/clock.ts';

/** A measurement that did not arrive is one fewer; the connection's own loss is shown by what noticed it. */
const ignored = (): void => undefined;

function screenOver(bridge: Bridge) {
  const store = createStore(createPace({ now: () => performance.now(), later: setTimeout, frame: requestAnimationFrame }));
  const clock = createClock(() => performance.now());
  const screen = { store, commands: createCommands(bridge), dialogs: createDialogs(), letterKeys: createLetterKeys(localStorage) };
  const askAccount = async (accountId: string) => {
    const reply = await bridge.call('account/view', [{ accountId }]);
    return reply.ok ? reply.value : null;
  };
  const onPainted = createPaintReport({
    subscribe: store.subscribe,
    // The frame's own work is done before the next task.
    afterPaint: (act) => requestAnimationFrame(() => setTimeout(act)),
    now: () => performance.now(),
    report: (tickAt) => void bridge.call('screen/painted', [{ tickAt }]).catch(ignored),
  });
  synchronize({ start: bridge.start, askAccount, onPush: onPainted }, store, clock);
  setInterval(clock.tick, 1000);
  return (
    <NowContext value={clock}>
      <ScreenContext value={screen}>
        <App />
      </ScreenContext>
    </NowContext>
  );
}

applyRememberedTheme();
const place = document.getElementById('root');
invariant(place !== null, 'the page has a root');
const bridge = createBridge();
createRoot(place).render(<StrictMode>{bridge === null ? <NoToken /> : screenOver(bridge)}</StrictMode>);
