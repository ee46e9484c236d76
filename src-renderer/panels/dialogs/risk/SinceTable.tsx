import type { ReactNode } from 'react';
import type { PartsView, SinceView } from '#shared/ipc/explainView.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount, Unknown } from '../../../ui/Amount.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { exactText, NONE, signOf, significantText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';

const PARTS = ['delta', 'gamma', 'vega', 'theta', 'residual'] as const;

const CHANGED = {
  premium: 'premium traded: what is held should say it too', position: 'made smaller, closed, or another entry: its price is not known', holding: 'another amount: deposits, realised profit, premiums, funding and fees are not told apart',
} as const;

const columnsOf = (unit: string) => [
  { key: 'asset', label: 'Why' }, { key: 'price', label: 'Price', title: 'At the baseline and now' }, { key: 'delta', label: 'Delta', title: `The move of the price at the delta of the baseline, in ${unit}` },
  { key: 'gamma', label: 'Gamma', title: `What the delta became more or less on the way, in ${unit}` }, { key: 'vega', label: 'Vega', title: `The change of implied volatility, in ${unit}` }, { key: 'theta', label: 'Theta', title: `Time that passed, in ${unit}` },
  { key: 'residual', label: 'Residual', title: `What the Greeks leave over: it shrinks with the cube of the move, and contracts have none, in ${unit}` }, { key: 'total', label: 'Change', title: `In ${unit}` },
];

/** The change, part by part: every column adds up to its foot, and every row to its end. */
export function SinceTable({ since: { underlyings, whole, fx, trades, funding, unbooked, fees, changed, change }, unit }: Readonly<{ since: SinceView; unit: string }>) {
  const amount = { decimals: moneyDecimals(unit), unit };
  return (
    <DataTable caption="What explains the change" className="since-table" columns={columnsOf(unit)} foot={<Foot whole={whole} change={change} unit={unit} />}>
      {underlyings.map(({ asset, from, to, ...parts }) => (
        <tr key={asset} data-testid="since-row" data-asset={asset}>
          <th scope="row">{displayText(asset, 16)}</th>
          <td>{from === null || to === null ? NONE : <span className="figure" title={`${exactText(from)} → ${exactText(to)}`}>{significantText(from, 7, 'halfEven')} → {significantText(to, 7, 'halfEven')}</span>}</td>
          <PartCells parts={parts} unit={unit} />
          <td><Amount value={parts.total} {...amount} signed toned /></td>
        </tr>
      ))}
      {fx.map(({ currency, gain }) => <Line key={currency} kind="fx" name={`${currency} against ${unit}`} words="the currency, on what is worth something in it" gain={gain} unit={unit} />)}
      {trades.map(({ name, from, to, price, gain }) => (
        <Line key={name} kind="trade" name={name} gain={price === null ? null : gain} missing="its price is not known, see below" unit={unit}
          words={<>traded: <Size of={from} /> → <Size of={to} />{price === null ? ', not explained' : <>, since its trade at <span className="figure" title={exactText(price)}>{significantText(price, 7, 'halfEven')}</span></>}</>} />
      ))}
      <Line kind="funding" name="Funding" words={funding === null ? 'a rate or a time of payment was not told: not known, and not counted' : 'came due since, at the rates that the venue told last'} gain={funding} missing="a rate or a time of payment was not told" unit={unit} />
      {unbooked !== null && <Line kind="unbooked" name="The same funding" words="not in the balances yet, or in what is not explained below" gain={unbooked} unit={unit} />}
      <Line kind="fees" name="Fees" words={fees === null ? 'what was paid is not told: not known, and not counted' : 'paid'} gain={fees} missing="nobody tells what was paid" unit={unit} />
      {changed.map(({ kind, name, gain }) => <Line key={`${kind} ${name}`} kind="changed" name={name} words={<>not explained: {CHANGED[kind]}</>} gain={gain} unit={unit} />)}
    </DataTable>
  );
}

const Size = ({ of }: Readonly<{ of: string }>) => <span className="figure">{exactText(of)}</span>;

function PartCells({ parts, unit }: Readonly<{ parts: PartsView; unit: string }>) {
  return PARTS.map((name) => <td key={name}>{signOf(parts[name]) === 0 ? NONE : <Amount value={parts[name]} decimals={moneyDecimals(unit)} unit={unit} signed />}</td>);
}

type LineProps = Readonly<{ kind: string; name: string; words: ReactNode; gain: SinceView['change'] | null; missing?: string; unit: string }>;

function Line({ kind, name, words, gain, missing = '', unit }: LineProps) {
  return (
    <tr data-testid="since-line" data-kind={kind}>
      <th scope="row">{displayText(name, 40)}</th>
      <td colSpan={PARTS.length + 1} className="faint since-words">{words}</td>
      <td>{gain === null ? <Unknown reason={missing} /> : <Amount value={gain} decimals={moneyDecimals(unit)} unit={unit} signed toned />}</td>
    </tr>
  );
}

function Foot({ whole, change, unit }: Readonly<{ whole: PartsView; change: SinceView['change']; unit: string }>) {
  return (
    <tr>
      <th scope="row">All together</th>
      <td>{NONE}</td>
      <PartCells parts={whole} unit={unit} />
      <td className="lead-figure"><Amount value={change} decimals={moneyDecimals(unit)} unit={unit} signed toned testId="since-change" /></td>
    </tr>
  );
}
