import { useId, useState } from 'react';
import { PRICE_BAND } from '#shared/ipc/limits.ts';
import { useCommands } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { displayText } from '../../ui/text.ts';
import { useChange } from './useChange.ts';

/** How far a price may be off before it is held back. */
export function Band({ percent }: Readonly<{ percent: number }>) {
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
