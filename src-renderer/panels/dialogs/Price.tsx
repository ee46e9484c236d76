import { useId, useState } from 'react';
import type { Outcome } from '../../state/commands.ts';
import { useCommands, useWhatIf } from '../../state/screen.ts';
import { withChange } from '../../state/select/whatIfWords.ts';
import { Age } from '../../ui/Age.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { isPractised } from '../../ui/figureTitle.ts';
import { openExactText } from '../../ui/format.ts';
import { displayText } from '../../ui/text.ts';
import { Quoted } from './Quoted.tsx';
import type { DialogProps } from './dialogProps.ts';

/** A price typed in by hand: it wins over what is streamed until it is released. */
export function Price({ dialog: { accountId, priceKind, key, unit, price }, onClose }: DialogProps<'price'>) {
  const commands = useCommands();
  const [{ view }, whatIf] = useWhatIf();
  const isSupposed = view?.forkId === accountId;
  const [text, setText] = useState(price.state === 'manual' ? (price.value ?? '') : '');
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const id = useId();
  const manual = price.state === 'manual';
  const send = (command: Promise<Outcome<unknown>>): void => {
    setBusy(true);
    void command.then((outcome) => {
      setBusy(false);
      if (outcome.done) onClose();
      else setFault(outcome.message);
    });
  };
  return (
    <Dialog title={`${priceKind === 'mark' ? 'Mark' : 'Index'} of ${displayText(key, 60)}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(isSupposed ? whatIf.change((spec) => withChange(spec, { kind: 'setPrice', priceKind, key, value: text.trim() })) : commands.setPrice(accountId, priceKind, key, text.trim()));
        }}
      >
        <div className="dialog-body" data-testid="price-dialog">
          <p>{isSupposed ? 'It holds in this what-if alone, and moves of prices start from it. The live account keeps its own.' : manual ? 'A price typed in by hand is in use. It wins over the feed until it is released.' : 'A price typed in by hand wins over the feed until it is released, and every figure made from it says so.'}</p>
          <label className="field" htmlFor={id}>
            <span className="field-name">
              Price in {displayText(unit, 16)}
            </span>
            <input id={id} data-autofocus inputMode="decimal" autoComplete="off" spellCheck={false} value={text} placeholder={price.value ?? ''} aria-invalid={fault !== ''} aria-describedby={`${id}-fault`} onChange={(event) => setText(event.target.value)} />
          </label>
          <p className="field-error" id={`${id}-fault`} role="alert">
            {displayText(fault)}
          </p>
          {isPractised(price) && <p className="faint">A drill moves this price, and what you type here as well, until it ends.</p>}
          <Before price={price} unit={unit} />
          {priceKind === 'mark' && <Quoted accountId={accountId} symbol={key} />}
        </div>
        <footer>
          {manual && !isSupposed && (
            <Button disabled={busy} title="Every price of this account that was typed in or imported" onClick={() => send(commands.releaseAllPrices(accountId))}>
              Release all
            </Button>
          )}
          {manual && !isSupposed && (
            <Button disabled={busy} onClick={() => send(commands.releasePrice(accountId, priceKind, key))}>
              Release to the feed
            </Button>
          )}
          <Button kind="primary" type="submit" disabled={busy || text.trim() === ''}>
            Use this price
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

/** It stands over another one, which came from a feed or a document. */
const standsOver = (price: DialogProps<'price'>['dialog']['price']): boolean => price.state === 'manual' || price.state === 'supposed' || isPractised(price);

function Before({ price, unit }: Readonly<{ price: DialogProps<'price'>['dialog']['price']; unit: string }>) {
  const streamed = standsOver(price) ? price.underneath : price.value;
  if (streamed === null) return <p className="faint">No price has come from a feed or a document.</p>;
  return (
    <p className="faint">
      Last from a feed or document: {openExactText(streamed)} {displayText(unit, 16)}
      {!standsOver(price) && (
        <>
          , <Age at={price.at} /> ago
        </>
      )}
    </p>
  );
}
