import type { ReactNode } from 'react';
import type { AccountView, PositionView } from '#shared/ipc/view.ts';
import { missingFor } from '../../state/select/headline.ts';
import { bindingPool, poolName } from '../../state/select/pools.ts';
import { exactSum } from '../../state/tables/sums.ts';
import { Amount, Unknown } from '../../ui/Amount.tsx';
import { openExactText, openText, percentText } from '../../ui/format.ts';
import type { GridColumn } from '../../ui/grid/gridTypes.ts';
import { displayText } from '../../ui/text.ts';
import type { ColumnDecimals } from './columnChars.ts';

type SumsOf = Readonly<{ unit: string; decimals: ColumnDecimals }>;

const BLANK = '\u00a0';

/** Figures of rows that add up, in one unit. */
const PARTS: Readonly<Record<string, (row: PositionView) => string | null>> = {
  notional: (row) => row.notional, pnl: (row) => row.unrealizedPnl, initial: (row) => row.initialMargin, margin: (row) => row.maintenanceMargin, share: (row) => row.maintenanceShare, leverage: (row) => row.leverage,
};

/** What some rows come to in a column, exactly; null where a sum would mean nothing. */
export function partOf(rows: readonly PositionView[], column: string, { unit, decimals }: SumsOf): ReactNode {
  const part = PARTS[column];
  if (part === undefined) return null;
  const sum = exactSum(rows.map(part));
  const lacking = rows.find((row) => part(row) === null);
  if (sum === null) return <Unknown reason={`${lacking === undefined ? 'a row' : lacking.symbol} has no figure here`} />;
  if (column === 'share') return <span className="figure" title={openExactText(sum)} data-testid="sum-share" data-exact={sum}>{percentText(sum, 1)}</span>;
  if (column === 'leverage') return <span className="figure" title={openExactText(sum)}>{openText(sum, 2, 'ceil')}×</span>;
  return <Amount value={sum} decimals={column === 'notional' ? decimals.sum : decimals.money} unit={unit} signed={column === 'pnl'} toned={column === 'pnl'} testId={`sum-${column}`} />;
}

type FootProps = SumsOf & Readonly<{ account: AccountView; columns: readonly GridColumn[]; /** The rows in view when some are left out; null when all are shown. */ shown: readonly PositionView[] | null }>;

/** The account's own totals, and over them what the rows in view come to when some are left out. */
export function PositionsFoot({ account, columns, shown, unit, decimals }: FootProps) {
  const pool = bindingPool(account);
  return (
    <>
      {shown !== null && (
        <FootRow columns={columns} name={`Shown ${shown.length} of ${account.positions.length}`} cell={(key) => partOf(shown, key, { unit, decimals })} className="part" />
      )}
      <FootRow
        columns={columns} name="Total" cell={(key) => totalOf(account, key, { unit, decimals })}
        aside={
          <>
            {pool !== null && <span className="faint total-pool" title="No margin is shared between pools: this one is nearest to liquidation"> · margin of {displayText(poolName(pool), 40)} alone</span>}
            {account.equityParts.some(({ name }) => name === 'optionValue') && <span className="faint total-pool" title="What options have gained is inside their worth and the balances" data-testid="total-options"> · P&L without options</span>}
          </>
        }
      />
    </>
  );
}

type FootRowProps = Readonly<{ columns: readonly GridColumn[]; name: string; aside?: ReactNode; cell: (column: string) => ReactNode; className?: string }>;

/** The name takes the room of the columns before the first sum. */
function FootRow({ columns, name, aside, cell, className }: FootRowProps) {
  const first = columns.findIndex(({ key }) => key in PARTS);
  const span = first === -1 ? columns.length : Math.max(1, first);
  return (
    <tr className={className}>
      <th scope="row" colSpan={span}>
        {name}
        {aside}
      </th>
      {columns.slice(span).map(({ key }) => (
        <td key={key}>{cell(key) ?? BLANK}</td>
      ))}
    </tr>
  );
}

function totalOf(account: AccountView, column: string, { unit, decimals }: SumsOf): ReactNode {
  const { totals } = account;
  const total = (name: 'notional' | 'unrealizedPnl' | 'maintenanceMargin', shown: Readonly<{ decimals: number; signed?: boolean; testId: string }>): ReactNode => (
    <Amount value={totals[name]} decimals={shown.decimals} unit={unit} signed={shown.signed === true} toned={shown.signed === true} bound={totals.bounds[name]} missing={missingFor(account, name)} testId={shown.testId} />
  );
  if (column === 'notional') return total('notional', { decimals: decimals.sum, testId: 'total-notional' });
  if (column === 'pnl') return total('unrealizedPnl', { decimals: decimals.money, signed: true, testId: 'total-pnl' });
  if (column === 'margin') return total('maintenanceMargin', { decimals: decimals.money, testId: 'total-margin' });
  if (column === 'initial') return <Amount value={totals.initialMargin} decimals={decimals.money} mode="ceil" unit={unit} bound={totals.bounds['initialMargin']} missing={missingFor(account, 'initialMargin')} testId="total-initial" />;
  if (column === 'leverage') return totals.leverage === null ? <Unknown reason={missingFor(account, 'leverage')} /> : <span className="figure" title={openExactText(totals.leverage)}>{openText(totals.leverage, 2, 'ceil')}×</span>;
  return null;
}
