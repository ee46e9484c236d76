import type { VolatilityStressView } from '#shared/ipc/riskView.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ratioText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { sigmasText, sigmaTimesText } from './chance.ts';

type Known = Extract<VolatilityStressView['margin'], { status: 'known' }>;

/** A market that moves more: how near the likeliest way comes, and what a scenario model asks of options. @param onOdds takes σ over into the chances */
export function VolatilityStress({ volatility: { times, sigmas, margin }, known, unit, onOdds }: Readonly<{ volatility: VolatilityStressView; /** Whether the likeliest way is. */ known: boolean; unit: string; onOdds: () => void }>) {
  const name = sigmaTimesText(times);
  return (
    <p className="volatility-stress" data-testid="volatility-stress">
      <b>{name}:</b>{' '}
      {!known ? 'how much nearer the likeliest way comes is not known. ' : sigmas === null ? 'there is no likeliest way to come nearer. ' : <>the likeliest way is a day of <b data-testid="stressed-sigmas">{sigmasText(sigmas)}</b> in place of {sigmasText(sigmas * times)}. </>}
      {margin?.status === 'unknown' && <span className="unknown-words">What a scenario model asks is not known: needs {displayText(missingWords(margin.missing.split(', ')))}. </span>}
      {margin?.status === 'known' && <Margin margin={margin} unit={unit} />}
      <Button className="small" onClick={onOdds}>Chances at {name}</Button>
    </p>
  );
}

/** The scenario model at the volatilities of now and at these. */
function Margin({ margin: { model, equity, maintenance, ratio }, unit }: Readonly<{ margin: Known; unit: string }>) {
  const amount = { decimals: moneyDecimals(unit), unit };
  const shown = (own: string | null): string => (own === null ? 'no equity' : ratioText(own));
  return (
    <>
      With implied volatilities × the same, {displayText(model, 60)} asks for <b><Amount value={maintenance.after} {...amount} mode="ceil" testId="stressed-maintenance" /></b> in place of <Amount value={maintenance.before} {...amount} mode="ceil" />,
      equity is <Amount value={equity.after} {...amount} mode="floor" /> in place of <Amount value={equity.before} {...amount} mode="floor" />, the ratio {shown(ratio.after)} in place of {shown(ratio.before)}.{' '}
    </>
  );
}
