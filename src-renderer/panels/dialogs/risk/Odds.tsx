import { useMemo } from 'react';
import type { Answer } from '#shared/ipc/figureView.ts';
import type { OddsView } from '#shared/ipc/riskView.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { openText, signOf } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { minuteText } from '../../../ui/time.ts';
import { chanceText, hoursText, plain, sigmaTimesText } from './chance.ts';
import { OddsFields } from './OddsFields.tsx';
import { type OddsForm, readOdds } from './oddsForm.ts';
import { Progress } from '../Progress.tsx';
import { useOdds } from './useOdds.ts';

type OddsProps = Readonly<{ accountId: string; unit: string; form: OddsForm; onChange: (form: OddsForm) => void }>;

/** The chance of liquidation within an hour, a day and a week, and while nobody watches. */
export function Odds({ accountId, unit, form, onChange }: OddsProps) {
  const read = useMemo(() => readOdds(form), [form]);
  const { outcome, isDone, computing } = useOdds(accountId, read.ok ? read.value : null);
  return (
    <section aria-label="Chance of liquidation" data-testid="odds">
      <h3>Chance of liquidation <span className="faint">if nothing is done</span></h3>
      <OddsFields form={form} fault={read.ok ? null : read.fault} onChange={onChange} />
      {outcome === null && !computing.isCancelled && <p className="faint" aria-busy="true">Simulating…</p>}
      {outcome?.done === false && <p className="insight-fault" role="alert">{displayText(outcome.message)}</p>}
      {outcome?.done === true && outcome.value.status === 'unknown' && <p className="insight-hint unknown-words">Not known: needs {displayText(missingWords(outcome.value.missing.split(', ')))}.</p>}
      {outcome?.done === true && outcome.value.status === 'known' && <Figures odds={outcome.value} unit={unit} isDone={isDone} sigmaTimes={read.ok ? read.value.market.sigmaTimes : 1} />}
      <Progress of={computing} label="Simulating" />
    </section>
  );
}

type FiguresProps = Readonly<{ odds: Extract<Answer<OddsView>, { status: 'known' }>; unit: string; isDone: boolean; sigmaTimes: number }>;

function Figures({ odds: { horizons, quantiles, reach, carryPerHour, carryHours, moveOnly, paths, sleep, jumpsOf }, unit, isDone, sigmaTimes }: FiguresProps) {
  const market = `${sigmaTimes === 1 ? '' : `${sigmaTimesText(sigmaTimes)}, `}log-normal without drift${jumpsOf === null ? ' or jumps' : `, jumps as of ${jumpsOf} and of others by their σ over its`}`;
  return (
    <>
      <dl className="lines">
        {horizons.map(({ hours, probability, standardError }) => (
          <div key={hours}>
            <dt>within {hoursText(hours)}</dt>
            <dd data-testid="chance" data-hours={hours}><b>{chanceText(probability)}</b>{probability > 0 && <span className="faint" title="Standard error of the simulation"> ± {chanceText(standardError)}</span>}</dd>
          </div>
        ))}
        {sleep !== null && <Asleep sleep={sleep} unit={unit} />}
        {([['a tenth', quantiles.p10], ['half', quantiles.p50], ['nine tenths', quantiles.p90]] as const).map(([share, hours]) => (
          <div key={share}><dt title="Of all simulated paths">{share} of the paths by</dt><dd>{hours === null ? `over ${hoursText(reach)}` : hoursText(hours)}</dd></div>
        ))}
        <div><dt title="At the funding rates that the venue told last">Funding an hour</dt><dd><Amount value={carryPerHour} decimals={moneyDecimals(unit)} unit={unit} signed /></dd></div>
        <div><dt title="How long funding alone takes to use the buffer up">By funding alone</dt><dd>{carryHours === null ? 'never' : hoursText(carryHours)}</dd></div>
        <div><dt title="The last chance above with funding left out">By prices alone</dt><dd>{chanceText(moveOnly)}</dd></div>
      </dl>
      <p className="insight-hint faint" aria-busy={!isDone}>
        {openText(plain(paths), 0)} paths, {displayText(market, 200)}, looked at every 5 minutes, then hours; margin at the slopes of now.
      </p>
    </>
  );
}

/** The chance of a night, and what to add so that it can be slept through. */
function Asleep({ sleep: { from, to, probability, standardError, restful, add }, unit }: Readonly<{ sleep: NonNullable<OddsView['sleep']>; unit: string }>) {
  return (
    <>
      <div>
        <dt>{minuteText(from)} to {minuteText(to)}</dt>
        <dd data-testid="chance-asleep"><b>{chanceText(probability)}</b>{probability > 0 && <span className="faint" title="Standard error of the simulation"> ± {chanceText(standardError)}</span>}</dd>
      </div>
      {add !== null && signOf(add) > 0 && <div><dt title="Deposited now, and counted in full">for {chanceText(restful)} of it, add</dt><dd><b><Amount value={add} decimals={moneyDecimals(unit)} unit={unit} mode="ceil" testId="add-to-sleep" /></b></dd></div>}
    </>
  );
}
