import type { CellView, UnitView } from '#shared/ipc/scenarioMarginView.ts';
import { KIND_WORDS } from '../../../state/presets/words.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount } from '../../../ui/Amount.tsx';
import { NONE, openText, percentText, signedPercentText, signOf } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { ByStrategy } from './ByStrategy.tsx';
import { plain } from './chance.ts';
import { GreeksTable } from './GreeksTable.tsx';
import { Heat, type HeatFigure } from './Heat.tsx';
import { NoTradeBand } from './NoTradeBand.tsx';
import { type OnGroup, Strategies } from './Strategies.tsx';
import { UnitHedges } from './UnitHedges.tsx';

const VOLATILITY: Readonly<Record<CellView['volatility'], string>> = { up: 'volatility up', none: 'volatility as it is', down: 'volatility down', linear: 'smile tilted', absolute: 'smile steeper' };
const TERMS: Readonly<Record<UnitView['bindingTerm'], string>> = { cell: '', basis: 'the forward of an expiry moving by itself', minimumDelta: 'the least by delta', minimumCharge: 'the minimum charge' };

const cellWords = ({ move, volatility, weight }: CellView): string => `price ${signedPercentText(plain(move), 1)}, ${VOLATILITY[volatility]}${weight === 1 ? '' : `, counted at ${percentText(plain(weight), 1)}`}`;

/** One underlying: what binds, line by line, what is added, and where the account ends. */
export function Unit({ unit, currency, onGroup, heat, onHeat }: Readonly<{ unit: UnitView; currency: string; onGroup: OnGroup | null; heat: HeatFigure; onHeat: (figure: HeatFigure) => void }>) {
  const amount = { decimals: moneyDecimals(currency), unit: currency };
  const { asset, binding, runnerUp, bindingTerm, lines, adjustment, asked, worstLoss, minimumCharge, factors, maintenance, initial, greeks, lacking, assumed } = unit;
  if (lines.length === 0 && lacking.length > 0) {
    return (
      <section className="pm-unit" aria-label={displayText(asset, 20)} data-testid="pm-unit" data-asset={asset}>
        <h3>{displayText(asset, 20)}</h3>
        <p className="insight-hint unknown-words">Not known: needs {displayText(lacking.join(', '), 300)}.</p>
      </section>
    );
  }
  return (
    <section className="pm-unit" aria-label={displayText(asset, 20)} data-testid="pm-unit" data-asset={asset}>
      <h3>{displayText(asset, 20)} <span className="faint">maintenance <Amount value={maintenance} {...amount} mode="ceil" /> · initial <Amount value={initial} {...amount} mode="ceil" /></span></h3>
      {lacking.length > 0 && <p className="insight-hint unknown-words">Without {displayText(lacking.join(', '), 300)}: what hangs on it is left out, and the figures say too little.</p>}
      {assumed.length > 0 && <p className="insight-hint faint">{displayText(assumed.join('; '), 300)}.</p>}
      <div className="pm-parts">
        <div>
          <p className="pm-binding">
            <b>Binds:</b> {binding === null ? TERMS[bindingTerm] : cellWords(binding)}
            {runnerUp !== null && <span className="faint"> · next: {cellWords(runnerUp)}, <Amount value={runnerUp.profit} {...amount} signed /></span>}
          </p>
          <table className="pm-lines">
            <caption className="hidden-text">Lines of {displayText(asset, 20)} in the binding scenario</caption>
            <thead><tr><th scope="col">Line</th><th scope="col">In it</th><th scope="col" title="What the maintenance margin becomes more by when the line is gone; above 0 it carries others">Margin without</th></tr></thead>
            <tbody>
              {lines.map(({ id, name, profit, without }) => (
                <tr key={id}><th scope="row">{displayText(name, 40)}</th><td><Amount value={profit} {...amount} signed toned /></td><td title={without === null ? 'Asked for the 100 lines that weigh most' : undefined}>{without === null ? NONE : <Amount value={without} {...amount} signed />}</td></tr>
              ))}
              {Number(adjustment) !== 0 && <tr><th scope="row" className="faint">Discounts and dampeners</th><td><Amount value={adjustment} {...amount} signed /></td><td>{NONE}</td></tr>}
            </tbody>
          </table>
          <dl className="lines">
            <div><dt>Worst loss × {openText(plain(factors.maintenance), 2)}</dt><dd><Amount value={worstLoss} {...amount} mode="ceil" /></dd></div>
            {asked.map((own) => <div key={own.kind}><dt>{KIND_WORDS[own.kind] ?? displayText(own.kind, 40)}{factors.contingenciesInside ? ` × ${openText(plain(factors.maintenance), 2)}` : ''}</dt><dd><Amount value={own.maintenance} {...amount} mode="ceil" /></dd></div>)}
            {signOf(minimumCharge) > 0 && <div><dt title="What is asked at least, in the place of what stands above">Or the minimum charge, if more</dt><dd className="faint"><Amount value={minimumCharge} {...amount} mode="ceil" /></dd></div>}
            <div className="strong"><dt>Maintenance</dt><dd><Amount value={maintenance} {...amount} mode="ceil" /></dd></div>
          </dl>
          <Strategies unit={unit} currency={currency} onGroup={onGroup} />
          {unit.byStrategy !== null && <ByStrategy asked={unit.byStrategy} currency={currency} />}
          {greeks !== null && <GreeksTable greeks={greeks} asset={asset} currency={currency} />}
        </div>
        <Heat unit={unit} currency={currency} figure={heat} onFigure={onHeat} />
      </div>
      <UnitHedges hedges={unit.hedges} asset={asset} currency={currency} />
      <NoTradeBand when={unit.rehedge} asset={asset} currency={currency} />
    </section>
  );
}
