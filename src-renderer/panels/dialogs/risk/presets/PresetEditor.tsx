import { useState } from 'react';
import type { Fault } from '#shared/domain/failure.ts';
import type { PresetView } from '#shared/ipc/scenarioMarginView.ts';
import { type Draft, draftOf, textOf } from '../../../../state/presets/draft.ts';
import { cellsOf } from '../../../../state/presets/gridRows.ts';
import { useCommands } from '../../../../state/screen.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { displayText } from '../../../../ui/text.ts';
import { FieldGroups } from './FieldGroups.tsx';
import { GridEditor } from './GridEditor.tsx';
import '../../paste.css';
import './presets.css';

/** `preset`: the one that is edited, when it is the user's own, or copied. */
type PresetEditorProps = Readonly<{ preset: PresetView; text: string; onSaved: (id: string) => void; onLeave: () => void }>;

/** So many wrong fields are told at once. */
const TOLD = 4;

/** A scenario model of the user's own, as its numbers; nothing of it holds before it is saved. */
export function PresetEditor({ preset, text, onSaved, onLeave }: PresetEditorProps) {
  const commands = useCommands();
  const [draft, setDraft] = useState<Draft>(() => draftOf(text));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [message, setMessage] = useState('');
  const isOwn = preset.own !== null;
  const change = (next: Draft): void => {
    setDraft(next);
    setFaults([]);
    setMessage('');
  };
  const save = async (): Promise<void> => {
    const written = textOf(draft);
    if ('faults' in written) { setFaults(written.faults); return; }
    const outcome = await commands.savePreset(isOwn ? preset.id : null, written.text);
    if (outcome.done) { onSaved(outcome.value.id); return; }
    setFaults(outcome.faults);
    setMessage(outcome.faults.length === 0 ? outcome.message : '');
  };
  const { places } = cellsOf(draft.rows);
  const wrongRows = new Set(faults.flatMap(({ path }) => { const at = /^model\.grid\.(\d+)/.exec(path)?.[1]; const row = at === undefined ? undefined : places[Number(at)]?.row; return row === undefined ? [] : [row]; }));
  return (
    <Dialog title={isOwn ? 'A scenario model of your own' : `A copy of ${displayText(preset.name, 80)}`} size="wide" onClose={onLeave}>
      <form className="paste-form" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <div className="dialog-body insight preset-editor" data-testid="preset-editor">
          <p className="preset-field name"><label htmlFor="preset-name">Name</label><input id="preset-name" type="text" className="words" maxLength={60} data-autofocus value={draft.name} aria-invalid={faults.some(({ path }) => path === 'name')} autoComplete="off" spellCheck={false} onChange={({ target }) => change({ ...draft, name: target.value })} /></p>
          <div className="preset-columns">
            <GridEditor rows={draft.rows} wrong={wrongRows} onChange={(rows) => change({ ...draft, rows })} />
            <FieldGroups draft={draft} unsure={new Map(preset.unsure.map(({ field, why }) => [field, why]))} faults={faults} onChange={change} />
          </div>
        </div>
        <div className="preset-faults" role="alert" data-testid="preset-faults">
          {faults.slice(0, TOLD).map(({ path, message: what }) => <p key={path}><code>{displayText(path, 80)}</code> {displayText(what, 300)}.</p>)}
          {faults.length > TOLD && <p>And {faults.length - TOLD} more.</p>}
          {message !== '' && <p>{displayText(message, 300)}</p>}
        </div>
        <footer>
          <Button className="ghost" onClick={onLeave}>Back without saving</Button>
          <Button kind="primary" type="submit">{isOwn ? 'Save' : 'Save as my own'}</Button>
        </footer>
      </form>
    </Dialog>
  );
}
