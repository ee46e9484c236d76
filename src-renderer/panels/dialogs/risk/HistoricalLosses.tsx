import { useCallback } from 'react';
import type { HistoricalRiskView, TailOfDays } from '#shared/ipc/riskView.ts';
import { utcDayText } from '#shared/util/utcDay.ts';
import { useCommands } from '../../../state/screen.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { useAsker, useCancellable, useProgress } from '../../../state/useComputing.ts';
import { useRepeated } from '../../../state/useRepeated.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { percentText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { plain } from './chance.ts';
import { Progress } from '../Progress.tsx';

/** Unknown for want of days, not of anything about the account. */
const LACKS_DAYS = /\breturns?\b/;

/** A bad day as the book of now would have had it on the days of the past, as they were and at the volatility of now. */
export function HistoricalLosses({ accountId, unit }: Readonly<{ accountId: string; unit: string }>) {
  const commands = useCommands();
  const asker = useAsker();
  const { ask, ...ways } = useCancellable(useCallback(() => commands.historicalRisk(accountId, asker), [commands, accountId, asker]), asker);
  const { value, fault, isAsking } = useRepeated(ask);
  const computing = { ...ways, ...useProgress(asker, isAsking) };
  return (
    <section aria-label="A bad day of the past" data-testid="historical-losses">
      <h3>A bad day of the past <span className="faint">on daily closes</span></h3>
      {fault !== null && <p className="insight-fault" role="alert">{displayText(fault)}</p>}
      {value?.status === 'unknown' && <p className="insight-hint unknown-words" data-testid="historical-unknown">Not known: needs {displayText(missingWords(value.missing.split(', ')), 300)}.{LACKS_DAYS.test(value.missing) && ' Import daily closes under σ and correlations.'}</p>}
      {value?.status === 'known' && <Days days={value} unit={unit} />}
      <Progress of={computing} label="Valuing the days of the past" />
    </section>
  );
}

function Days({ days: { days, first, last, leftOut, still, tails, worst, filtered }, unit }: Readonly<{ days: HistoricalRiskView; unit: string }>) {
  return (
    <>
      <dl className="lines">
        {tails.map((own) => <Tail key={own.confidence} tail={own} unit={unit} testId="historical" />)}
        <div><dt>Worst, {utcDayText(worst.day)}</dt><dd><Amount value={worst.profit} decimals={moneyDecimals(unit)} unit={unit} signed /></dd></div>
      </dl>
      <p className="insight-hint faint" data-testid="historical-days">
        {days} days of {utcDayText(first)} to {utcDayText(last)}, every row, option and holding valued anew.
        {leftOut > 0 && ` ${leftOut} ${leftOut === 1 ? 'day' : 'days'} without a return of every asset left out.`}
        {still.length > 0 && ` Without closes, and taken to stay: ${displayText(still.join(', '), 120)}.`}
      </p>
      <h4>At the volatility of now <span className="faint">filtered historical</span></h4>
      {filtered.status === 'unknown' ? <p className="insight-hint unknown-words">Not known: needs {displayText(filtered.missing, 200)}.</p> : (
        <>
          <dl className="lines">{filtered.tails.map((own) => <Tail key={own.confidence} tail={own} unit={unit} testId="filtered" />)}</dl>
          <p className="insight-hint faint">{filtered.days} of these days, each return over its EWMA deviation then, times that of now (λ {filtered.lambda}).</p>
        </>
      )}
    </>
  );
}

function Tail({ tail: { confidence, valueAtRisk, expectedShortfall }, unit, testId }: Readonly<{ tail: TailOfDays; unit: string; testId: string }>) {
  const amount = { decimals: moneyDecimals(unit), unit };
  return (
    <div className="tail">
      <dt>VaR {percentText(plain(confidence), 0)}</dt>
      <dd>
        <b><Amount value={valueAtRisk} {...amount} mode="ceil" testId={`${testId}-var`} /></b>
        <small className="faint">then <Amount value={expectedShortfall} {...amount} mode="ceil" testId={`${testId}-shortfall`} /> in the mean</small>
      </dd>
    </div>
  );
}
