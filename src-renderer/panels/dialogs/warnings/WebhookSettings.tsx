import { useId, useState } from 'react';
import type { WarningSettings, WarningsView } from '#shared/ipc/warnings.ts';
import type { Outcome } from '../../../state/commands.ts';
import { useCommands, useDialogs, useTerminal } from '../../../state/screen.ts';
import { Age } from '../../../ui/Age.tsx';
import { Button } from '../../../ui/Button.tsx';
import { displayText } from '../../../ui/text.ts';
import { Check } from '../../../ui/Check.tsx';

type WebhookProps = Readonly<{ webhook: WarningsView['webhook']; settings: WarningSettings['webhook']; onChange: (settings: WarningSettings['webhook']) => void }>;

/** Sends alerts to an address of the user's own. Off, and to nobody, unless it was turned on and its host is allowed. */
export function WebhookSettings({ webhook: { host, last }, settings, onChange }: WebhookProps) {
  const commands = useCommands();
  const dialogs = useDialogs();
  const allowed = useTerminal((terminal) => terminal.network.allowed) ?? [];
  const [address, setAddress] = useState('');
  const [said, setSaid] = useState<Readonly<{ text: string; wrong: boolean }>>({ text: '', wrong: false });
  const id = useId();
  const send = async (command: Promise<Outcome<null>>, done: string): Promise<void> => {
    setSaid({ text: '', wrong: false });
    const outcome = await command;
    setSaid(outcome.done ? { text: done, wrong: false } : { text: outcome.message, wrong: true });
    if (outcome.done) setAddress('');
  };
  const isLocal = host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
  return (
    <section className="warning-part" aria-label="Webhook">
      <h4>Webhook</h4>
      <div>
        <Check on={settings.on} onChange={(on) => onChange({ ...settings, on })}>Send what is told to an address of your own, as JSON.</Check>
        <Check on={settings.redact} onChange={(redact) => onChange({ ...settings, redact })}>Send stage and kind alone: no account, figure or name. While amounts are hidden this holds in any case.</Check>
        <p className="soft">{host === null ? 'No address is set.' : `It goes to ${displayText(host, 80)}. The rest of the address is kept to itself.`}</p>
        {host !== null && !isLocal && !allowed.includes(host) && (
          <p className="warning-line">
            <span className="insight-fault">{displayText(host, 80)} is not on the list of allowed hosts: nothing is sent.</span>
            <Button className="small" onClick={() => dialogs.show({ kind: 'network' })}>Allowed hosts…</Button>
          </p>
        )}
        <form
          className="warning-line"
          onSubmit={(event) => {
            event.preventDefault();
            void send(commands.setWebhook(address.trim()), 'The address is kept.');
          }}
        >
          <label htmlFor={id}>Address</label>
          <input id={id} type="text" className="warning-address" inputMode="url" autoComplete="off" spellCheck={false} placeholder="https://hooks.example.com/alerts" value={address} aria-invalid={said.wrong} aria-describedby={`${id}-said`} onChange={(event) => setAddress(event.target.value)} />
          <Button type="submit" className="small" disabled={address.trim() === ''}>Keep</Button>
          <Button className="small ghost" disabled={host === null} onClick={() => void send(commands.setWebhook(''), 'The address is forgotten.')}>Forget</Button>
          <Button className="small" disabled={host === null} onClick={() => void send(commands.testWebhook(), 'The test arrived.')}>Send a test</Button>
        </form>
        <p id={`${id}-said`} role="status" className={said.wrong ? 'insight-fault' : 'soft'}>{displayText(said.text)}</p>
        {last !== null && (
          <p className={last.fault === null ? 'soft' : 'insight-fault'} data-testid="webhook-last">
            {last.fault === null ? 'The last message arrived' : `The last message did not arrive: ${displayText(last.fault)}`}, <Age at={last.at} /> ago.
          </p>
        )}
      </div>
    </section>
  );
}
