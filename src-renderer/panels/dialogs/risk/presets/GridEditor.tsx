import { useId, useState } from 'react';
import { evenRows, type GridRow, newRow, VOLATILITY_MOVES, type VolatilityMoveName } from '../../../../state/presets/gridRows.ts';
import { numberOf } from '../../../../state/presets/numbers.ts';
import { Button } from '../../../../ui/Button.tsx';

const HEADS: Readonly<Record<VolatilityMoveName, readonly [string, string]>> = {
  up: ['Vol up', 'Share of the loss that counts with volatility up; empty is no such scenario'], none: ['Vol same', 'With volatility as it is'], down: ['Vol down', 'With volatility down'],
  linear: ['Tilt', 'The smile tilted, the price as it is'], absolute: ['Steeper', 'The smile steeper, the price as it is'],
};

/** `wrong`: places in the document of cells that were refused, by row. */
type GridEditorProps = Readonly<{ rows: readonly GridRow[]; wrong: ReadonlySet<number>; onChange: (rows: readonly GridRow[]) => void }>;

/** The scenarios of a model, a line for each move of the price. */
export function GridEditor({ rows, wrong, onChange }: GridEditorProps) {
  const moves = VOLATILITY_MOVES.filter((name) => (name !== 'linear' && name !== 'absolute') || rows.some(({ weights }) => weights[name] !== ''));
  const change = (row: GridRow, own: Partial<GridRow>): void => onChange(rows.map((other) => (other === row ? { ...row, ...own } : other)));
  const add = (): void => onChange([...rows, newRow(Math.max(-1, ...rows.map(({ key }) => key)) + 1)]);
  return (
    <section aria-label="Scenarios">
      <h3>Scenarios <span className="faint">moves and shares of the loss in percent; an empty share is no scenario</span></h3>
      <EvenGrid onMake={onChange} />
      <table className="preset-grid" data-testid="preset-grid">
        <caption className="hidden-text">Scenarios by move of the price</caption>
        <thead><tr><th scope="col">Price</th>{moves.map((name) => <th key={name} scope="col" title={HEADS[name][1]}>{HEADS[name][0]}</th>)}<th scope="col" title="Options are priced so many days later">Days on</th><th scope="col"><span className="hidden-text">Remove</span></th></tr></thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row.key} className={wrong.has(at) ? 'wrong' : undefined}>
              <td><Cell label={`Price move ${at + 1}`} value={row.move} wrong={wrong.has(at)} onChange={(move) => change(row, { move })} /></td>
              {moves.map((name) => <td key={name}><Cell label={`${HEADS[name][0]} at ${row.move} %`} value={row.weights[name]} wrong={wrong.has(at)} onChange={(text) => change(row, { weights: { ...row.weights, [name]: text } })} /></td>)}
              <td><Cell label={`Days on at ${row.move} %`} value={row.days} wrong={wrong.has(at)} onChange={(days) => change(row, { days })} /></td>
              <td><Button icon="close" iconOnly className="ghost" title="Remove this move" onClick={() => onChange(rows.filter((other) => other !== row))}>Remove the move {row.move} %</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button onClick={add}>Add a move</Button>
    </section>
  );
}

function Cell({ label, value, wrong, onChange }: Readonly<{ label: string; value: string; wrong: boolean; onChange: (text: string) => void }>) {
  return <input type="text" aria-label={label} value={value} aria-invalid={wrong} autoComplete="off" spellCheck={false} onChange={({ target }) => onChange(target.value)} />;
}

const STEPS = { least: 1, most: 20 } as const;

/** Range and steps at once, in the place of every move. */
function EvenGrid({ onMake }: Readonly<{ onMake: (rows: readonly GridRow[]) => void }>) {
  const [range, setRange] = useState('15');
  const [steps, setSteps] = useState('5');
  const id = useId();
  const [share, each] = [numberOf(range, 'percent', 'range'), Number(steps)];
  const made = 'value' in share && share.value > 0 && share.value < 1 && Number.isInteger(each) && each >= STEPS.least && each <= STEPS.most ? evenRows(share.value, each) : null;
  return (
    <p className="preset-even">
      <label htmlFor={`${id}-range`}>Even grid of ±</label><input id={`${id}-range`} type="text" value={range} onChange={({ target }) => setRange(target.value)} /> %
      <label htmlFor={`${id}-steps`}>in</label><input id={`${id}-steps`} type="text" value={steps} onChange={({ target }) => setSteps(target.value)} /> steps on each side
      <Button disabled={made === null} title={made === null ? 'A range above 0 and below 100 %, and 1 to 20 steps' : 'In the place of every move below'} onClick={() => made !== null && onMake(made)}>Replace</Button>
    </p>
  );
}
