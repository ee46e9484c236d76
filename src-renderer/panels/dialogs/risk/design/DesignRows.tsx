import { type ReactNode, useId, useState } from 'react';
import type { DesignRowView, DesignView, ScaledRateView } from '#shared/ipc/designView.ts';
import { moneyDecimals } from '../../../../state/select/money.ts';
import { Amount, Unknown } from '../../../../ui/Amount.tsx';
import { DataTable } from '../../../../ui/DataTable.tsx';
import { NONE, openText, percentText } from '../../../../ui/format.ts';
import { displayText } from '../../../../ui/text.ts';
import { hoursText, plain } from '../chance.ts';

type Tool = 'none' | 'buffered' | 'stressWeighted' | 'floored';

const TOOLS: readonly Readonly<{ id: Tool; name: string; words: string }>[] = [
  { id: 'none', name: 'nothing', words: 'The rate as volatility makes it, from half to four times itself' },
  { id: 'buffered', name: '25 % buffer', words: 'A quarter more than volatility asks, which may be used up when it rises' },
  { id: 'stressWeighted', name: '25 % stressed weight', words: 'Three quarters of the rate, and a quarter of the largest fall of the past that a source tells' },
  { id: 'floored', name: 'floor', words: 'Never below the rate of the set, which stands for the long look-back' },
];

const OPEN_INTEREST = { key: 'openInterest', label: 'Initial by open interest', title: 'The initial rate of its step as the open interest of the market makes it grow between two caps (dYdX)' };
const HISTORY = { key: 'history', label: 'By history', title: 'Filtered historical simulation: the move against the position that 99 % of the days of the past do not exceed, each restated at the EWMA volatility of now' };
const LIQUIDITY = { key: 'liquidity', label: 'Liquidity add-on', title: 'Margin that is added when closing a tenth of the daily volume a day takes longer than a day: with the root of the days, thirty at most' };
const COLUMNS = [
  { key: 'name', label: 'Position' }, { key: 'step', label: 'Step', title: 'The step of its schedule that its notional is on, and the maintenance rate there' },
  { key: 'asked', label: 'Asked', title: 'Maintenance margin over notional: what the steps ask together' }, { key: 'sigma', label: 'σ a day' },
  { key: 'coverage', label: 'Covers', title: 'Asked rate over σ of a day' },
  { key: 'chance', label: 'Larger day', title: 'Chance of a day that moves further against the position than the rate covers. Of a normal distribution: real tails are fatter' },
  { key: 'volatility', label: 'By volatility', title: 'The asked rate times σ now over σ of the set, with the tool that is chosen' },
];

/** Position by position: what its rate covers, and what rules that move would ask of it now. */
export function DesignRows({ view: { rows, set, valuationCurrency } }: Readonly<{ view: DesignView }>) {
  const id = useId();
  const [tool, setTool] = useState<Tool>('floored');
  const known = { history: rows.some(({ history }) => history.status === 'known'), volatility: rows.some(({ volatility }) => volatility.status === 'known'), openInterest: rows.some(({ openInterest }) => openInterest.status === 'known'), liquidity: rows.some(({ liquidity }) => liquidity.status === 'known') };
  if (rows.length === 0) return <p className="faint">There is no position that a rate is asked of.</p>;
  return (
    <section aria-label="By position">
      <div className="design-head">
        <h3>By position <span className="faint">normal moves, one day; σ {displayText(set.sigmaSource, 80)}</span></h3>
        <label htmlFor={id}>Against procyclicality</label>
        <select className="line-field" id={id} value={tool} title={TOOLS.find((own) => own.id === tool)?.words} onChange={({ target: { value } }) => setTool(TOOLS.find((own) => own.id === value)?.id ?? 'none')} data-testid="design-tool">
          {TOOLS.map((own) => <option key={own.id} value={own.id} title={own.words}>{own.name}</option>)}
        </select>
      </div>
      <DataTable caption="What each position is asked for, what that covers, and what moving rules would ask" columns={[...COLUMNS, ...(known.history ? [HISTORY] : []), ...(known.openInterest ? [OPEN_INTEREST] : []), LIQUIDITY]}>
        {rows.map((row) => <Row key={row.id} row={row} tool={tool} unit={valuationCurrency} withHistory={known.history} withOpenInterest={known.openInterest} />)}
      </DataTable>
      <p className="insight-hint faint" data-testid="design-needs">
        {!known.volatility && 'By volatility: type σ as it is now above, or import daily closes. '}{!known.liquidity && 'Liquidity add-on: type the volume of a day above. '}{!known.openInterest && 'Initial by open interest: no contract here says its open interest and caps. '}
        {!known.history && `Filtered historical simulation: ${needOf(rows)}; import daily closes in Greeks and risk (G).`}
      </p>
    </section>
  );
}

