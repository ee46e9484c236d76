import { memo } from 'react';
import { STAGE_LEVELS } from '#shared/engine/stage.ts';
import type { AccountView } from '#shared/ipc/view.ts';
import { useAccount } from '../../state/screen.ts';
import { isUnderwater, missingFor } from '../../state/select/headline.ts';
import { headlineDecimals } from '../../state/select/money.ts';
import { useDerive } from '../../state/useDerive.ts';
import { Amount } from '../../ui/Amount.tsx';
import { Fig } from '../../ui/Fig.tsx';
import { FigureButton } from '../../ui/FigureButton.tsx';
import { openExactText, openText, percentText, ratioText } from '../../ui/format.ts';
import { stageWord } from '../../ui/StageBadge.tsx';
import { displayText } from '../../ui/text.ts';
import { Pools } from './Pools.tsx';
import { thresholds } from './thresholds.ts';
import './ladder.css';

type HeadlineName = 'equity' | 'adjustedEquity' | 'maintenanceMargin' | 'initialMargin' | 'freeMargin';

/** The load line: the margin ratio as water rising through the stages towards 100 %. */
export const Ladder = memo(function Ladder() {
  const account = useAccount((view) => view);
  if (account === null) return null;
  const { totals, valuationCurrency: unit } = account;
  return (
    <section className="panel ladder" aria-label="Margin ladder" tabIndex={-1}>
      <Bar account={account} />
      <div className="ladder-foot">
        <dl className="ladder-figures">
          <Sum label="Equity" value={totals.equity} name="equity" account={account} testId="equity" />
          <Sum label="Adjusted equity" value={totals.adjustedEquity} name="adjustedEquity" account={account} testId="adjusted-equity" />
          <Sum label="Maintenance margin" value={totals.maintenanceMargin} name="maintenanceMargin" account={account} testId="maintenance-margin" />
          <Sum label="Initial margin" value={totals.initialMargin} name="initialMargin" account={account} testId="initial-margin" className="roomy" />
          <Sum label="Free margin" value={totals.freeMargin} name="freeMargin" account={account} testId="free-margin" className="roomy" />
          <Fig label="Leverage" className="roomiest">
            {totals.leverage === null ? <Amount value={null} decimals={1} unit="" missing={missingFor(account, 'leverage')} /> : <span className="figure">{openText(totals.leverage, 1, 'ceil')}×</span>}
          </Fig>
        </dl>
        {thresholds(totals.bounds['maintenanceMargin'] === undefined ? totals.maintenanceMargin : null).map((mark) => (
          <div key={mark.stage} className={`tick stage-${mark.stage} ${mark.at >= 0.999 ? 'end' : ''} ${mark.stage === 'critical' ? 'before' : ''}`} style={{ left: `${mark.at * 100}%` }} title={mark.equity === null ? undefined : `${stageWord(mark.stage)} at an adjusted equity of ${mark.equity} ${unit}, with today's margin`}>
            <b>{mark.stage === 'liquidating' ? '' : stageWord(mark.stage)}</b> <span>{percentText(String(mark.at), mark.at * 1000 % 10 > 1 ? 1 : 0)}</span>
            <small>{mark.equity ?? '?'}</small>
          </div>
        ))}
      </div>
      <Pools account={account} />
    </section>
  );
});

type SumProps = Readonly<{ label: string; value: AccountView['totals']['equity']; name: HeadlineName; account: AccountView; testId: string; className?: string }>;

function Sum({ label, value, name, account, testId, className = '' }: SumProps) {
  const unit = account.valuationCurrency;
  const derive = useDerive();
  return (
    <Fig label={label} className={className}>
      <FigureButton onPress={() => derive({ of: 'account', figure: name })}>
        <Amount value={value} decimals={headlineDecimals(value, unit)} unit={unit} bound={account.totals.bounds[name]} missing={missingFor(account, name)} state={account.worstInput?.state} testId={testId} />
      </FigureButton>
    </Fig>
  );
}

function Bar({ account }: Readonly<{ account: AccountView }>) {
  const { marginRatio, bounds } = account.totals;
  const under = isUnderwater(account);
  const known = under || (marginRatio !== null && bounds['marginRatio'] !== 'unknown');
  const level = under ? 1 : Math.max(0, Math.min(1, Number(marginRatio ?? 0)));
  const bound = bounds['marginRatio'] === 'atLeast' ? '≥ ' : bounds['marginRatio'] === 'atMost' ? '≤ ' : '';
  const words = under ? 'no equity' : marginRatio === null || !known ? 'unknown' : `${bound}${ratioText(marginRatio)}`;
  const derive = useDerive();
  const edges = [0, ...STAGE_LEVELS.map((step) => step.ratio), 1];
  const stages = ['calm', ...STAGE_LEVELS.map((step) => step.stage)];
  return (
    <div className="bar-frame">
      <div className={`bar ${known && bound === '' ? '' : 'bar-unknown'}`} role="img" aria-label={`Margin ratio ${words} of the 100 % that liquidates`}>
        {stages.map((stage, at) => (
          <div key={stage} className={`zone stage-${stage}`} style={{ width: `${((edges[at + 1] ?? 1) - (edges[at] ?? 0)) * 100}%` }} />
        ))}
        {known && <Water level={level} stage={account.stage} />}
      </div>
      <span className={`level ${level > (printsAnother(account) ? 0.72 : 0.88) ? 'inside' : ''}`} style={{ left: `${level * 100}%` }}>
        <FigureButton testId="ratio-button" onPress={() => derive({ of: 'account', figure: 'marginRatio' })}>{known ? words : '? ratio unknown'}</FigureButton>
        <OwnRatio account={account} />
      </span>
    </div>
  );
}

/** As high as the ratio. It rises by transforms, which cost no layout however often it moves. */
/** What moves by less than this is not seen to: the page would be drawn for it at every frame. */
const STEPS = 1000;

function Water({ level: exact, stage }: Readonly<{ level: number; stage: AccountView['stage'] }>) {
  const level = Math.ceil(exact * STEPS) / STEPS;
  return (
    <>
      <div className={`water stage-${stage}`} style={{ transform: `scaleX(${level})` }} />
      <div className={`water-edge stage-${stage}`} style={{ transform: `translateX(${(level - 1) * 100}%)` }} />
    </>
  );
}

/** The venue's own ratio is another than ours, by its name or by which way up it stands. */
const printsAnother = ({ venueRatio: { label, value, higherIs }, totals }: AccountView): boolean =>
  value !== null && totals.bounds['marginRatio'] === undefined && (higherIs === 'safer' || label !== 'Margin ratio');

/** What the venue prints. */
function OwnRatio({ account }: Readonly<{ account: AccountView }>) {
  const { label, value, higherIs } = account.venueRatio;
  if (value === null || !printsAnother(account)) return null;
  return (
    <span className="own-ratio" data-testid="venue-ratio" title={`What the venue prints: ${displayText(label, 60)} ${openExactText(value)}, higher is ${higherIs}`}>
      {displayText(label, 30)} {percentText(value, 1, higherIs === 'safer' ? 'floor' : 'ceil')}
    </span>
  );
}
