import { useCallback } from 'react';
import { useCommands, useTerminal } from '../../../state/screen.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { useAsker, useCancellable, useProgress } from '../../../state/useComputing.ts';
import { useRepeated } from '../../../state/useRepeated.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { openText, percentText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { plain } from './chance.ts';
import { Progress } from '../Progress.tsx';

/** A bad day by simulation, beside the one of a normal distribution. */
export function SimulatedLosses({ accountId, unit }: Readonly<{ accountId: string; unit: string }>) {
  const commands = useCommands();
  const asker = useAsker();
  const { ask, ...ways } = useCancellable(useCallback(() => commands.simulatedRisk(accountId, asker), [commands, accountId, asker]), asker);
  const { value, fault, isAsking } = useRepeated(ask, useTerminal((terminal) => terminal.settings.marketMethod));
  const computing = { ...ways, ...useProgress(asker, isAsking) };
  const amount = { decimals: moneyDecimals(unit), unit };
  return (
    <section aria-label="A bad day, simulated" data-testid="simulated-losses">
      <h3>A bad day, simulated <span className="faint">log-normal moves, one day</span></h3>
      {fault !== null && <p className="insight-fault" role="alert">{displayText(fault)}</p>}
      {value?.status === 'unknown' && <p className="insight-hint unknown-words">Not known: needs {displayText(missingWords(value.missing.split(', ')))}.</p>}
      {value?.status === 'known' && (
        <>
          <dl className="lines">
            {value.tails.map(({ confidence, valueAtRisk, standardError, expectedShortfall }) => (
              <div key={confidence} className="tail">
                <dt>VaR {percentText(plain(confidence), 0)}</dt>
                <dd>
                  <b><Amount value={valueAtRisk} {...amount} mode="ceil" testId="simulated-var" /></b>
                  <small className="faint">± <Amount value={standardError} {...amount} mode="ceil" />, then <Amount value={expectedShortfall} {...amount} mode="ceil" testId="simulated-shortfall" /> in the mean</small>
                </dd>
              </div>
            ))}
          </dl>
          <p className="insight-hint faint">{openText(plain(value.paths), 0)} paths, every row and holding valued anew on each; ± is the standard error.</p>
        </>
      )}
      <Progress of={computing} label="Simulating a bad day" />
    </section>
  );
}
