import type { DecimalText } from '#shared/num/units.ts';
import type { FigureView } from '#shared/ipc/figureView.ts';
import type { WhatIfFigure, WhatIfStage, WhatIfView } from '#shared/ipc/whatIfView.ts';
import { moneyDecimals } from '../../state/select/money.ts';
import { Amount } from '../../ui/Amount.tsx';
import { Move } from '../../ui/Distance.tsx';
import { exactText, NONE, signedPercentText, signOf } from '../../ui/format.ts';
import { presentation } from '../../ui/presentation.ts';
import { Ratio } from '../../ui/Ratio.tsx';
import { StageIcon, stageWord } from '../../ui/StageBadge.tsx';
import { displayText } from '../../ui/text.ts';

const NAMES: Readonly<Record<WhatIfFigure['name'], string>> = {
  marginRatio: 'Margin ratio', buffer: 'Buffer', equity: 'Equity', adjustedEquity: 'Adjusted equity', maintenanceMargin: 'Maintenance margin', initialMargin: 'Initial margin', freeMargin: 'Free margin',
};

/** Margin grows the danger, money makes it smaller: this decides which way is rounded. */
const RISKY: ReadonlySet<WhatIfFigure['name']> = new Set(['marginRatio', 'maintenanceMargin', 'initialMargin']);

/** Stage, ratio, buffer and the sums behind them, before and after. */
export function Effect({ view }: Readonly<{ view: WhatIfView }>) {
  const unit = view.valuationCurrency;
  return (
    <table className="before-after effect" data-testid="what-if-effect">
      <caption className="hidden-text">Headlines before and after the changes</caption>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
          <th scope="col">Change</th>
        </tr>
      </thead>
      <tbody>
        <tr data-testid="effect-stage">
          <th scope="row">Stage</th>
          <td><StageWord stage={view.stage.before} testId="stage-before" /></td>
          <td className="after"><StageWord stage={view.stage.after} testId="stage-after" /></td>
          <td>{view.stage.before.stage === view.stage.after.stage ? <span className="faint">same</span> : <span className="clip stage-why" title={displayText(view.stage.after.reason)}>{displayText(view.stage.after.reason, 40) || 'clears'}</span>}</td>
        </tr>
        {view.figures.map((figure) => <FigureRow key={figure.name} figure={figure} unit={unit} />)}
        <tr>
          <th scope="row" title="The common move of all marks that liquidates the account">All marks together</th>
          <td><Move view={view.jointMove.before} /></td>
          <td className="after"><Move view={view.jointMove.after} testId="joint-after" /></td>
          <td><MoveChange {...view.jointMove} /></td>
        </tr>
      </tbody>
    </table>
  );
}

/** Farther from liquidation is better, whichever way the market must go. */
function MoveChange({ before, after }: WhatIfView['jointMove']) {
  if (before.status !== 'move' || after.status !== 'move') return <span className="faint">{before.status === after.status ? 'same' : NONE}</span>;
  const [own, other] = [Math.abs(Number(before.move)), Math.abs(Number(after.move))];
  return own === other ? <span className="faint">same</span> : <span className={other > own ? 'gain' : 'loss'}>{other > own ? 'farther' : 'nearer'}</span>;
}

function StageWord({ stage: { stage, reason, incomplete }, testId }: Readonly<{ stage: WhatIfStage; testId: string }>) {
  if (incomplete && stage === 'calm') return <span className="unknown" title="Some inputs are unknown, and what is known asks for no warning" data-testid={testId}>? Unknown</span>;
  return (
    <span className={`stage-word stage-${stage}`} title={reason === '' ? undefined : displayText(reason)} data-testid={testId} data-stage={stage}>
      <StageIcon stage={stage} size={10} /> {stageWord(stage)}{incomplete ? ' ?' : ''}
    </span>
  );
}

function FigureRow({ figure, unit }: Readonly<{ figure: WhatIfFigure; unit: string }>) {
  const { name, before, after, change } = figure;
  return (
    <tr data-testid={`effect-${name}`} className={name === 'marginRatio' || name === 'buffer' ? 'strong' : undefined}>
      <th scope="row">{NAMES[name]}</th>
      <td><Figure name={name} figure={before} unit={unit} testId={`${name}-before`} /></td>
      <td className="after"><Figure name={name} figure={after} unit={unit} testId={`${name}-after`} /></td>
      <td><Change name={name} change={change} unit={unit} /></td>
    </tr>
  );
}

function Figure({ name, figure: { value, bound }, unit, testId }: Readonly<{ name: WhatIfFigure['name']; figure: FigureView; unit: string; testId: string }>) {
  const missing = 'an input is missing';
  if (name !== 'marginRatio') return <Amount value={value} decimals={moneyDecimals(unit)} unit={unit} mode={RISKY.has(name) ? 'ceil' : 'floor'} bound={bound ?? undefined} missing={missing} testId={testId} />;
  if (value === null && bound === null) return <span className="figure loss" title="Adjusted equity is zero or below while margin is still required" data-testid={testId}>no equity</span>;
  return <Ratio value={value} bound={bound ?? undefined} missing={missing} testId={testId} />;
}

/** Worse is coloured as a loss, better as a gain, whichever way the figure stands; the sign says which. */
function Change({ name, change, unit }: Readonly<{ name: WhatIfFigure['name']; change: DecimalText | null; unit: string }>) {
  if (change === null) return <span className="faint" title="One of the two is not known exactly">{NONE}</span>;
  const sign = signOf(change);
  if (sign === 0) return <span className="faint">same</span>;
  const tone = (sign > 0) === RISKY.has(name) ? 'loss' : 'gain';
  if (name === 'marginRatio') return <span className={`figure ${tone}`} title={`${exactText(change)} of adjusted equity`}>{signedPercentText(change, 1, 'ceil').replace('%', 'pp')}</span>;
  return <Amount value={change} decimals={moneyDecimals(unit)} unit={unit} signed className={presentation().masked ? '' : tone} />;
}
