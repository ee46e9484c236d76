import type { PartyView, PoolContributionView, SavingsView } from '#shared/ipc/contributionView.ts';
import type { DecimalText } from '#shared/num/units.ts';
import { shareOf, shownPayers, shownTakers } from '../../../state/select/savings.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { distanceText, exactData, NONE, percentText, signOf } from '../../../ui/format.ts';
import { displayText, measureText } from '../../../ui/text.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';

type SavingsProps = Readonly<{ pool: PoolContributionView; unit: string; named: boolean; move: DecimalText }>;

/** Gains pay losses in proportion; the account's own equity pays what is left, or keeps it. */
export function Savings({ pool, unit, named, move }: SavingsProps) {
  const { savings } = pool;
  return (
    <section aria-label={named ? `Who pays for whom in ${displayText(pool.name, 60)}` : 'Who pays for whom'}>
      <h3>
        {named ? displayText(pool.name, 60) : 'Who pays for whom'} <span className="faint">at {distanceText(move, 0)}: rows pay, columns lose</span>
      </h3>
      {savings.status === 'unknown' ? <p className="insight-hint unknown-words">Not known: needs {displayText(missingWords(savings.missing.split(', ')))}.</p> : signOf(savings.gains) === 0 && signOf(savings.losses) === 0 ? <p className="insight-hint faint">Nothing in this pool gains or loses at this move.</p> : <Matrix savings={savings} unit={unit} />}
    </section>
  );
}

function Matrix({ savings, unit }: Readonly<{ savings: SavingsView; unit: string }>) {
  const takers = shownTakers(savings);
  return (
    <div className="table-scroll" role="region" aria-label="Who pays for whom, table" tabIndex={0}>
      <table className="matrix" data-testid="matrix">
        <caption className="hidden-text">Rows pay for the losses of the columns, in {unit}</caption>
        <thead>
          <tr>
            <th scope="col" title="Lines that gain at this move, and the account's own equity">Pays</th>
            {takers.map(({ party }) => (
              <th key={party.id} scope="col" title={titleOf(party)}>
                <Name party={party} taker />
              </th>
            ))}
            <th scope="col" title={`All that the row pays, in ${unit}, and its share of all losses`}>Pays in all</th>
          </tr>
        </thead>
        <tbody>
          {shownPayers(savings).map(({ party: payer, at: row }) => (
            <tr key={payer.id} className={payer.kind === 'equity' ? 'equity-line' : undefined} data-testid="payer">
              <th scope="row" title={titleOf(payer)}>
                <Name party={payer} />
              </th>
              {takers.map(({ party, at }) => (
                <td key={party.id}>
                  <Cell value={savings.cells[row]?.[at] ?? null} losses={savings.losses} unit={unit} testId="cell" />
                </td>
              ))}
              <td className="sum">
                <Cell value={payer.amount} losses={savings.losses} share={payer.shareOfLosses} unit={unit} testId="payer-total" />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" title="What each column loses, or keeps, in all">In all</th>
            {takers.map(({ party }) => (
              <td key={party.id}>
                <Cell value={party.amount} losses={savings.losses} unit={unit} testId="taker-total" />
              </td>
            ))}
            <td className="sum">
              <Amount value={savings.losses} decimals={moneyDecimals(unit)} unit={unit} mode="ceil" testId="losses" />
              <small className="faint">lost in all</small>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

const KINDS = { position: '', collateral: 'collateral', equity: '' } as const;

function titleOf({ kind, name }: PartyView): string {
  if (kind === 'equity') return "The account's own equity: it pays what no gain covers, and keeps what no loss needs";
  return kind === 'collateral' ? `${displayText(name)}, held as collateral` : displayText(name);
}

function Name({ party, taker = false }: Readonly<{ party: PartyView; taker?: boolean }>) {
  const name = party.kind === 'equity' && taker ? 'Kept' : displayText(party.name, 24);
  return (
    <>
      {name}
      {KINDS[party.kind] !== '' && <small className="faint"> {KINDS[party.kind]}</small>}
    </>
  );
}

type CellProps = Readonly<{ value: DecimalText | null; losses: DecimalText; share?: DecimalText | null; unit: string; testId: string }>;

/** Money, and below it the part of all losses. */
function Cell({ value, losses, share, unit, testId }: CellProps) {
  if (value !== null && signOf(value) === 0) return <span className="faint" data-testid={testId} data-exact={exactData(value)} title="Nothing">{NONE}</span>;
  const own = share === undefined ? shareOf(value, losses) : null;
  const part = share == null ? own === null ? null : measureText(own) : percentText(share, 1);
  return (
    <>
      <Amount value={value} decimals={moneyDecimals(unit)} unit={unit} testId={testId} />
      {part !== null && <small className="faint" title="Part of all losses">{part}</small>}
    </>
  );
}
