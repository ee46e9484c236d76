import { useCallback, useState } from 'react';
import type { ScenarioMarginView } from '#shared/ipc/scenarioMarginView.ts';
import type { DecimalText } from '#shared/num/units.ts';
import { isWhatIf } from '#shared/ipc/whatIf.ts';
import { useCommands } from '../../../state/screen.ts';
import { useAsker, useCancellable, useProgress } from '../../../state/useComputing.ts';
import { useRepeated } from '../../../state/useRepeated.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { displayText } from '../../../ui/text.ts';
import { BoundedAmount, BoundedRatio } from '../Bounded.tsx';
import type { DialogProps } from '../dialogProps.ts';
import type { HeatFigure } from './Heat.tsx';
import { Presets } from './Presets.tsx';
import { RiskDialog } from './RiskDialog.tsx';
import type { OnGroup } from './Strategies.tsx';
import { Unit } from './Unit.tsx';

/** The book under a scenario model, beside what the account's own model asks, and why. */
export function PortfolioMargin({ dialog: { accountId, accountName }, onClose }: DialogProps<'portfolioMargin'>) {
  const commands = useCommands();
  // An object, so that a model that was saved under the same name is asked anew.
  const [choice, setChoice] = useState<Readonly<{ preset: string | null }>>({ preset: null });
  const [days, setDays] = useState(0);
  const [heat, setHeat] = useState<HeatFigure>('ratio');
  const asker = useAsker();
  const [regrouped, setRegrouped] = useState(0);
  // What was put together anew is asked about at once.
  const { ask, ...ways } = useCancellable(useCallback(() => { void regrouped; return commands.scenarioMargin(accountId, choice.preset, days, asker); }, [commands, accountId, choice, days, asker, regrouped]), asker);
  const answer = useRepeated(ask);
  const progress = useProgress(asker, answer.isAsking);
  const onGroup: OnGroup = async (asset, groups) => {
    const outcome = await commands.groupStrategies(accountId, asset, groups);
    if (outcome.done) setRegrouped((before) => before + 1);
    return outcome.done ? null : outcome.message;
  };
  return (
    <RiskDialog testId="portfolio-margin" title="Portfolio margin" accountName={accountName} lead="what a scenario model would ask of this book, and why; it changes nothing" answer={answer} computing={{ ...ways, ...progress }} onClose={onClose}>
      {(view) => (
        <>
          <Presets view={view} days={days} onChoose={(preset) => setChoice({ preset })} onRoll={setDays} />
          <Totals view={view} />
          {view.units.length === 0 && <p className="faint">There is no position that a scenario model margins: isolated ones are pools of their own.</p>}
          {view.units.map((unit) => <Unit key={unit.asset} unit={unit} currency={view.valuationCurrency} onGroup={isWhatIf(accountId) ? null : onGroup} heat={heat} onHeat={setHeat} />)}
          {view.outside.length > 0 && <p className="insight-hint faint">In no unit, and in equity at its price: {displayText(view.outside.join(', '), 200)}.</p>}
        </>
      )}
    </RiskDialog>
  );
}

function Totals({ view: { lacking, equity, initial, maintenance, ratio, standard, valuationCurrency: unit } }: Readonly<{ view: ScenarioMarginView }>) {
  const amount = { decimals: moneyDecimals(unit), unit };
  const missing = `needs ${displayText(lacking.join(', '), 300)}`;
  const told = (value: DecimalText): DecimalText | null => (lacking.length === 0 ? value : null);
  return (
    <div className="table-scroll pm-totals" role="region" aria-label="Totals, table" tabIndex={0}>
      <table>
        <caption className="hidden-text">The account under the scenario model and under its own</caption>
        <thead><tr><th scope="col">Model</th><th scope="col">Equity</th><th scope="col">Initial</th><th scope="col">Maintenance</th><th scope="col">Margin ratio</th></tr></thead>
        <tbody>
          <tr data-testid="pm-scenario">
            <th scope="row">Scenario model</th>
            <td><Amount value={told(equity)} {...amount} missing={missing} mode="floor" testId="pm-equity" /></td>
            <td><Amount value={told(initial)} {...amount} missing={missing} mode="ceil" /></td>
            <td><Amount value={told(maintenance)} {...amount} missing={missing} mode="ceil" testId="pm-maintenance" /></td>
            <td className="lead-figure"><BoundedRatio figure={lacking.length === 0 ? { value: ratio, bound: null } : { value: null, bound: 'unknown' }} missing={missing} testId="pm-ratio" /></td>
          </tr>
          <tr>
            <th scope="row">Its own model</th>
            <td className="faint">as above, weighed</td>
            <td><BoundedAmount figure={standard.initial} {...amount} missing="an input is missing" mode="ceil" /></td>
            <td><BoundedAmount figure={standard.maintenance} {...amount} missing="an input is missing" mode="ceil" /></td>
            <td className="lead-figure"><BoundedRatio figure={standard.ratio} missing="an input is missing" /></td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
