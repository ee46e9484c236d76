import { useEffect, useId, useRef, useState } from 'react';
import { SHOCK_PERCENT } from '#shared/ipc/limits.ts';
import type { WhatIfUnderlying, WhatIfView } from '#shared/ipc/whatIfView.ts';
import { useWhatIf } from '../../state/screen.ts';
import { refusalOf } from '../../state/whatIf.ts';
import { exactText } from '../../ui/format.ts';
import { displayText } from '../../ui/text.ts';
import { Away, Liquidations, Prices } from './BeforeAfter.tsx';

const { least, most } = SHOCK_PERCENT;
/** What is typed is asked about when it rests this long. */
const SETTLE_MS = 80;

/** Prices moved in percent, all by their betas or one by itself, and where each underlying liquidates then. */
export function Moves({ view }: Readonly<{ view: WhatIfView }>) {
  const { typed, setAll, setAsset, refused } = useMoves(view);
  const id = useId();
  const unit = view.valuationCurrency;
  return (
    <section aria-label="Moves of prices" className="what-if-section">
      <div className="what-if-moves" role="group" aria-label="Move of all assets">
        <label htmlFor={id} title="Every asset moves by this, times its beta; stable coins stay where they are">All assets move by</label>
        <input type="range" aria-label="All assets move by, percent" min={least} max={most} step={1} value={sliderOf(typed.all)} onChange={(event) => setAll(event.target.value)} data-testid="move-all-slider" />
        <input id={id} className="move-input" inputMode="decimal" autoComplete="off" spellCheck={false} value={typed.all} placeholder="0" aria-invalid={refused.fields.has('all')} aria-describedby={`${id}-fault`} onChange={(event) => setAll(event.target.value)} data-testid="move-all" />
        <span aria-hidden="true">%</span>
      </div>
      <div className="table-scroll" role="region" aria-label="Underlyings, prices and liquidation prices" tabIndex={0}>
        <table className="before-after" data-testid="what-if-underlyings">
          <caption className="hidden-text">Each underlying with its move, its price and the price at which it alone liquidates the account</caption>
          <thead>
            <tr>
              <th scope="col">Asset</th>
              <th scope="col" title="A move of its own, in percent, in the place of the joint one">Own move %</th>
              <th scope="col">Price</th>
              <th scope="col">Liquidation</th>
              <th scope="col" title="From the price to the liquidation, after the changes">Away</th>
            </tr>
          </thead>
          <tbody>
            {view.underlyings.map((row) => (
              <tr key={row.id} data-testid="underlying-row" data-asset={row.id}>
                <th scope="row" title={`beta ${exactText(row.beta)}`}>{displayText(row.name, 14)}</th>
                <td><OwnMove row={row} value={typed.assets[row.id] ?? ''} invalid={refused.fields.has(`assets.${row.id}`)} onChange={setAsset} /></td>
                <td><Prices row={row} /></td>
                <td><Liquidations row={row} unit={unit} testId="underlying-liquidation" /></td>
                <td><Away {...row} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="field-error" id={`${id}-fault`} role="alert">{displayText(refused.message)}</p>
    </section>
  );
}

type OwnMoveProps = Readonly<{ row: WhatIfUnderlying; value: string; invalid: boolean; onChange: (asset: string, text: string) => void }>;

function OwnMove({ row, value, invalid, onChange }: OwnMoveProps) {
  return <input className="move-input" inputMode="decimal" autoComplete="off" spellCheck={false} aria-label={`Own move of ${displayText(row.name)}, percent`} aria-invalid={invalid} value={value} placeholder="beta" onChange={(event) => onChange(row.id, event.target.value)} data-testid="move-asset" />;
}

const sliderOf = (text: string): number => {
  const value = Number(text.replace('\u2212', '-').replace('%', ''));
  return Number.isFinite(value) ? Math.max(least, Math.min(most, value)) : 0;
};

const NOT_REFUSED = refusalOf([], '', -1);

/** What is typed stays as it was typed, whatever the terminal says to it. */
function useMoves({ spec }: WhatIfView) {
  const [, whatIf] = useWhatIf();
  const [typed, setTyped] = useState(spec.shock);
  const [refused, setRefused] = useState(NOT_REFUSED);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = (shock: WhatIfView['spec']['shock']): void => {
    setTyped(shock);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void whatIf.change((own) => ({ ...own, shock })).then((outcome) => setRefused(outcome.done ? NOT_REFUSED : refusalOf(outcome.faults, outcome.message, -1)));
    }, SETTLE_MS);
  };
  return {
    typed, refused,
    setAll: (all: string) => set({ ...typed, all }),
    setAsset: (asset: string, text: string) => set({ ...typed, assets: { ...typed.assets, [asset]: text } }),
  };
}
