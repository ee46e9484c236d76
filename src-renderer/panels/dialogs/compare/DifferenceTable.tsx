import type { BookLine, ComparisonView, DifferenceLine, DifferenceTotal, ModelView } from '#shared/ipc/comparisonView.ts';
import { hiddenLines, shownLines } from '../../../state/select/differences.ts';
import { modelNotes } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { type Column, DataTable } from '../../../ui/DataTable.tsx';
import { NONE, percentText, signOf } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { BoundedAmount } from '../Bounded.tsx';

const BLANK = '\u00a0';

/** What the chosen model asks and counts otherwise than the account's own: lines that add up to the difference of the totals. */
export function DifferenceTable({ view: { differences, valuationCurrency: unit }, model, instruments }: Readonly<{ view: ComparisonView; model: ModelView; instruments: number }>) {
  if (model.own) return <p className="insight-hint faint">This is the account’s own model: nothing differs from it. Choose another.</p>;
  if (differences === null || differences.id !== model.id) return <p className="insight-hint faint" aria-busy="true">Computing…</p>;
  const { totals, lines } = differences;
  const shown = shownLines(lines);
  const hidden = hiddenLines(lines);
  const decimals = moneyDecimals(unit);
  const notes = modelNotes(model, instruments).map(({ long }) => long);
  return (
    <section className="differences" aria-label={`Differences of ${displayText(model.title, 60)}`}>
      <h3>
        {displayText(model.title, 60)} less the account’s own <span className="faint">{displayText(model.parameterSetId, 60)} · in {displayText(unit, 16)}</span>
      </h3>
      {notes.length > 0 && <p className="insight-notes">{sentence(displayText(notes.join('; ')))}</p>}
      <DataTable caption="Differences, line by line" columns={columnsOf(unit)} foot={(
        <tr data-testid="difference-total">
          <th scope="row">All lines{hidden === 0 ? '' : <span className="faint"> · {hidden} without a difference</span>}</th>
          <ThreeTotals line={totals.maintenanceMargin} decimals={decimals} unit={unit} figure="maintenance" />
          <ThreeTotals line={totals.initialMargin} decimals={decimals} unit={unit} figure="initial" />
          <td aria-hidden="true">{BLANK}</td>
          <ThreeTotals line={totals.adjustedEquity} decimals={decimals} unit={unit} figure="adjusted" />
        </tr>
      )}
      >
        {shown.map((line) => (
          <tr key={line.id} data-testid="difference-line">
            <th scope="row">
              {displayText(line.name, 40)} {line.kind !== 'position' && <small className="faint">{line.kind === 'order' ? 'orders' : 'collateral'}</small>}
            </th>
            <Three line={line.maintenanceMargin} decimals={decimals} unit={unit} figure="maintenance" />
            <Three line={line.initialMargin} decimals={decimals} unit={unit} figure="initial" />
            <Weight line={line} />
            <Three line={line.adjustedEquity} decimals={decimals} unit={unit} figure="adjusted" />
          </tr>
        ))}
      </DataTable>
    </section>
  );
}

const sentence = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;

function columnsOf(unit: string): readonly Column[] {
  const three = (key: string, label: string, title: string): readonly Column[] => [
    { key: `${key}-own`, label: `${label}, own`, title: `${title} under the account's own model, in ${unit}` },
    { key: `${key}-other`, label: 'here', title: `${title} under the chosen model, in ${unit}` },
    { key: `${key}-difference`, label: 'difference', title: `What the chosen model has more (+) or less, in ${unit}` },
  ];
  return [
    { key: 'line', label: 'Line' },
    ...three('maintenance', 'Maintenance', 'Maintenance margin'),
    ...three('initial', 'Initial', 'Initial margin'),
    { key: 'weight', label: 'Weight', title: 'The part of its value that counts as margin: own, then here' },
    ...three('adjusted', 'Counts as', 'What counts of the collateral, part of adjusted equity'),
  ];
}

type TotalsProps = Readonly<{ line: DifferenceTotal; decimals: number; unit: string; figure: string }>;

function ThreeTotals({ line, decimals, unit, figure }: TotalsProps) {
  const amount = { decimals, unit, missing: 'a line of it is unknown' };
  return (
    <>
      <td className="group-start"><BoundedAmount figure={line.own} {...amount} /></td>
      <td><BoundedAmount figure={line.other} {...amount} /></td>
      <td><Amount value={line.difference} {...amount} signed testId={`total-${figure}`} /></td>
    </>
  );
}

type ThreeProps = Readonly<{ line: DifferenceLine | null; decimals: number; unit: string; figure: string }>;

function Three({ line, decimals, unit, figure }: ThreeProps) {
  if (line === null) return <td colSpan={3} className="no-part faint" title="This line has no part in it">{NONE}</td>;
  const amount = { decimals, unit, missing: 'one of the two models does not know it' };
  return (
    <>
      <td className="soft group-start"><Amount value={line.own} {...amount} /></td>
      <td className="soft"><Amount value={line.other} {...amount} /></td>
      <td className={line.difference !== null && signOf(line.difference) === 0 ? 'faint' : undefined}>
        <Amount value={line.difference} {...amount} signed testId={`difference-${figure}`} />
      </td>
    </>
  );
}

function Weight({ line: { weight } }: Readonly<{ line: BookLine }>) {
  if (weight === null) return <td className="group-start" aria-hidden="true">{BLANK}</td>;
  const text = (value: DifferenceLine['own']): string => (value === null ? '?' : percentText(value, 1, 'floor'));
  return (
    <td className="soft group-start">
      {text(weight.own)} → {text(weight.other)}
    </td>
  );
}
