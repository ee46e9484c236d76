import { Fragment } from 'react';
import type { UnitGreeksView } from '#shared/ipc/scenarioMarginView.ts';
import { displayText } from '../../../ui/text.ts';
import { GreekCells } from './GreekCells.tsx';

const TENORS: Readonly<Record<UnitGreeksView['tenors'][number]['tenor'], string>> = { open: 'No expiry', week: 'Up to 7 days', month: 'Up to 30 days', quarter: 'Up to 90 days', beyond: 'Beyond 90 days' };

/** Greeks of each line, of each tenor and of all. */
export function GreeksTable({ greeks: { total, tenors }, asset, currency }: Readonly<{ greeks: UnitGreeksView; asset: string; currency: string }>) {
  const coin = displayText(asset, 20);
  return (
    <table className="pm-lines" data-testid="greeks">
      <caption className="hidden-text">Greeks of {coin}</caption>
      <thead>
        <tr>
          <th scope="col">Greeks</th><th scope="col" title={`${coin} that the lines move like`}>Delta</th><th scope="col" title={`${coin} of delta for each ${currency} of price`}>Gamma</th>
          <th scope="col" title={`${currency} for each point of volatility`}>Vega</th><th scope="col" title={`${currency} a day`}>Theta</th>
        </tr>
      </thead>
      <tbody>
        {tenors.map(({ tenor, sum, lines }) => (
          <Fragment key={tenor}>
            <tr><th scope="row">{TENORS[tenor]}</th><GreekCells of={sum} /></tr>
            {lines.map(({ id, name, greeks }) => <tr key={id} className="faint pm-leg"><th scope="row">{displayText(name, 40)}</th><GreekCells of={greeks} /></tr>)}
          </Fragment>
        ))}
        <tr className="strong"><th scope="row">All together</th><GreekCells of={total} /></tr>
      </tbody>
    </table>
  );
}
