import { useState } from 'react';
import type { DesignSpec } from '#shared/ipc/design.ts';
import { useCommands } from '../../../../state/screen.ts';
import { Button } from '../../../../ui/Button.tsx';
import { downloadText } from '../../../../ui/download.ts';
import { displayText } from '../../../../ui/text.ts';

const WORDS = 'As a venue profile with one parameter set, valid from now, under a new id. The set that it is from stays as it is';

/** The set as a file, which the terminal opens like any other profile; and back to the set that the account has. */
export function SaveDesign({ accountId, spec, ready, onReset }: Readonly<{ accountId: string; spec: DesignSpec; ready: boolean; onReset: () => void }>) {
  const commands = useCommands();
  const [said, setSaid] = useState('');
  const save = async (): Promise<void> => {
    const outcome = await commands.exportDesign(accountId, spec);
    if (outcome.done) downloadText(outcome.value.fileName, outcome.value.mimeType, outcome.value.text);
    const faults = outcome.done ? [] : outcome.faults.map(({ path, message }) => `${path}: ${message}`);
    setSaid(outcome.done ? `Saved as ${outcome.value.fileName}. Open it, and documents may name it.` : [outcome.message, ...faults].join(' '));
  };
  return (
    <div className="design-save">
      <Button icon="save" disabled={!ready} title={ready ? WORDS : 'Type a factor, a weight or a σ first'} onClick={() => void save()}>Save as parameter set</Button>
      <Button onClick={onReset}>Reset</Button>
      <span className="soft" role="status" data-testid="design-said">{displayText(said, 400)}</span>
    </div>
  );
}
