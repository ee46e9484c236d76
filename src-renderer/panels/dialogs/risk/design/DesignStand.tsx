import type { ReactNode } from 'react';
import type { DesignView, StandView } from '#shared/ipc/designView.ts';
import { moneyDecimals } from '../../../../state/select/money.ts';
import { LiquidationPrice } from '../../../../ui/Distance.tsx';
import { StageIcon, stageWord } from '../../../../ui/StageBadge.tsx';
import { displayText } from '../../../../ui/text.ts';
import { BoundedAmount, BoundedRatio } from '../../Bounded.tsx';

const MISSING = 'an input is missing';

/** The account as it is beside itself under the set that is typed, re-priced at the prices of now. */
export function DesignStand({ view: { before, after, liquidations, valuationCurrency: unit } }: Readonly<{ view: DesignView }>) {
  const amount = { decimals: moneyDecimals(unit), unit, missing: MISSING };
  const line = (id: string, name: string, fields: readonly (keyof StandView)[], of: (stand: StandView, testId: string) => ReactNode) =>
    <Line key={id} id={id} name={name} before={of(before, `design-${id}-before`)} after={of(after, `design-${id}-after`)} same={fields.every((field) => isSame(before[field], after[field]))} />;
  const isAbove = before.initialMargin.value !== null && after.maintenanceMargin.value !== null && after.initialMargin.value !== null && Number(after.maintenanceMargin.value) > Number(after.initialMargin.value);
  return (
    <section aria-label="The account under it" className="design-stand">
      <h3>The account <span className="faint">at the prices of now</span></h3>
      <div className="table-scroll" role="region" aria-label="The account without and with the set, table" tabIndex={0}>
        <table>
          <caption className="hidden-text">The account as it is, and under the set that is typed</caption>
          <thead><tr><th scope="col">Figure</th><th scope="col">As it is</th><th scope="col">Under the set</th></tr></thead>
          <tbody>
            {line('stage', 'Stage', ['stage', 'unsure'], (stand, testId) => <StageWord stand={stand} testId={testId} />)}
            {line('ratio', 'Margin ratio', ['marginRatio'], ({ marginRatio }, testId) => <BoundedRatio figure={marginRatio} missing={MISSING} testId={testId} />)}
            {line('buffer', 'Buffer', ['buffer'], ({ buffer }, testId) => <BoundedAmount figure={buffer} {...amount} mode="floor" testId={testId} />)}
            {line('equity', 'Equity', ['equity'], ({ equity }, testId) => <BoundedAmount figure={equity} {...amount} mode="floor" testId={testId} />)}
            {line('adjusted', 'Adjusted equity', ['adjustedEquity'], ({ adjustedEquity }, testId) => <BoundedAmount figure={adjustedEquity} {...amount} mode="floor" testId={testId} />)}
            {line('maintenance', 'Maintenance margin', ['maintenanceMargin'], ({ maintenanceMargin }, testId) => <BoundedAmount figure={maintenanceMargin} {...amount} mode="ceil" testId={testId} />)}
            {line('initial', 'Initial margin', ['initialMargin'], ({ initialMargin }, testId) => <BoundedAmount figure={initialMargin} {...amount} mode="ceil" testId={testId} />)}
            {liquidations.map(({ asset, reference, priceDecimals, ...own }) => {
              const price = (view: typeof own.before) => <LiquidationPrice view={view} below={view.status !== 'price' || Number(view.price) <= Number(reference ?? view.price)} decimals={priceDecimals} unit={unit} />;
              return <Line key={asset} id={`liquidation-${asset}`} name={`Liquidation, ${displayText(asset, 12)}`} before={price(own.before)} after={price(own.after)} same={isSame(own.before, own.after)} />;
            })}
          </tbody>
        </table>
      </div>
      {isAbove && <p className="insight-hint unknown-words" data-testid="design-above">Maintenance is above initial margin: what may be opened under this set is liquidated at once.</p>}
    </section>
  );
}

/** What is not known cannot be called calm. */
function StageWord({ stand: { stage, unsure }, testId }: Readonly<{ stand: StandView; testId: string }>) {
  if (unsure && stage === 'calm') return <span className="unknown" title="Some inputs are unknown, and what is known asks for no warning" data-testid={testId}>? Unknown</span>;
  return <span className={`stage-${stage}`} title={unsure ? 'Some inputs are unknown: the stage counts only what is known' : undefined} data-testid={testId}><StageIcon stage={stage} size={10} /> {stageWord(stage)}{unsure ? ' ?' : ''}</span>;
}

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** What changes stands out. */
function Line({ id, name, before, after, same }: Readonly<{ id: string; name: string; before: ReactNode; after: ReactNode; same: boolean }>) {
  return <tr data-testid={`design-line-${id}`}><th scope="row">{name}</th><td>{before}</td><td className={same ? 'soft' : 'design-changed'}>{after}</td></tr>;
}
