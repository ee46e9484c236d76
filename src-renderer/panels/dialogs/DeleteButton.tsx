import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { displayText } from '../../ui/text.ts';

/** Deleting is asked about once, in place. */
export function DeleteButton({ name, onDelete }: Readonly<{ name: string; onDelete: () => void }>) {
  const [asked, setAsked] = useState(false);
  return asked
    ? <Button kind="danger" onClick={onDelete}>Delete it</Button>
    : <Button onClick={() => setAsked(true)} title="Asks once more">Delete<span className="hidden-text"> {displayText(name, 60)}</span></Button>;
}
