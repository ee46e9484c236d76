import { useId, useState } from 'react';
import { DRILL_MINUTES, DRILL_PERCENT } from '#shared/ipc/limits.ts';
import { useAccount, useCommands } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { displayText } from '../../ui/text.ts';
import type { DialogProps } from './dialogProps.ts';
import { useChange } from './useChange.ts';

const ALL = '';
const USUAL = '-20';

/** Moves the prices of an account for practice, so that its warnings can be lived through once. */
export function Drill({ dialog: { accountId, accountName }, onClose }: DialogProps<'drill'>) {
  const commands = useCommands();
  const { fault, setFault, send } = useChange();
  const assets = useAccount((account) => account.underlyings) ?? [];
  const [text, setText] = useState(USUAL);
  const [asset, setAsset] = useState(ALL);
  const id = useId();
  const start = async (): Promise<void> => {
    const percent = Number(text.trim().replace('−', '-'));
    if (text.trim() === '' || !Number.isInteger(percent) || percent < DRILL_PERCENT.least || percent > DRILL_PERCENT.most) {
      setFault(`Move: expected a whole number from ${DRILL_PERCENT.least} to ${DRILL_PERCENT.most} percent.`);
      return;
    }
    if (await send(commands.startDrill(accountId, percent, asset === ALL ? null : asset))) onClose();
  };
  return (
    <Dialog title="Drill: move prices for practice" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <div className="dialog-body" data-testid="drill">
          <p>
            The prices of {displayText(accountName, 80)} are shown moved by so much, and go on with the market. Figures, stages and warnings follow, sound and notifications included; each says that it is a drill. Nothing is stored but the warnings. It ends by itself after {DRILL_MINUTES} minutes.
          </p>
          <div className="host-form">
            <label htmlFor={`${id}-move`}>Move in percent</label>
            <input id={`${id}-move`} className="short" inputMode="text" autoComplete="off" value={text} aria-invalid={fault !== ''} aria-describedby={`${id}-fault`} onChange={(event) => setText(event.target.value)} />
            <label htmlFor={`${id}-asset`}>of</label>
            <select id={`${id}-asset`} value={asset} onChange={(event) => setAsset(event.target.value)}>
              <option value={ALL}>everything, by beta</option>
              {assets.map(({ asset: name }) => (
                <option key={name} value={name}>
                  {displayText(name, 20)}
                </option>
              ))}
            </select>
          </div>
          <p className="field-error" id={`${id}-fault`} role="alert">
            {displayText(fault)}
          </p>
        </div>
        <footer>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            Start drill
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
