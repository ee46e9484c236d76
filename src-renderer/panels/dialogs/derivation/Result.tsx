import type { FigureView } from '#shared/ipc/figureView.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { boundSign, Unknown } from '../../../ui/Amount.tsx';
import { amountText, exactData, exactText, percentText, significantText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';

const DIGITS = 7;

/** The figure itself, rounded as little as its kind allows; every digit is in the title. */
export function Result({ figure: { value, bound }, ratio, unit, money, label }: Readonly<{ figure: FigureView; ratio: boolean; unit: string | null; money: string; label: string }>) {
  if (value === null || bound === 'unknown') return <span className="derivation-result">{bound === 'unknown' ? <Unknown reason="an input is missing, see below" /> : <span className="faint">none, see below</span>}</span>;
  return (
    <span className="derivation-result figure" data-testid="derivation-value" data-exact={exactData(value)} title={`${label}: ${exactText(value)}`}>
      {boundSign(bound ?? undefined)}
      {ratio ? percentText(value, 3) : unit === money ? amountText(value, moneyDecimals(money)) : significantText(value, DIGITS, 'halfEven')}
      {!ratio && unit !== null && <small className="faint"> {displayText(unit, 24)}</small>}
    </span>
  );
}
