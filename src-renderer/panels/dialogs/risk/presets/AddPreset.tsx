import { useId, useState } from 'react';
import type { Fault } from '#shared/domain/failure.ts';
import { useCommands } from '../../../../state/screen.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { FileButton } from '../../../../ui/FileButton.tsx';
import { PasteFaults } from '../../PasteFaults.tsx';
import '../../paste.css';

/** A scenario model from a document, read from a file or pasted. */
export function AddPreset({ onAdded, onLeave }: Readonly<{ onAdded: (id: string) => void; onLeave: () => void }>) {
  const commands = useCommands();
  const id = useId();
  const [text, setText] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [message, setMessage] = useState('');
  const add = async (): Promise<void> => {
    const outcome = await commands.importPreset(text);
    if (outcome.done) { onAdded(outcome.value.id); return; }
    setFaults(outcome.faults);
    setMessage(outcome.message);
  };
  return (
    <Dialog title="Add a scenario model" size="wide" onClose={onLeave}>
      <form className="paste-form" onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <div className="dialog-body insight paste" data-testid="preset-add">
          <label htmlFor={id}>A document of the kind that “Save as a file” writes</label>
          <textarea id={id} data-autofocus rows={14} spellCheck={false} value={text} placeholder={'{ "schema": "plimsoll.scenario-preset/1", "name": …, "model": … }'} onChange={({ target }) => { setText(target.value); setFaults([]); setMessage(''); }} />
          <PasteFaults message={message} faults={faults} />
        </div>
        <footer>
          <FileButton accept=".json,application/json" onFile={(file) => void file.text().then(setText)}>Read a file…</FileButton>
          <Button className="ghost" onClick={onLeave}>Back</Button>
          <Button kind="primary" type="submit" disabled={text.trim() === ''}>Add it</Button>
        </footer>
      </form>
    </Dialog>
  );
}
