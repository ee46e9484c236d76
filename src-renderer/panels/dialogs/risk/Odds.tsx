import { useEffect, useState } from 'react';
import type { Answer } from '#shared/ipc/figureView.ts';
import type { OddsView } from '#shared/ipc/riskView.ts';
import type { Outcome } from '../../../state/commands.ts';
import { useCommands } from '../../../state/screen.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { openText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { chanceText, hoursText, plain } from './chance.ts';

/** Few paths first, for a first figure at once; more as long as the window is open. */
const ROUNDS = [1000, 10_000, 50_000];

/** The chance of liquidation within an hour, a day and a week. */
export function Odds({ accountId, unit }: Readonly<{ accountId: string; unit: string }>) {
  const { outcome, isDone } = useOdds(accountId);
  return (
    <section aria-label="Chance of liquidation" data-testid="odds">
      <h3>Chance of liquidation <span className="faint">if nothing is done</span></h3>
      {outcome === null && <p className="faint" aria-busy="true">Simulating…</p>}
      {outcome?.done === false && <p className="insight-fault" role="alert">{displayText(outcome.message)}</p>}
      {outcome?.done === true && outcome.value.status === 'unknown' && <p className="insight-hint unknown-words">Not known: needs {displayText(missingWords(outcome.value.missing.split(', ')))}.</p>}
      {outcome?.done === true && outcome.value.status === 'known' && <Figures odds={outcome.value} unit={unit} isDone={isDone} />}
    </section>
  );
}

function useOdds(accountId: string): Readonly<{ outcome: Outcome<Answer<OddsView>> | null; isDone: boolean }> {
  const commands = useCommands();
  const [state, setState] = useState<Readonly<{ outcome: Outcome<Answer<OddsView>> | null; isDone: boolean }>>({ outcome: null, isDone: false });
  useEffect(() => {
    let wanted = true;
    const refine = async (): Promise<void> => {
      for (const [round, paths] of ROUNDS.entries()) {
        const outcome = await commands.odds(accountId, paths);
        if (!wanted) return;
        setState({ outcome, isDone: round === ROUNDS.length - 1 || !outcome.done });
        if (!outcome.done) return;
      }
    };
    void refine();
    return () => { wanted = false; };
  }, [commands, accountId]);
  return state;
}

function Figures({ odds: { horizons, quantiles, reach, carryPerHour, carryHours, moveOnly, paths }, unit, isDone }: Readonly<{ odds: Extract<Answer<OddsView>, { status: 'known' }>; unit: string; isDone: boolean }>) {
  return (
    <>
      <dl className="lines">
        {horizons.map(({ hours, probability, standardError }) => (
          <div key={hours}>
            <dt>within {hoursText(hours)}</dt>
            <dd data-testid="chance" data-hours={hours}><b>{chanceText(probability)}</b>{probability > 0 && <span className="faint" title="Standard error of the simulation"> ± {chanceText(standardError)}</span>}</dd>
          </div>
        ))}
        {([['a tenth', quantiles.p10], ['half', quantiles.p50], ['nine tenths', quantiles.p90]] as const).map(([share, hours]) => (
          <div key={share}><dt title="Of all simulated paths">{share} of the paths by</dt><dd>{hours === null ? `over ${hoursText(reach)}` : hoursText(hours)}</dd></div>
        ))}
        <div><dt title="At the funding rates that the venue told last">Funding an hour</dt><dd><Amount value={carryPerHour} decimals={moneyDecimals(unit)} unit={unit} signed /></dd></div>
        <div><dt title="How long funding alone takes to use the buffer up">By funding alone</dt><dd>{carryHours === null ? 'never' : hoursText(carryHours)}</dd></div>
        <div><dt title="The last chance above with funding left out">By prices alone</dt><dd>{chanceText(moveOnly)}</dd></div>
      </dl>
      <p className="insight-hint faint" aria-busy={!isDone}>
        {openText(plain(paths), 0)} paths, log-normal without drift or jumps, looked at every 5 minutes, then hours; margin at the slopes of now{isDone ? '.' : '; refining…'}
      </p>
    </>
  );
}
