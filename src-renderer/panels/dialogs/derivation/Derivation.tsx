import { useCallback, useEffect, useState } from 'react';
import type { DerivationView } from '#shared/ipc/derivationView.ts';
import type { FigureRef } from '#shared/ipc/figureRef.ts';
import type { Outcome } from '../../../state/commands.ts';
import { useCommands } from '../../../state/screen.ts';
import { figuresBeside, isRatio } from '../../../state/select/figureNames.ts';
import { Button } from '../../../ui/Button.tsx';
import { displayText } from '../../../ui/text.ts';
import { clockText } from '../../../ui/time.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import type { DialogProps } from '../dialogProps.ts';
import { FileButtons } from './FileButtons.tsx';
import { Result } from './Result.tsx';
import { StepTree } from './StepTree.tsx';
import '../insight.css';
import './derivation.css';

/** How one figure comes about, step by step, as of one moment: it stays still while it is read. */
export function Derivation({ dialog: { accountId, name, unit, figure: first }, onClose }: DialogProps<'derivation'>) {
  const [figure, setFigure] = useState(first);
  const { answer, again } = useDerivation(accountId, figure);
  const view = answer?.done === true ? answer.value : null;
  const label = figuresBeside(figure).find((beside) => beside.figure.figure === figure.figure)?.label ?? '';
  return (
    <ClosingDialog testId="derivation" title={`How it comes about: ${displayText(name, 60)}`} size="full" bodyClass="insight derivation" onClose={onClose} actions={view === null ? undefined : <FileButtons file={view.file} />}>
      <div className="derivation-head">
        <FigureChoice figure={figure} onChoose={setFigure} />
        {view !== null && <Result figure={view.figure} ratio={isRatio(figure)} unit={view.tree?.unit ?? null} money={unit} label={label} />}
        {view !== null && (
          <span className="faint derivation-when">
            at {clockText(view.asOf)} UTC · {displayText(view.parameterSetId, 60)}
          </span>
        )}
        <Button icon="reconnect" onClick={again} title="Compute it anew at the prices of now">
          Now
        </Button>
      </div>
      {answer?.done === false && <p className="insight-fault" role="alert">{displayText(answer.message)}</p>}
      {answer === null && <p className="faint" aria-busy="true">Computing…</p>}
      {view?.tree === null && <p className="insight-fault">The steps do not add up to the figure that is shown, so they are not shown as its reason. Please report this with the exported document.</p>}
      {view !== null && view.tree !== null && <StepTree key={`${figure.figure} ${view.asOf}`} root={view.tree} money={unit} label={`${label} of ${displayText(name, 60)}`} />}
    </ClosingDialog>
  );
}

type Asked = Readonly<{ answer: Outcome<DerivationView> | null; again: () => void }>;

function useDerivation(accountId: string, figure: FigureRef): Asked {
  const commands = useCommands();
  const [answer, setAnswer] = useState<Outcome<DerivationView> | null>(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    let wanted = true;
    void commands.derivation(accountId, figure).then((outcome) => {
      if (wanted) setAnswer(outcome);
    });
    return () => {
      wanted = false;
    };
  }, [commands, accountId, figure, count]);
  return { answer, again: useCallback(() => setCount((before) => before + 1), []) };
}

function FigureChoice({ figure, onChoose }: Readonly<{ figure: FigureRef; onChoose: (figure: FigureRef) => void }>) {
  const choices = figuresBeside(figure);
  return (
    <select
      className="figure-choice"
      aria-label="Figure"
      value={figure.figure}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice.figure.figure === event.target.value);
        if (chosen !== undefined) onChoose(chosen.figure);
      }}
    >
      {choices.map((choice) => (
        <option key={choice.figure.figure} value={choice.figure.figure}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}
