import { useEffect, useId, useState } from 'react';
import type { Fault } from '#shared/domain/failure.ts';
import type { ScenarioView } from '#shared/ipc/whatIfView.ts';
import { useKeyHint } from '../../../state/actions/useActions.ts';
import type { Outcome } from '../../../state/commands.ts';
import { useCommands, useLive, useWhatIf } from '../../../state/screen.ts';
import { isEmptySpec, specWords } from '../../../state/select/whatIfWords.ts';
import { Button } from '../../../ui/Button.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import { downloadText } from '../../../ui/download.ts';
import { displayText } from '../../../ui/text.ts';
import { momentText } from '../../../ui/time.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import { DeleteButton } from '../DeleteButton.tsx';
import './scenarios.css';

/** What-ifs under a name: saved, taken up again on the account in view, deleted. */
export function Scenarios({ onClose }: Readonly<{ onClose: () => void }>) {
  const commands = useCommands();
  const hint = useKeyHint();
  const [{ view }, whatIf] = useWhatIf();
  const accountId = useLive((account) => account.accountId);
  const [list, setList] = useState<readonly ScenarioView[] | null>(null);
  const [fault, setFault] = useState('');
  const [added, setAdded] = useState('');
  const take = (outcome: Outcome<readonly ScenarioView[]>): boolean => {
    setFault(outcome.done ? '' : outcome.message);
    if (outcome.done) setList(outcome.value);
    return outcome.done;
  };
  useEffect(() => {
    void commands.scenarios().then((outcome) => (outcome.done ? setList(outcome.value) : setFault(outcome.message)));
  }, [commands]);
  const read = async (file: File): Promise<void> => {
    const outcome = await commands.importScenario(await file.text());
    setAdded(outcome.done ? outcome.value.name : '');
    take(outcome.done ? { done: true, value: outcome.value.scenarios } : { ...outcome, message: refusal(outcome.message, outcome.faults) });
  };
  const open = (scenario: ScenarioView): void => {
    const opened = view === null ? (accountId === null ? null : whatIf.enter(accountId, scenario.spec)) : whatIf.take(scenario.spec);
    void opened?.then((outcome) => (outcome.done ? onClose() : setFault(outcome.message)));
  };
  return (
    <ClosingDialog testId="scenarios" title="Scenarios" size="wide" bodyClass="scenarios" onClose={onClose} actions={<FileButton accept=".json,application/json" onFile={(file) => void read(file)}>Add one from a file…</FileButton>}>
      {view !== null && <SaveForm specText={specWords(view.spec)} isEmpty={isEmptySpec(view.spec)} taken={list?.map(({ name }) => name) ?? []} onSave={async (name) => take(await commands.saveScenario(name, view.spec))} />}
      <p className="field-error" role="alert">{displayText(fault)}</p>
      <p role="status" className={added === '' ? 'hidden-text' : 'soft'}>{added === '' ? '' : `“${displayText(added, 60)}” is kept.`}</p>
      {list === null && fault === '' && <p className="faint" aria-busy="true">Reading…</p>}
      {list?.length === 0 && <p>No scenario is saved yet. {view === null ? `Start a what-if${hint('whatIf')}, change something, and give it a name here.` : 'Give this what-if a name to keep its changes.'}</p>}
      {list !== null && list.length > 0 && (
        <ul className="scenario-list">
          {list.map((scenario) => (
            <li key={scenario.name} data-testid="scenario" data-name={scenario.name}>
              <div>
                <b>{displayText(scenario.name, 60)}</b>
                <small className="faint">{displayText(specWords(scenario.spec), 120)} · saved {momentText(scenario.savedAt)}</small>
              </div>
              <Button kind="primary" disabled={accountId === null} onClick={() => open(scenario)}>Open</Button>
              <Button icon="save" iconOnly title="Save as a file" onClick={() => downloadText(`${fileName(scenario.name)}.json`, 'application/json', scenarioText(scenario))}>Save {displayText(scenario.name, 60)} as a file</Button>
              <DeleteButton name={scenario.name} onDelete={() => void commands.removeScenario(scenario.name).then(take)} />
            </li>
          ))}
        </ul>
      )}
      <p className="faint scenario-note">A scenario keeps changes and moves, never a book or a price: it is opened on the account in view, and what does not fit is left out and said.</p>
    </ClosingDialog>
  );
}

const fileName = (name: string): string => `plimsoll-scenario-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40) || 'unnamed'}`;

const scenarioText = ({ name, savedAt, spec }: ScenarioView): string => `${JSON.stringify({ schema: 'plimsoll.scenario/1', name, savedAt: new Date(savedAt).toISOString(), ...spec }, null, 2)}\n`;

/** So many wrong fields are named. */
const NAMED = 3;

const refusal = (message: string, faults: readonly Fault[]): string => (faults.length === 0 ? message : `${faults.slice(0, NAMED).map(({ path, message: what }) => `${path} ${what}.`).join(' ')}`);

type SaveFormProps = Readonly<{ specText: string; isEmpty: boolean; taken: readonly string[]; onSave: (name: string) => Promise<boolean> }>;

function SaveForm({ specText, isEmpty, taken, onSave }: SaveFormProps) {
  const [name, setName] = useState('');
  const id = useId();
  const own = name.trim();
  const replaces = taken.includes(own);
  return (
    <form
      className="scenario-save"
      onSubmit={(event) => {
        event.preventDefault();
        void onSave(own).then((saved) => saved && setName(''));
      }}
    >
      <label className="field" htmlFor={id}>
        <span className="field-name">Save this what-if as <span className="faint">({displayText(specText, 80)})</span></span>
        <span className="field-row">
          <input id={id} className="words" data-autofocus maxLength={60} autoComplete="off" spellCheck={false} value={name} placeholder="Name" onChange={(event) => setName(event.target.value)} />
          <Button kind="primary" type="submit" disabled={own === '' || isEmpty} title={isEmpty ? 'Nothing is changed in this what-if yet' : 'Keep it under this name'}>{replaces ? 'Replace' : 'Save'}</Button>
        </span>
      </label>
    </form>
  );
}
