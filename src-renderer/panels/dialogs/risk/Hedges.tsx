import { type ReactNode, useCallback } from 'react';
import type { HedgesView, HedgeView } from '#shared/ipc/riskView.ts';
import { useCommands } from '../../../state/screen.ts';
import { useAsker, useCancellable, useProgress } from '../../../state/useComputing.ts';
import { useRepeated } from '../../../state/useRepeated.ts';
import { missingWords } from '../../../state/select/modelNotes.ts';
import { moneyDecimals } from '../../../state/select/money.ts';
import { Amount, Unknown } from '../../../ui/Amount.tsx';
import { LiquidationPrice } from '../../../ui/Distance.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { exactText, signOf, significantText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { BoundedAmount, BoundedRatio } from '../Bounded.tsx';
import type { DialogProps } from '../dialogProps.ts';
import { MarketNote } from './MarketNote.tsx';
import { NoTradeBand } from './NoTradeBand.tsx';
import { RiskDialog } from './RiskDialog.tsx';

/** Trades that take risk off, each with what the account would be after it. Nothing is traded from here. */
export function Hedges({ dialog: { accountId, accountName }, onClose }: DialogProps<'hedges'>) {
  const commands = useCommands();
  const asker = useAsker();
  const { ask, ...ways } = useCancellable(useCallback(() => commands.hedges(accountId, asker), [commands, accountId, asker]), asker);
  const answer = useRepeated(ask);
  const progress = useProgress(asker, answer.isAsking);
  return (
    <RiskDialog testId="hedges" title="Hedges" accountName={accountName} lead="trades that take risk off, and the account after each; nothing is traded from here" answer={answer} computing={{ ...ways, ...progress }} onClose={onClose}>
      {(view) => <><Answer view={view} /><MarketNote market={view.market} /><Bands view={view} /></>}
    </RiskDialog>
  );
}

function Answer({ view: { hedges, valuationCurrency: unit } }: Readonly<{ view: HedgesView }>) {
  if (hedges.status === 'unknown') return <p className="insight-hint unknown-words">Not known: needs {displayText(missingWords(hedges.missing.split(', ')))}.</p>;
  return (
    <>
      {hedges.list.length === 0 && <p className="faint">There is nothing to hedge with a contract of this account.</p>}
      <div className="hedge-cards" data-testid="hedges-view" role="region" aria-label="Hedges, one by one" tabIndex={0}>
        {hedges.list.map((hedge) => <Card key={`${hedge.kind} ${hedge.symbol}`} hedge={hedge} unit={unit} />)}
      </div>
      {hedges.without.length > 0 && <p className="insight-hint faint">No contract of this account with a price, in one-way mode, hedges {displayText(hedges.without.join(', '), 200)}.</p>}
    </>
  );
}

/** Assets without gamma are told together. */
function Bands({ view: { rehedge, valuationCurrency } }: Readonly<{ view: HedgesView }>) {
  const linear = rehedge.filter(({ when }) => when.status === 'none' && when.why === 'linear').map(({ asset }) => asset);
  return (
    <section aria-label="When to hedge again" data-testid="bands">
      {rehedge.filter(({ asset }) => !linear.includes(asset)).map(({ asset, when }) => <NoTradeBand key={asset} when={when} asset={asset} currency={valuationCurrency} />)}
      {linear.length > 0 && <NoTradeBand when={{ status: 'none', why: 'linear' }} asset={linear.join(', ')} currency={valuationCurrency} />}
    </section>
  );
}

const KINDS: Readonly<Record<HedgeView['kind'], readonly [string, string]>> = {
  delta: ['No delta left', 'The net size of the asset becomes zero, but for what is less than a lot'],
  minimumVariance: ['Least risk', 'The size of this one contract at which the account varies least from day to day, given the correlations'],
};

function Card({ hedge, unit }: Readonly<{ hedge: HedgeView; unit: string }>) {
  const { kind, symbol, asset, contracts, notional, cost, deltaBefore, deltaAfter, deviationBefore, deviationAfter, marginRatio, buffer, liquidations, notMarginNeutral } = hedge;
  const amount = { decimals: moneyDecimals(unit), unit };
  const [title, words] = KINDS[kind];
  const isRiskier = Number(deviationAfter) > Number(deviationBefore);
  return (
    <section className="hedge-card" aria-label={`${title}, ${displayText(symbol, 40)}`} data-testid="hedge" data-kind={kind} data-symbol={symbol}>
      <h3 title={words}>{title} <span className="faint">{displayText(asset, 16)}</span></h3>
      <p className="hedge-trade"><b>{signOf(contracts) > 0 ? 'Buy' : 'Sell'} {significantText(contracts.replace('-', ''), 5, 'trunc')}</b> {displayText(symbol, 40)}</p>
      <dl className="lines">
        <div><dt>Notional</dt><dd><Amount value={notional} {...amount} /></dd></div>
        <div><dt title="At the taker fee">Cost</dt><dd>{cost === null ? <Unknown reason={`no taker fee of ${symbol} is known`} /> : <Amount value={cost} {...amount} mode="ceil" />}</dd></div>
        <Pair name={`Delta, ${displayText(asset, 12)}`} before={deltaText(deltaBefore)} after={deltaText(deltaAfter)} />
        <Pair name="One σ a day" before={<Amount value={deviationBefore} {...amount} mode="ceil" />} after={<span className={isRiskier ? 'loss' : undefined}><Amount value={deviationAfter} {...amount} mode="ceil" /></span>} />
        <Pair name="Margin ratio" before={<BoundedRatio figure={marginRatio.before} missing="an input is missing" />} after={<BoundedRatio figure={marginRatio.after} missing="an input is missing" />} />
        <Pair name="Buffer" before={<BoundedAmount figure={buffer.before} {...amount} missing="an input is missing" mode="floor" />} after={<BoundedAmount figure={buffer.after} {...amount} missing="an input is missing" mode="floor" />} />
        {liquidations.filter(({ before, after }) => before.status !== 'none' || after.status !== 'none').map((own) => (
          <Pair key={own.asset} name={`Liquidation, ${displayText(own.asset, 12)}`} before={<LiquidationPrice view={own.before} below decimals={own.priceDecimals} unit={unit} />} after={<LiquidationPrice view={own.after} below decimals={own.priceDecimals} unit={unit} />} />
        ))}
      </dl>
      {isRiskier && <p className="hedge-warning"><Icon name="triangle" size={10} /> The account varies more after it: this position hedges others.</p>}
      {notMarginNeutral && <p className="hedge-warning"><Icon name="triangle" size={10} /> Less risk, but some liquidation comes nearer: neutral in delta is not neutral in margin.</p>}
    </section>
  );
}

function deltaText(delta: HedgeView['deltaBefore']) {
  if (delta === null) return <Unknown reason="a price is missing" />;
  return <span className="figure" title={exactText(delta)}>{signOf(delta) === 0 ? '0' : significantText(delta, 4, 'halfEven')}</span>;
}

function Pair({ name, before, after }: Readonly<{ name: string; before: ReactNode; after: ReactNode }>) {
  return <div><dt>{name}</dt><dd>{before} <span className="faint" aria-label="to">→</span> <b>{after}</b></dd></div>;
}