const rate = (value: number): string => percentText(plain(value), 2, 'ceil');

/** What the first position lacks for it stands for the others. */
const needOf = ([first]: readonly DesignRowView[]): string => (first?.history.status === 'unknown' ? `it needs ${displayText(first.history.missing, 120)}` : 'it needs daily closes');

function Row({ row, tool, unit, withHistory, withOpenInterest }: Readonly<{ row: DesignRowView; tool: Tool; unit: string; withHistory: boolean; withOpenInterest: boolean }>) {
  const { name, asset, step, asked, sigma, coverage, chance, volatility, history, openInterest, liquidity } = row;
  return (
    <tr data-testid="design-row" data-id={row.id}>
      <th scope="row">{displayText(name, 40)}</th>
      <td>{step === null ? <span className="faint" title="Its rate grows with its size, is taken at its entry, or is not known: there is no step that its notional of now is on">{NONE}</span> : <>{step.at} of {step.of} <span className="faint">at {rate(step.rate)}</span></>}</td>
      <td className="lead-figure" data-testid="design-asked"><Asked asked={asked} /></td>
      <td>{sigma === null ? <Unknown reason={`no σ of ${asset} is known`} /> : percentText(plain(sigma), 1, 'ceil')}</td>
      <td data-testid="design-coverage">{coverage === null ? <Unknown reason="a rate or a σ is missing" /> : `${openText(plain(coverage), 2, 'floor')} σ`}</td>
      <td>{chance === null ? <Unknown reason="a rate or a σ is missing" /> : percentText(plain(chance), 1, 'ceil')}</td>
      <td data-testid="design-volatility">{volatility.status === 'unknown' ? <Unknown reason={`needs ${volatility.missing}`} /> : <Scaled scaled={volatility} tool={tool} />}</td>
      {withHistory && <td data-testid="design-history">{history.status === 'unknown' ? <Unknown reason={`needs ${history.missing}`} /> : <span title={`${history.days} days`}>{rate(history.rate)}</span>}</td>}
      {withOpenInterest && <td>{openInterest.status === 'unknown' ? <Unknown reason={`needs ${openInterest.missing}`} /> : <span title={`${rate(openInterest.base)} below the lower cap`}>{rate(openInterest.rate)}</span>}</td>}
      <td>{liquidity.status === 'unknown' ? <Unknown reason={`needs ${liquidity.missing}`} /> : <><Amount value={liquidity.addOn} decimals={moneyDecimals(unit)} unit={unit} mode="ceil" /> <span className="faint">{hoursText(liquidity.days * 24)}</span></>}</td>
    </tr>
  );
}

function Asked({ asked: { before, after } }: Readonly<{ asked: DesignRowView['asked'] }>): ReactNode {
  if (after === null) return <Unknown reason="its maintenance margin is not known" />;
  return before === null || before === after ? rate(after) : <><span className="faint">{rate(before)} →</span> {rate(after)}</>;
}

const SIGMA_FROM = { typed: 'typed', options: 'of its options', closes: 'EWMA of daily closes' } as const;

function Scaled({ scaled, tool }: Readonly<{ scaled: ScaledRateView; tool: Tool }>): ReactNode {
  const value = scaled[tool];
  if (value === null) return <Unknown reason="no fall of the past with a source is known of it" />;
  return <span title={`σ now ${percentText(plain(scaled.sigmaNow), 2)} (${SIGMA_FROM[scaled.sigmaNowFrom]}): × ${openText(plain(scaled.multiplier), 2)}, ${rate(scaled.none)} before the tool`}>{rate(value)}</span>;
}
