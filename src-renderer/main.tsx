import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Push } from '#shared/ipc/contract.ts';
import { invariant } from '#shared/util/invariant.ts';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/menu.css';
import './ui/dialog.css';
import './ui/table.css';
import './ui/grid/grid.css';
import './ui/layout/layout.css';
import { App, Presented } from './app.tsx';
import { type Bridge, createBridge } from './bridge/client.ts';
import { NoToken } from './panels/start/StartScreen.tsx';
import { createClock } from './state/clock.ts';
import { createCommands } from './state/commands.ts';
import { createDialogs } from './state/dialogs.ts';
import { createKept } from './state/kept.ts';
import { createLetterKeys } from './state/letterKeys.ts';
import { createLinked } from './state/linked.ts';
import { createPaintReport } from './state/painted.ts';
import { createPrivacy } from './state/privacy.ts';
import { createPace } from './state/pace.ts';
import { heardIn } from './state/sound.ts';
import { createStore } from './state/store.ts';
import { synchronize } from './state/synchronize.ts';
import { applyRememberedTheme } from './state/theme.ts';
import { createWhatIf } from './state/whatIf.ts';
import { page } from './ui/page.ts';
import { NowContext } from './ui/clock.ts';
import { playTone } from './ui/tone.ts';

/** A measurement that did not arrive is one fewer, an arrangement holds until the window closes; the connection's own loss is shown by what noticed it. */
const ignored = (): void => undefined;

function screenOver(bridge: Bridge) {
  const pace = createPace({ now: () => performance.now(), later: setTimeout, frame: requestAnimationFrame });
  const store = createStore(pace);
  const clock = createClock(() => performance.now());
  const kept = createKept(localStorage, (name, text) => void bridge.call('screen/keep', [{ name, text }]).catch(ignored));
  const commands = createCommands(bridge);
  const screen = { store, commands, dialogs: createDialogs(), letterKeys: createLetterKeys(localStorage), kept, linked: createLinked(), whatIf: createWhatIf(commands, store), privacy: createPrivacy(store, commands), page: { ...page, onAsked: (listener: (id: unknown) => void) => window.plimsoll?.onAct(listener) ?? ignored } };
  const stopWaiting = store.subscribe(() => {
    if (store.get().terminal === null) return;
    stopWaiting();
    void bridge.call('screen/kept', []).then((reply) => reply.ok && kept.load(reply.value)).catch(ignored);
  });
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
  // A hidden window draws nothing, and is heard all the same: not from what is drawn.
  const onPush = (push: Push): void => {
    onPainted(push);
    const heard = heardIn(push);
    if (heard !== null) playTone(heard.stage, heard.volume);
  };
  synchronize({ start: bridge.start, askAccount, onPush }, store, clock);
  setInterval(() => pace(clock.tick), 1000);
  return (
    <NowContext value={clock}>
      <Presented screen={screen}>
        <App />
      </Presented>
    </NowContext>
  );
}

applyRememberedTheme();
const place = document.getElementById('root');
invariant(place !== null, 'the page has a root');
const bridge = createBridge();
createRoot(place).render(<StrictMode>{bridge === null ? <NoToken /> : screenOver(bridge)}</StrictMode>);
