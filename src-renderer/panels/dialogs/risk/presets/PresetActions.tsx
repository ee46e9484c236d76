import { useState } from 'react';
import type { PresetView } from '#shared/ipc/scenarioMarginView.ts';
import { useCommands } from '../../../../state/screen.ts';
import { Button } from '../../../../ui/Button.tsx';
import { downloadText } from '../../../../ui/download.ts';
import { displayText } from '../../../../ui/text.ts';
import { AddPreset } from './AddPreset.tsx';
import { PresetEditor } from './PresetEditor.tsx';

/** What can be done with the chosen model. `onChosen` is told which one is asked then; null is the first. */
type PresetActionsProps = Readonly<{ preset: PresetView; onChosen: (id: string | null) => void }>;

export function PresetActions({ preset, onChosen }: PresetActionsProps) {
  const commands = useCommands();
  const [editing, setEditing] = useState<Readonly<{ preset: PresetView; text: string }> | null>(null);
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<string | null>(null);
  const [fault, setFault] = useState('');
  const isOwn = preset.own !== null;
  const withText = async (then: (text: string) => void): Promise<void> => {
    const outcome = await commands.presetText(preset.id);
    setFault(outcome.done ? '' : outcome.message);
    if (outcome.done) then(outcome.value.text);
  };
  const remove = async (): Promise<void> => {
    const outcome = await commands.removePreset(preset.id);
    setFault(outcome.done ? '' : outcome.message);
    setAsked(null);
    if (outcome.done) onChosen(null);
  };
  const chosen = (id: string): void => {
    setEditing(null);
    setAdding(false);
    onChosen(id);
  };
  return (
    <span className="pm-actions">
      <Button onClick={() => void withText((text) => setEditing({ preset, text }))}>{isOwn ? 'Edit…' : 'Edit a copy…'}</Button>
      <Button icon="save" iconOnly title="Save as a file" onClick={() => void withText((text) => downloadText(`${fileName(preset.name)}.json`, 'application/json', text))}>Save {displayText(preset.name, 60)} as a file</Button>
      {isOwn && (asked === preset.id ? <Button kind="danger" onClick={() => void remove()}>Delete it</Button> : <Button title="Asks once more" onClick={() => setAsked(preset.id)}>Delete</Button>)}
      <Button onClick={() => setAdding(true)}>Add from a document…</Button>
      {fault !== '' && <span className="insight-fault" role="alert">{displayText(fault, 300)}</span>}
      {editing !== null && <PresetEditor preset={editing.preset} text={editing.text} onSaved={chosen} onLeave={() => setEditing(null)} />}
      {adding && <AddPreset onAdded={chosen} onLeave={() => setAdding(false)} />}
    </span>
  );
}

const fileName = (name: string): string => `plimsoll-model-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40) || 'unnamed'}`;
