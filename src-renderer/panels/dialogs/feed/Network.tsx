import { useId, useState } from 'react';
import { HOST_NAME, PRICE_BAND } from '#shared/ipc/limits.ts';
import type { NetworkView } from '#shared/ipc/feedView.ts';
import type { Outcome } from '../../../state/commands.ts';
import { useCommands, useTerminal } from '../../../state/screen.ts';
import { Age } from '../../../ui/Age.tsx';
import { Button } from '../../../ui/Button.tsx';
import { displayText } from '../../../ui/text.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import '../insight.css';
import './feed.css';

/** Who may be contacted, who was not, and when a price is held back. */
export function Network({ onClose }: Readonly<{ onClose: () => void }>) {
  const network = useTerminal((terminal) => terminal.network);
  const band = useTerminal((terminal) => terminal.settings.priceBandPercent);
  if (network === null || band === null) return null;
  return (
    <ClosingDialog testId="network" title="Network" bodyClass="insight network" onClose={onClose}>
      <Hosts allowed={network.allowed} />
      {network.refused.length > 0 && (
        <section aria-label="Refused">
          <h3>Not contacted</h3>
          <ul className="host-list">
            {network.refused.map(({ host, at }) => (
              <li key={host}>
                <span className="clip">{displayText(host, 120)}</span> <Age at={at} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Reference reference={network.reference} allowed={network.allowed} />
      <Lists hosts={network.lists} allowed={network.allowed} />
      <Band percent={band} />
    </ClosingDialog>
  );
}

/** Runs a change, and keeps the sentence that says why it was not made. */
function useChange() {
  const [fault, setFault] = useState('');
  const send = async (command: Promise<Outcome<unknown>>): Promise<boolean> => {
    const outcome = await command;
    setFault(outcome.done ? '' : outcome.message);
    return outcome.done;
  };
  return { fault, setFault, send };
}

function Hosts({ allowed }: Readonly<{ allowed: readonly string[] }>) {
  const commands = useCommands();
  const { fault, setFault, send } = useChange();
  const [text, setText] = useState('');
  const id = useId();
  const add = async (): Promise<void> => {
    const host = text.trim().toLowerCase();
    if (HOST_NAME.test(host)) {
      if (await send(commands.setHosts([...allowed, host]))) setText('');
    } else setFault('Host: write the name alone, such as stream.bybit.com, without a scheme, port or path.');
  };
  return (
    <section aria-label="Allowed hosts">
      <h3>
        Allowed hosts <span className="faint">everything else is refused</span>
      </h3>
      {allowed.length === 0 ? (
        <p className="faint">None: nothing beyond this machine is contacted. Turning live prices on adds the venue's.</p>
      ) : (
        <ul className="host-list">
          {allowed.map((host) => (
            <li key={host} data-testid="allowed-host">
              <span className="clip">{displayText(host, 120)}</span>
              <Button icon="close" iconOnly className="ghost small" onClick={() => void send(commands.setHosts(allowed.filter((one) => one !== host)))}>
                {`No longer allow ${displayText(host, 120)}`}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="host-form"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label className="hidden-text" htmlFor={id}>
          Host to allow
        </label>
        <input id={id} autoComplete="off" spellCheck={false} placeholder="host name" value={text} aria-invalid={fault !== ''} aria-describedby={`${id}-fault`} onChange={(event) => setText(event.target.value)} />
        <Button type="submit" disabled={text.trim() === ''}>
          Allow
        </Button>
      </form>
      <p className="field-error" id={`${id}-fault`} role="alert">
        {displayText(fault)}
      </p>
    </section>
  );
}

/** Another venue's prices, which no account is margined at. */
function Reference({ reference: { title, host }, allowed }: Readonly<{ reference: NetworkView['reference']; allowed: readonly string[] }>) {
  const commands = useCommands();
  const { fault, send } = useChange();
  const on = allowed.includes(host);
  return (
    <section aria-label="Collateral elsewhere">
      <h3>Collateral elsewhere</h3>
      <p>
        While an account is live, its collateral can be compared with {displayText(title, 60)}: more than 2 % apart, or a stablecoin that far off its dollar, raises a notice.
      </p>
      <div className="host-form">
        <Button pressed={on} onClick={() => void send(commands.setHosts(on ? allowed.filter((one) => one !== host) : [...allowed, host]))}>
          {on ? `Comparing with ${displayText(host, 80)}` : `Compare with ${displayText(host, 80)}`}
        </Button>
      </div>
      <p className="field-error" role="alert">
        {displayText(fault)}
      </p>
    </section>
  );
}

/** Where venues publish what they list. */
function Lists({ hosts, allowed }: Readonly<{ hosts: readonly string[]; allowed: readonly string[] }>) {
  const commands = useCommands();
  const { fault, send } = useChange();
  if (hosts.length === 0) return null;
  return (
    <section aria-label="Lists of instruments">
      <h3>Lists of instruments</h3>
      <p>While an account is live, its venue's own list is read a few times a day: a delisting, or another tick, contract size or margin of what the account holds raises a notice.</p>
      {hosts.map((host) => (
        <div className="host-form" key={host}>
          <Button pressed={allowed.includes(host)} onClick={() => void send(commands.setHosts(allowed.includes(host) ? allowed.filter((one) => one !== host) : [...allowed, host]))}>
            {allowed.includes(host) ? `Reading lists from ${displayText(host, 80)}` : `Read lists from ${displayText(host, 80)}`}
          </Button>
        </div>
      ))}
      <p className="field-error" role="alert">
        {displayText(fault)}
      </p>
    </section>
  );
}

function Band({ percent }: Readonly<{ percent: number }>) {
  const commands = useCommands();
  const { fault, setFault, send } = useChange();
  const [text, setText] = useState(String(percent));
  const id = useId();
  const save = (): void => {
    const value = Number(text.trim().replace(',', '.'));
    if (text.trim() !== '' && value >= PRICE_BAND.least && value <= PRICE_BAND.most) void send(commands.setPriceBand(value));
    else setFault(`Band: expected a number from ${PRICE_BAND.least} to ${PRICE_BAND.most} percent.`);
  };
  return (
    <section aria-label="Suspect prices">
      <h3>Suspect prices</h3>
      <p>A price further than this from the last good one, or a perpetual's from its index, is held back until it is confirmed: the figures say so and stand at the last good price.</p>
      <form
        className="host-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label htmlFor={id}>Band in percent</label>
        <input id={id} className="short" inputMode="decimal" autoComplete="off" value={text} aria-invalid={fault !== ''} aria-describedby={`${id}-fault`} onChange={(event) => setText(event.target.value)} />
        <Button type="submit" disabled={Number(text) === percent}>
          Use
        </Button>
      </form>
      <p className="field-error" id={`${id}-fault`} role="alert">
        {displayText(fault)}
      </p>
    </section>
  );
}
