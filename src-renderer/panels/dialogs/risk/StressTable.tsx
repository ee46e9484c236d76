import type { ReactNode } from 'react';
import type { StressLineView } from '#shared/ipc/riskView.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount, Unknown } from '../../../ui/Amount.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { distanceText, signedPercentText } from '../../../ui/format.ts';
import { StageIcon, stageWord } from '../../../ui/StageBadge.tsx';
import { displayText } from '../../../ui/text.ts';
import { BoundedAmount, BoundedRatio } from '../Bounded.tsx';

/** `action`: what can be done with these lines, beside the title. */
type StressTableProps = Readonly<{ title: string; caption: string; lines: readonly StressLineView[]; unit: string; action?: ReactNode }>;

const SHOWN = 4;

/** The account after each stress, re-priced by the engine. */
export function StressTable({ title, caption, lines, unit, action }: StressTableProps) {
  if (lines.length === 0) return null;
  const columns = [
    { key: 'name', label: 'Stress' }, { key: 'moves', label: 'Moves', title: 'From a source where one was found; a move with an asterisk is illustrative' },
    { key: 'change', label: 'Change', title: `Change of equity, in ${unit}` }, { key: 'equity', label: 'Equity', title: `In ${unit}` }, { key: 'ratio', label: 'Margin ratio' }, { key: 'buffer', label: 'Buffer', title: `Adjusted equity less maintenance margin, in ${unit}` }, { key: 'stage', label: 'Stage' },
  ];
  return (
    <section aria-label={title === '' ? caption : title}>
      {title !== '' && <h3>{title} {action}</h3>}
      <DataTable caption={caption} columns={columns} className="stress-table">
        {lines.map((line) => (
          <tr key={line.id} data-testid="stress-line" data-id={line.id}>
            <th scope="row">{displayText(line.name, 50)} <small className="faint">{displayText(line.note, 80)}</small></th>
            <td className="moves-cell"><Moves line={line} /></td>
            <After line={line} unit={unit} />
          </tr>
        ))}
      </DataTable>
    </section>
  );
}

/** What is not known cannot be called calm. */
function Stage({ after: { stage, unsure, liquidated } }: Readonly<{ after: Extract<StressLineView['after'], { status: 'known' }> }>) {
  if (unsure && stage === 'calm') return <Unknown reason="some inputs are unknown, and what is known asks for no warning" />;
  return <><StageIcon stage={stage} /> {liquidated ? 'Liquidated' : stageWord(stage)}{unsure && <span title="Some inputs are unknown: the stage counts only what is known">?</span>}</>;
}

function Moves({ line: { moves } }: Readonly<{ line: StressLineView }>) {
  if (moves.length === 0) return <span className="faint">prices stay</span>;
  const words = moves.map(({ asset, move, source }) => `${asset} ${distanceText(move, 1)}: ${source ?? 'illustrative, no source was found'}`).join('\n');
  return (
    <span title={displayText(words, 2000)}>
      {moves.slice(0, SHOWN).map(({ asset, move, source }) => `${displayText(asset, 10)} ${signedPercentText(move, 0)}${source === null ? '*' : ''}`).join(', ')}
      {moves.length > SHOWN && ` and ${moves.length - SHOWN} more`}
    </span>
  );
}

function After({ line: { after }, unit }: Readonly<{ line: StressLineView; unit: string }>) {
  if (after.status === 'unknown') {
    const reason = `needs ${missingWords(after.missing.split(', '))}`;
    return <>{['change', 'equity', 'ratio', 'buffer', 'stage'].map((key) => <td key={key}><Unknown reason={reason} /></td>)}</>;
  }
  const amount = { decimals: moneyDecimals(unit), unit, missing: 'an input is missing' };
  return (
    <>
      <td><Amount value={after.change} {...amount} signed toned mode="floor" /></td>
      <td><BoundedAmount figure={after.equity} {...amount} mode="floor" /></td>
      <td className="lead-figure"><BoundedRatio figure={after.marginRatio} missing="an input is missing" testId="stress-ratio" /></td>
      <td><BoundedAmount figure={after.buffer} {...amount} mode="floor" /></td>
      <td className="stage-cell" data-testid="stress-stage"><Stage after={after} /></td>
    </>
  );
}
