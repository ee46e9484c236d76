import type { OverviewView } from '#shared/ipc/overviewView.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount, Unknown } from '../../../ui/Amount.tsx';
import type { GridColumn } from '../../../ui/grid/gridTypes.ts';
import { displayText } from '../../../ui/text.ts';

/** What adds up: equity, as far as it is known in the currency. Margin stands in no cell of this line. */
export function Consolidated({ view: { currency, consolidated: { equity, counted, of, missing } }, columns }: Readonly<{ view: OverviewView; columns: readonly GridColumn[] }>) {
  const left = missing.map((own) => displayText(own, 60)).join(', ');
  const sum = equity === null ? <Unknown reason={`needs ${left}`} testId="consolidated-equity" /> : <Amount value={equity} decimals={moneyDecimals(currency)} unit={currency} mode="floor" testId="consolidated-equity" />;
  const at = columns.findIndex(({ key }) => key === 'equityIn');
  // Beside the name of the line, where no column is of it.
  const own = at > 1;
  const after = own ? columns.length - at - 1 : 0;
  return (
    <tr data-testid="consolidated">
      <th scope="row">All accounts</th>
      {columns.length > 1 && (
        <td className="words" colSpan={own ? at - 1 : columns.length - 1}>
          <span className="faint" data-testid="consolidated-words">{counted === of ? `equity of ${of} ${of === 1 ? 'account' : 'accounts'}` : `equity of ${counted} of ${of} accounts; left out for want of ${left}`}</span>
          {!own && <> {sum} <small className="faint">{displayText(currency, 8)}</small></>}
        </td>
      )}
      {own && <td>{sum}</td>}
      {after > 0 && <td colSpan={after}><span className="hidden-text">does not add up</span></td>}
    </tr>
  );
}
