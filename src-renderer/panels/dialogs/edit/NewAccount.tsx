import { useEffect, useId, useState } from 'react';
import type { VenueChoice } from '#shared/ipc/portfolioEdit.ts';
import { CURRENCIES, newDocument } from '../../../state/editor/newDocument.ts';
import { useCommands, useDialogs, useTerminal } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { displayText } from '../../../ui/text.ts';
import './edit.css';

/** What a new account is before it holds anything: its name, venue, margin model and currency. They are not changed later. */
export function NewAccount({ onClose }: Readonly<{ onClose: () => void }>) {
  const commands = useCommands();
  const dialogs = useDialogs();
  const id = useId();
  const names = useTerminal((terminal) => terminal.accounts);
  const [venues, setVenues] = useState<readonly VenueChoice[]>([]);
  const [fault, setFault] = useState('');
  const [name, setName] = useState('My account');
  const [venueId, setVenueId] = useState('generic');
  const [modelId, setModelId] = useState('');
  const [currency, setCurrency] = useState<string>(CURRENCIES[0]);
  useEffect(() => {
    void commands.venues().then((outcome) => {
      if (outcome.done) setVenues(outcome.value);
      else setFault(outcome.message);
    });
  }, [commands]);
  const venue = venues.find((choice) => choice.id === venueId);
  const model = venue?.models.find((choice) => choice.id === modelId) ?? venue?.models[0];
  const explanation = model?.words.split(': ')[1] ?? '';
  const isTaken = (names ?? []).some((account) => !account.demo && account.name === name.trim());
  const why = name.trim() === '' ? 'An account needs a name.' : isTaken ? 'Another account has this name.' : currency.trim() === '' ? 'Say what the account is valued in.' : fault;
  const submit = (): void => {
    if (why === '' && venue !== undefined && model !== undefined) dialogs.show({ kind: 'newPortfolio', text: newDocument({ name: name.trim(), venue: venue.id, model: model.id, valuationCurrency: currency.trim() }) });
  };
  return (
    <Dialog title="New account" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="dialog-body new-account" data-testid="new-account">
          <label>
            <span className="field-name">Name</span>
            <input data-autofocus value={name} autoComplete="off" spellCheck={false} aria-invalid={isTaken || name.trim() === ''} aria-describedby={`${id}-why`} onChange={(event) => setName(event.target.value)} />
          </label>
          <label>
            <span className="field-name">Venue</span>
            <select value={venueId} onChange={(event) => setVenueId(event.target.value)}>
              {venues.map((choice) => <option key={choice.id} value={choice.id}>{choice.id === 'generic' ? 'None in particular: you give the rates' : displayText(choice.title, 60)}</option>)}
            </select>
          </label>
          <label>
            <span className="field-name">Margin model</span>
            <select value={model?.id ?? ''} onChange={(event) => setModelId(event.target.value)}>
              {(venue?.models ?? []).map((choice) => <option key={choice.id} value={choice.id}>{displayText(choice.words.split(':')[0] ?? choice.id, 60)}</option>)}
            </select>
            <small className="faint">{displayText(explanation.charAt(0).toUpperCase() + explanation.slice(1))}</small>
          </label>
          <label>
            <span className="field-name">Valued in</span>
            <input list={`${id}-currencies`} value={currency} autoComplete="off" spellCheck={false} aria-invalid={currency.trim() === ''} aria-describedby={`${id}-why`} onChange={(event) => setCurrency(event.target.value)} />
            <datalist id={`${id}-currencies`}>{CURRENCIES.map((choice) => <option key={choice} value={choice}>{choice}</option>)}</datalist>
          </label>
          <p className="field-error" id={`${id}-why`} role="status">{displayText(why)}</p>
        </div>
        <footer>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={why !== '' || model === undefined}>Continue</Button>
        </footer>
      </form>
    </Dialog>
  );
}
