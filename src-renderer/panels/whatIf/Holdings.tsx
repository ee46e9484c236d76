import { type ReactNode, useState } from 'react';
import type { RowStanding, WhatIfLiquidation, WhatIfPosition, WhatIfView } from '#shared/ipc/whatIfView.ts';
import type { WhatIfChange } from '#shared/ipc/whatIf.ts';
import { useRun } from '../../state/openDocument.ts';
import { useWhatIf } from '../../state/screen.ts';
import { rowName, withChange } from '../../state/select/whatIfWords.ts';
import { amountText, exactText, NONE } from '../../ui/format.ts';
import { displayText } from '../../ui/text.ts';
import { BeforeAfter, Liquidations } from './BeforeAfter.tsx';
import { ChangeForm, type FormShape } from './ChangeForm.tsx';
import { editCollateralForm, editOrderForm, editPositionForm, tradeRowForm } from './forms.ts';

type Line = Readonly<{ id: string; name: string; standing: RowStanding; amount: ReactNode; liquidation: WhatIfLiquidation | null; actions: readonly Readonly<{ label: string; title: string; form?: FormShape; change?: WhatIfChange }>[] }>;

/** What the fork holds, row by row: size and liquidation price before and after, and what can be done to it. */
export function Holdings({ view }: Readonly<{ view: WhatIfView }>) {
  return (
    <>
      <Section title="Positions" size="Contracts" lines={view.positions.map((row) => positionLine(row, view))} unit={view.valuationCurrency} none="No positions." />
      <Section title="Collateral" size="Amount" lines={collateralLines(view)} unit={view.valuationCurrency} none="No collateral." />
      {view.orders.length > 0 && <Section title="Open orders" size="Contracts" lines={orderLines(view)} unit={view.valuationCurrency} none="" />}
    </>
  );
}

function positionLine(row: WhatIfPosition, { positionLiquidations }: WhatIfView): Line {
  const isThere = row.standing !== 'removed';
  return {
    id: row.id, name: rowName(row.id), standing: row.standing, amount: <Sizes before={row.contracts.before} after={row.contracts.after} />, liquidation: positionLiquidations.find(({ id }) => id === row.id) ?? null,
    actions: !isThere ? [] : [
      ...(row.marginMode === 'isolated' ? [] : [{ label: 'Trade', title: 'Buy or sell some of it', form: tradeRowForm(row) }]),
      { label: 'Edit', title: 'Write other figures into the row', form: editPositionForm(row) },
      { label: 'Close', title: 'Close it at its mark, without a fee', change: { kind: 'closePosition', row: row.id } },
    ],
  };
}

function collateralLines({ collateral, collateralLiquidations }: WhatIfView): readonly Line[] {
  return collateral.map((row) => ({
    id: row.id, name: row.location === null ? row.asset : `${row.asset} at ${row.location}`, standing: row.standing, amount: <Sizes before={row.amount.before} after={row.amount.after} />, liquidation: collateralLiquidations.find(({ id }) => id === row.asset) ?? null,
    actions: row.standing === 'removed' ? [] : [
      { label: 'Edit', title: 'Another amount or weight', form: editCollateralForm(row) },
      { label: 'Remove', title: 'As if it were not there', change: { kind: 'removeCollateral', row: row.id } },
    ],
  }));
}

function orderLines({ orders }: WhatIfView): readonly Line[] {
  return orders.map((row) => ({
    id: row.id, name: row.symbol, standing: row.standing, liquidation: null,
    amount: <span className="pair">{amountText(row.contracts, decimals(row.contracts))} <span className="faint">at</span> {amountText(row.price, decimals(row.price))}</span>,
    actions: row.standing === 'removed' ? [] : [{ label: 'Edit', title: 'Another size or price', form: editOrderForm(row) }, { label: 'Remove', title: 'Cancel it in the what-if', change: { kind: 'removeOrder', row: row.id } }],
  }));
}

const decimals = (text: string): number => Math.min(8, text.split('.')[1]?.replace(/0+$/, '').length ?? 0);

function Sizes({ before, after }: Readonly<{ before: string | null; after: string | null }>) {
  const text = (value: string | null): ReactNode => (value === null ? <span className="faint">{NONE}</span> : <span className="figure" title={exactText(value)}>{amountText(value, decimals(value))}</span>);
  return <BeforeAfter before={text(before)} after={text(after)} same={before === after} />;
}

const STANDINGS: Readonly<Record<RowStanding, string>> = { same: '', changed: 'changed', added: 'added', removed: 'gone' };

type SectionProps = Readonly<{ title: string; size: string; lines: readonly Line[]; unit: string; none: string }>;

function Section({ title, size, lines, unit, none }: SectionProps) {
  const [form, setForm] = useState<FormShape | null>(null);
  const [, whatIf] = useWhatIf();
  const run = useRun();
  return (
    <section aria-label={`${title} in the what-if`} className="what-if-section">
      <h3>{title}</h3>
      {lines.length === 0 && <p className="what-if-empty">{none}</p>}
      {form !== null && <ChangeForm key={form.id} shape={form} onClose={() => setForm(null)} />}
      {lines.length > 0 && (
        <div className="table-scroll" role="region" aria-label={`${title} in the what-if, table`} tabIndex={0}>
          <table className="before-after holdings-table">
            <caption className="hidden-text">{title} before and after</caption>
            <thead>
              <tr>
                <th scope="col">{title === 'Collateral' ? 'Asset' : 'Symbol'}</th>
                <th scope="col">{size}</th>
                <th scope="col">Liquidation</th>
                <th scope="col"><span className="hidden-text">What can be done</span></th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id} className={`standing-${line.standing}`} data-testid="what-if-row" data-id={line.id} data-standing={line.standing}>
                  <th scope="row"><span className="clip">{displayText(line.name, 24)}</span>{STANDINGS[line.standing] !== '' && <small className="standing"> {STANDINGS[line.standing]}</small>}</th>
                  <td>{line.amount}</td>
                  <td>{line.liquidation === null ? <span className="faint">{NONE}</span> : <Liquidations row={line.liquidation} unit={unit} testId="row-liquidation" />}</td>
                  <td className="row-actions">
                    {line.actions.map((action) => (
                      <button key={action.label} type="button" className="link-button" title={action.title} aria-label={`${action.label} ${displayText(line.name, 24)}`} onClick={() => (action.change === undefined ? setForm(action.form ?? null) : run(action.label, whatIf.change((spec) => (action.change === undefined ? spec : withChange(spec, action.change)))))}>
                        {action.label}
                      </button>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
