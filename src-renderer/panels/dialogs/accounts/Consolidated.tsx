import type { OverviewView } from '#shared/ipc/overviewView.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount, Unknown } from '../../../ui/Amount.tsx';
import { displayText } from '../../../ui/text.ts';

/** What adds up: equity, as far as it is known in the currency. Margin stands in no cell of this line. */
export function Consolidated({ view: { currency, consolidated: { equity, counted, of, missing } }, columns }: Readonly<{ view: OverviewView; columns: number }>) {
  const left = missing.map((own) => displayText(own, 60)).join(', ');
  return (
    <tr data-testid="consolidated">
      <th scope="row">All accounts</th>
      <td className="words" colSpan={6}>
        <span className="faint" data-testid="consolidated-words">{counted === of ? `equity of ${of} ${of === 1 ? 'account' : 'accounts'}` : `equity of ${counted} of ${of} accounts; left out for want of ${left}`}</span>
      </td>
      <td>{equity === null ? <Unknown reason={`needs ${left}`} testId="consolidated-equity" /> : <Amount value={equity} decimals={moneyDecimals(currency)} unit={currency} mode="floor" testId="consolidated-equity" />}</td>
      {columns > 0 && <td colSpan={columns}><span className="hidden-text">does not add up</span></td>}
    </tr>
  );
}
