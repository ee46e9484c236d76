import type { ReactNode } from 'react';
import type { ContributionView, NeedView } from '#shared/ipc/contributionView.ts';
import type { FigureView } from '#shared/ipc/figureView.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { exactText, percentText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { BoundedRatio } from '../Bounded.tsx';

/** What pooling saves against this move, and how much of adjusted equity is in use today. */
export function Efficiency({ view: { efficiency, initialMarginUse, maintenanceMarginUse, valuationCurrency: unit } }: Readonly<{ view: ContributionView }>) {
  return (
    <section aria-label="Cross-margin efficiency and use">
      <h3>Cross margin saves</h3>
      {efficiency.status === 'unknown' ? (
        <p className="insight-hint unknown-words">Not known: needs {displayText(missingWords(efficiency.missing.split(', ')))}.</p>
      ) : (
        <dl className="lines">
          <Line name="Needed together" title="What the pools lose at this move, and the maintenance margin after it">
            <Need need={efficiency.pooled} unit={unit} testId="pooled-need" />
          </Line>
          <Line name="Needed one by one" title="The same if every line stood in a pool of its own">
            <Need need={efficiency.standAlone} unit={unit} testId="stand-alone-need" />
          </Line>
          <Line name="Saved by pooling" strong>
            <span className="figure" data-testid="saving" title={exactText(efficiency.saving)}>{percentText(efficiency.saving, 1, 'floor')}</span>
          </Line>
        </dl>
      )}
      <h3 className="second">Margin in use now</h3>
      <dl className="lines">
        <Use name="Initial" figure={initialMarginUse} title="Initial margin as a part of adjusted equity: at 100 % nothing more can be opened" testId="initial-use" />
        <Use name="Maintenance" figure={maintenanceMarginUse} title="Maintenance margin as a part of adjusted equity: 100 % liquidates" testId="maintenance-use" />
      </dl>
    </section>
  );
}

export function Line({ name, title, strong = false, children }: Readonly<{ name: string; title?: string; strong?: boolean; children: ReactNode }>) {
  return (
    <div className={strong ? 'strong' : undefined}>
      <dt title={title}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Need({ need: { loss, maintenanceMargin, need }, unit, testId }: Readonly<{ need: NeedView; unit: string; testId: string }>) {
  return (
    <span title={`${exactText(loss)} lost, ${exactText(maintenanceMargin)} maintenance margin, ${displayText(unit, 16)}`}>
      <Amount value={need} decimals={moneyDecimals(unit)} unit={unit} mode="ceil" testId={testId} />
    </span>
  );
}

function Use({ name, figure, title, testId }: Readonly<{ name: string; figure: FigureView; title: string; testId: string }>) {
  const level = figure.value === null || figure.bound === 'unknown' ? null : Math.max(0, Math.min(1, Number(figure.value)));
  return (
    <Line name={name} title={title}>
      <span className="use">
        <span className="use-bar" aria-hidden="true">{level !== null && <i style={{ width: `${level * 100}%` }} />}</span>
        <BoundedRatio figure={figure} missing="an input of the account is missing" testId={testId} />
      </span>
    </Line>
  );
}
