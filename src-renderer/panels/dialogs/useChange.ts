import { useState } from 'react';
import type { Outcome } from '../../state/commands.ts';

/** Runs a change, and keeps the sentence that says why it was not made. */
export function useChange() {
  const [fault, setFault] = useState('');
  const send = async (command: Promise<Outcome<unknown>>): Promise<boolean> => {
    const outcome = await command;
    setFault(outcome.done ? '' : outcome.message);
    return outcome.done;
  };
  return { fault, setFault, send };
}
