import { useCallback } from 'react';
import type { RiskView, UnderlyingRiskView } from '#shared/ipc/riskView.ts';
import { useCommands, useTerminal } from '../../../state/screen.ts';
import { useRepeated } from '../../../state/useRepeated.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount, Unknown } from '../../../ui/Amount.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { exactText, NONE, openText, percentText, significantText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { BoundedAmount } from '../Bounded.tsx';
import type { DialogProps } from '../dialogProps.ts';
import { plain } from './chance.ts';
import { Correlations } from './Correlations.tsx';
import { HistoricalLosses } from './HistoricalLosses.tsx';
import { MarketSource } from './MarketSource.tsx';
import { RiskDialog } from './RiskDialog.tsx';
import { SimulatedLosses } from './SimulatedLosses.tsx';
import { Since } from './Since.tsx';

type Known = Extract<RiskView['risk'], { status: 'known' }>;

/** Greeks and risk: what the account gains by each underlying, whose risk it is, and what a bad day costs. */
export function Exposure({ dialog: { accountId, accountName }, onClose }: DialogProps<'exposure'>) {
  const commands = useCommands();
  const method = useTerminal((terminal) => terminal.settings.marketMethod);
  const answer = useRepeated(useCallback(() => commands.risk(accountId), [commands, accountId]), method);
  return (
    <RiskDialog testId="exposure" title="Greeks and risk" accountName={accountName} lead="what it gains and loses by each underlying" answer={answer} onClose={onClose}>
      {(view) => (view.risk.status === 'unknown'
        ? (
          <div className="risk-main">
            <p className="insight-hint unknown-words">Exposure and risk are not known: they need {displayText(missingWords(view.risk.missing.split(', ')))}.</p>
            <Since accountId={accountId} />
          </div>
        )
        : <Answer view={view} risk={view.risk} accountId={accountId} />)}
    </RiskDialog>
  );
}

function Answer({ view: { valuationCurrency: unit, market }, risk, accountId }: Readonly<{ view: RiskView; risk: Known; accountId: string }>) {
  return (
    <div className="risk-columns" data-testid="exposure-view">
      <div className="risk-main">
        <section aria-label="By underlying">
          <h3>By underlying <span className="faint">positions, holdings and open profit together</span></h3>
          <DataTable caption="Exposure and risk by underlying" columns={columnsOf(unit)} foot={<Foot risk={risk} unit={unit} />}>
            {risk.underlyings.map((own) => <Row key={own.asset} own={own} unit={unit} />)}
          </DataTable>
        </section>
        <Since accountId={accountId} />
        <MarketSource market={market} currency={unit} />
        <Correlations market={market} />
      </div>
      <div className="risk-side">
        <Losses risk={risk} unit={unit} />
        <SimulatedLosses accountId={accountId} unit={unit} />
        <HistoricalLosses accountId={accountId} unit={unit} />
      </div>
    </div>
  );
}

const columnsOf = (unit: string) => [
  { key: 'asset', label: 'Underlying' }, { key: 'delta', label: 'Delta', title: 'Net size in units: positions, inverse contracts and holdings' },
  { key: 'positions', label: 'Positions', title: `What the positions gain when the asset doubles, in ${unit}` }, { key: 'held', label: 'Held', title: `Collateral and open profit in the asset, in ${unit}` },
  { key: 'exposure', label: 'Exposure', title: `Both together, in ${unit}` }, { key: 'beta', label: 'Beta-weighted', title: `Exposure times the asset’s beta of the joint move, in ${unit}` },
  { key: 'sigma', label: 'σ a day' }, { key: 'share', label: 'Share of risk', title: 'Part of the deviation of the whole; below 0 it hedges. They add up to 100 %' },
  { key: 'coverage', label: 'MM covers', title: 'How many daily σ the maintenance rate of its rows covers' },
];

function Row({ own: { asset, delta, positions, held, exposure, betaWeighted, sigma, share, coverage }, unit }: Readonly<{ own: UnderlyingRiskView; unit: string }>) {
  const amount = { decimals: moneyDecimals(unit), unit };
  return (
    <tr data-testid="risk-row" data-asset={asset}>
      <th scope="row">{displayText(asset, 16)}</th>
      <td className="figure" title={delta === null ? undefined : exactText(delta)}>{delta === null ? <Unknown reason="a price is missing" /> : significantText(delta, 5, 'halfEven')}</td>
      <td><Amount value={positions} {...amount} /></td>
      <td><Amount value={held} {...amount} /></td>
      <td><Amount value={exposure} {...amount} /></td>
      <td><Amount value={betaWeighted} {...amount} /></td>
      <td>{sigma === null ? <Unknown reason="no σ is known; taken to stay" /> : percentText(plain(sigma), 1, 'ceil')}</td>
      <td className="lead-figure">{share === null ? NONE : percentText(plain(share), 1)}</td>
      <td>{coverage === null ? NONE : `${openText(plain(coverage), 2, 'floor')} σ`}</td>
    </tr>
  );
}

function Foot({ risk, unit }: Readonly<{ risk: Known; unit: string }>) {
  return (
    <tr>
      <th scope="row">Whole</th>
      <td colSpan={4}>{NONE}</td>
      <td><Amount value={risk.betaWeighted} decimals={moneyDecimals(unit)} unit={unit} /></td>
      <td>{NONE}</td>
      <td className="lead-figure">{percentText('1', 1)}</td>
      <td>{NONE}</td>
    </tr>
  );
}

function Losses({ risk: { deviation, tails, diversification, concentration, equity }, unit }: Readonly<{ risk: Known; unit: string }>) {
  const amount = { decimals: moneyDecimals(unit), unit };
  return (
    <section aria-label="A bad day">
      <h3>A bad day <span className="faint">normal moves, one day</span></h3>
      <dl className="lines">
        <div><dt>One σ</dt><dd><Amount value={deviation} {...amount} mode="ceil" testId="deviation" /></dd></div>
        {tails.map(({ confidence, valueAtRisk, expectedShortfall, undiversified }) => (
          <div key={confidence} className="tail">
            <dt title={`One day in ${openText(plain(1 / (1 - confidence)), 0)} loses more`}>VaR {percentText(plain(confidence), 0)}</dt>
            <dd>
              <b><Amount value={valueAtRisk} {...amount} mode="ceil" testId="var" /></b>
              <small className="faint">then <Amount value={expectedShortfall} {...amount} mode="ceil" testId="shortfall" /> in the mean</small>
              <small className="faint">all at their worst <Amount value={undiversified} {...amount} mode="ceil" /></small>
            </dd>
          </div>
        ))}
        <div><dt title="Risks one by one over the risk of the whole: 1 when nothing diversifies">Diversification</dt><dd>{openText(plain(diversification), 2, 'floor')} ×</dd></div>
        <div><dt title="Sum of squared shares of the risks one by one: 1 for a single one">Concentration</dt><dd>{openText(plain(concentration), 2, 'ceil')}</dd></div>
        <div><dt>Equity</dt><dd><BoundedAmount figure={equity} {...amount} missing="an input is missing" mode="floor" /></dd></div>
      </dl>
      <p className="insight-hint faint">Options count at their delta; their gamma, vega and theta are told in portfolio margin (V).</p>
    </section>
  );
}
