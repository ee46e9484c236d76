import { useDialogs, useLetterKeys, usePrivacy, useTerminal } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { Check } from '../../../ui/Check.tsx';
import { Band } from '../Band.tsx';

export function HideAmounts() {
  const [on, set] = usePrivacy();
  return <Check on={on} onChange={set}>Hide every amount and liquidation price: on the screen, in notifications and in what is copied. Exports leave amounts out unless asked.</Check>;
}

export function LetterKeys() {
  const { heard, set } = useLetterKeys();
  return <Check on={heard} onChange={set}>Single letters, digits and signs are keys. Turn this off if you dictate, or hit keys by accident.</Check>;
}

export function KeyMap() {
  const dialogs = useDialogs();
  return (
    <div className="setting-buttons">
      <Button onClick={() => dialogs.show({ kind: 'keys' })}>Change keys…</Button>
      <Button onClick={() => dialogs.show({ kind: 'cheatSheet' })}>Show keys</Button>
    </div>
  );
}

export function PriceBand() {
  const band = useTerminal((terminal) => terminal.settings.priceBandPercent);
  return band === null ? null : <Band percent={band} />;
}

export function Hosts() {
  const dialogs = useDialogs();
  return <div className="setting-buttons"><Button onClick={() => dialogs.show({ kind: 'network' })}>Allowed hosts…</Button></div>;
}

export function DiagnosticsButton() {
  const dialogs = useDialogs();
  return <div className="setting-buttons"><Button onClick={() => dialogs.show({ kind: 'diagnostics' })}>Show diagnostics…</Button></div>;
}

export function Telling() {
  const dialogs = useDialogs();
  return (
    <div className="setting-buttons">
      <Button onClick={() => dialogs.show({ kind: 'warnings' })}>Sound, quiet hours, webhook…</Button>
      <Button onClick={() => dialogs.show({ kind: 'rules' })}>Alert rules…</Button>
    </div>
  );
}
