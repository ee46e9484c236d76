import { useEffect, useState } from 'react';
import { useCommands } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy.ts';
import { downloadText } from '../../ui/download.ts';
import { useBriefly } from '../../ui/grid/GridTools.tsx';
import { displayText } from '../../ui/text.ts';
import { ClosingDialog } from './ClosingDialog.tsx';
import './diagnostics.css';

const NO_LINES: readonly string[] = [];

/** Every line of what may be given to whoever looks for a fault, before it is saved or copied; any of them can be left out. */
export function Diagnostics({ onClose }: Readonly<{ onClose: () => void }>) {
  const commands = useCommands();
  const [lines, setLines] = useState<readonly string[] | null>(null);
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set());
  const [fault, setFault] = useState('');
  const [copied, say] = useBriefly();
  useEffect(() => {
    void commands.diagnostics().then((outcome) => (outcome.done ? setLines(outcome.value) : setFault(outcome.message)));
  }, [commands]);
  const kept = (lines ?? NO_LINES).filter((_line, at) => !leftOut.has(at));
  const text = `${kept.join('\n')}\n`;
  const toggle = (at: number): void => setLeftOut((before) => (before.has(at) ? new Set([...before].filter((other) => other !== at)) : new Set([...before, at])));
  const copy = (): void => {
    copyText(text);
    say('Copied');
  };
  return (
    <ClosingDialog
      testId="diagnostics" title="Diagnostics" size="wide" onClose={onClose}
      actions={
        <>
          <Button icon={copied === '' ? 'copy' : 'check'} disabled={kept.length === 0} onClick={copy}>{copied === '' ? 'Copy' : copied}</Button>
          <Button icon="save" disabled={kept.length === 0} onClick={() => downloadText('plimsoll-diagnostics.txt', 'text/plain', text)}>Save as a file</Button>
        </>
      }
    >
      <p>This is all that would be in the file. It is sent nowhere. No account name, amount, price, symbol, address, rule or path is in it; untick what you would rather keep.</p>
      <p className="field-error" role="alert">{displayText(fault)}</p>
      {lines === null && fault === '' && <p className="faint" aria-busy="true">Reading…</p>}
      {lines !== null && (
        <ul className="diagnostic-lines" aria-label="Lines of the file">
          {lines.map((line, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines are read once and keep their places
            <li key={at}>
              <label className={leftOut.has(at) ? 'left-out' : ''}>
                <input type="checkbox" checked={!leftOut.has(at)} onChange={() => toggle(at)} />
                <span>{displayText(line, 400)}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </ClosingDialog>
  );
}
