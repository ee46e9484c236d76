import type { Position, Portfolio } from '#shared/domain/account.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { rulesOf } from '#shared/domain/marginRules.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { engineAt } from '#shared/engine/contribution/engineAt.ts';
import { withCash } from '#shared/engine/contribution/withoutRow.ts';
import { exposuresOf } from '#shared/engine/exposures.ts';
import type { Liquidation } from '#shared/engine/liquidation.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import { rateOf } from '#shared/engine/prices.ts';
import type { HedgesView, HedgeView } from '#shared/ipc/riskView.ts';
import { Decimal, toText, ZERO } from '#shared/num/units.ts';
import { componentRisk } from '#shared/scenario/risk/correlation.ts';
import { cell } from '#shared/scenario/risk/matrix.ts';
import type { MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import { each, type Pieces } from '#shared/util/pieces.ts';
import { priceDecimalsOf } from '../decimals.ts';
import { figureView } from '../insight/figures.ts';
import { liquidationView, textOf } from '../rowViews.ts';
import { traded } from '../whatIf/trade.ts';
import { deltaOf } from './delta.ts';
import { type Market, marketOf } from './market.ts';
import { assetsOf, largestPool, missingForMoves } from './assets.ts';
import { floatText } from './text.ts';

/** About how many pieces it takes: the account once, and two trades for each asset. */
export function hedgePiecesOf({ positions, instruments, collateral }: Pick<Portfolio, 'positions' | 'instruments' | 'collateral'>): number {
  const held = new Set(positions.map(({ symbol }) => symbol));
  return 1 + 2 * new Set([...instruments.filter(({ symbol }) => held.has(symbol)).map(({ base }) => base), ...collateral.map(({ asset }) => asset)]).size;
}

/** Trades of what the account knows that lower its risk, each re-priced by the engine: the whole account again for each. */
export function* hedgeTrades(engine: AccountEngine, paths: OptionPaths, measured: MeasuredMarket | null): Pieces<HedgesView['hedges']> {
  const missing = missingForMoves(engine, paths, 'worth');
  if (missing !== null) return { status: 'unknown', missing };
  const now = engine.evaluate(paths);
  yield;
  const market = marketOf(largestPool(engine), assetsOf(engine), measured);
  const exposures = exposuresOf(engine.pools, paths);
  const money = market.assets.map((asset) => (exposures.get(asset)?.positions ?? 0) + (exposures.get(asset)?.held ?? 0));
  const exposed = market.assets.filter((asset, place) => money[place] !== 0 && !engine.portfolio.parameters.stablecoins.includes(asset));
  const trades = exposed.flatMap((asset) => candidatesOf(engine, asset).slice(0, 1).flatMap((instrument) => tradesOf({ engine, now, market, money, exposures, paths }, instrument, asset)));
  const found = yield* each(trades, (trade) => hedgeView({ engine, now, market, money, exposures, paths }, trade));
  return { status: 'known', list: found.toSorted((left, right) => Number(left.deviationAfter) - Number(right.deviationAfter)), without: exposed.filter((asset) => candidatesOf(engine, asset).length === 0) };
}

/** Perpetuals first, then the later of dated contracts; only what has a price and is one-way in this account. */
function candidatesOf(engine: AccountEngine, asset: string): readonly Instrument[] {
  const { portfolio, prices } = engine;
  const { mark } = prices();
  const isHedgeMode = (symbol: string): boolean => portfolio.positions.some((own) => own.symbol === symbol && (own.positionSide !== 'both' || own.marginMode === 'isolated'));
  return portfolio.instruments.filter((own) => rateFor(engine, own) !== null).filter(({ base, kind, symbol, settlement }) => base === asset && (kind === 'perpetual' || kind === 'future') && settlement !== 'quanto' && mark.has(symbol) && !isHedgeMode(symbol))
    .toSorted((left, right) => Number(left.kind === 'future') - Number(right.kind === 'future'));
}

/** The account that is hedged, and what it gains by. */
type Hedged = Readonly<{ engine: AccountEngine; now: AccountEvaluation; market: Market; money: readonly number[]; exposures: ReturnType<typeof exposuresOf>; paths: OptionPaths }>;

type Trade = Readonly<{ kind: HedgeView['kind']; instrument: Instrument; asset: string; contracts: Decimal }>;

function tradesOf({ engine, now, market, money, exposures }: Hedged, instrument: Instrument, asset: string): readonly Trade[] {
  const place = market.assets.indexOf(asset);
  const variance = cell(market.covariance, place, place);
  const pull = market.covariance[place]?.reduce((sum, own, other) => sum + own * (money[other] ?? 0), 0) ?? 0;
  const delta = deltaOf(engine, now, exposures, asset);
  const wanted = { delta: delta === null ? ZERO : contractsOf(engine, instrument, delta.neg()), minimumVariance: new Decimal(floatText(variance > 0 ? -pull / variance / moneyPerContract(engine, instrument) : 0)) };
  return (['delta', 'minimumVariance'] as const).flatMap((kind) => {
    const contracts = toLot(wanted[kind], instrument);
    return contracts.isZero() ? [] : [{ kind, instrument, asset, contracts }];
  });
}

/** Contracts of so many units of the base at the mark of now. */
function contractsOf({ prices }: AccountEngine, { symbol, settlement, contractSize }: Instrument, units: Decimal): Decimal {
  return settlement === 'inverse' ? units.times(prices().mark.get(symbol) ?? ZERO).div(contractSize) : units.div(contractSize);
}

/** The nearest number of lots: what is left open is half a lot at most. */
function toLot(contracts: Decimal, { lotSize, settlement }: Instrument): Decimal {
  const lot = new Decimal(lotSize ?? (settlement === 'inverse' ? '1' : '0.000001'));
  return contracts.div(lot).toDecimalPlaces(0).times(lot);
}

/** What one contract gains when its base rises by 100 %, in the valuation currency. */
function moneyPerContract(engine: AccountEngine, instrument: Instrument): number {
  const { symbol, settlement, contractSize } = instrument;
  return Number(contractSize) * (rateFor(engine, instrument) ?? Number.NaN) * (settlement === 'inverse' ? 1 : engine.prices().mark.get(symbol)?.toNumber() ?? Number.NaN);
}

/** Valuation currency per unit of what a contract's worth is told in; one for one between dollars without a price, null where no price tells it. */
function rateFor({ book: { valuationCurrency }, portfolio, prices }: AccountEngine, { settlement, settle, quote }: Instrument): number | null {
  const told = settlement === 'inverse' ? quote : settle;
  const isDollar = (currency: string): boolean => currency === 'USD' || portfolio.parameters.stablecoins.includes(currency);
  return rateOf(told, valuationCurrency, prices().index)?.toNumber() ?? (isDollar(told) && isDollar(valuationCurrency) ? 1 : null);
}

function hedgeView({ engine, now: before, market, money, exposures, paths }: Hedged, { kind, instrument, asset, contracts }: Trade): HedgeView {
  const gained = contracts.toNumber() * moneyPerContract(engine, instrument);
  const place = market.assets.indexOf(asset);
  const hedged = money.with(place, (money[place] ?? 0) + gained);
  const after = engineAt(withTrade(engine, instrument, contracts), engine.prices()).evaluate(paths);
  // An asset of which nothing is left is no longer among the underlyings.
  const sizeOf = (all: typeof before) => (all.underlyings.some((underlying) => underlying.asset === asset) ? textOf(deltaOf(engine, all, exposures, asset)) : toText(ZERO));
  const afterBy = new Map(after.underlyings.map((own) => [own.asset, own]));
  const pairs = before.underlyings.flatMap((own) => { const next = afterBy.get(own.asset); return next === undefined ? [] : [{ own, next }]; });
  const fee = instrument.takerFeeRate ?? rulesOf(engine.portfolio.parameters).takerFeeRate;
  const [deviationBefore, deviationAfter] = [componentRisk(market.covariance, money).deviation, componentRisk(market.covariance, hedged).deviation];
  return {
    kind, symbol: instrument.symbol, asset, contracts: toText(contracts), notional: floatText(Math.abs(gained)), cost: fee === undefined ? null : floatText(Math.abs(gained) * Number(fee)),
    deltaBefore: sizeOf(before), deltaAfter: sizeOf(after), deviationBefore: floatText(deviationBefore), deviationAfter: floatText(deviationAfter),
    marginRatio: { before: figureView(before.totals.marginRatio), after: figureView(after.totals.marginRatio) }, buffer: { before: figureView(before.totals.buffer), after: figureView(after.totals.buffer) },
    liquidations: pairs.map(({ own, next }) => ({ asset: own.asset, before: liquidationView(own.liquidation), after: liquidationView(next.liquidation), priceDecimals: priceDecimalsOf(undefined, textOf(own.reference) ?? '1') })),
    notMarginNeutral: deviationAfter < deviationBefore && pairs.some(({ own, next }) => comesNearer(own.reference, own.liquidation, next.liquidation)),
  };
}

function comesNearer(reference: Decimal | null, before: Liquidation, after: Liquidation): boolean {
  if (reference === null) return false;
  const nearest = (own: Liquidation): Decimal | null => {
    const prices = own.status === 'price' ? [own.price] : own.status === 'range' ? [own.lower, own.upper] : [];
    return prices.reduce<Decimal | null>((best, price) => { const away = price.minus(reference).abs(); return best === null || away.lt(best) ? away : best; }, null);
  };
  const [then, now] = [nearest(after), nearest(before)];
  return then !== null && (now === null || then.lt(now));
}

/** The account after a trade at the mark, without a fee: what it closes becomes cash in the settle currency. */
function withTrade({ portfolio, prices }: AccountEngine, instrument: Instrument, contracts: Decimal): Portfolio {
  const { symbol, settle } = instrument;
  const price = toText(prices().mark.get(symbol) ?? ZERO);
  const held = portfolio.positions.find((own) => own.symbol === symbol);
  if (held === undefined) {
    const opened: Position = { symbol, contracts: toText(contracts), entryPrice: price, marginMode: 'cross', positionSide: 'both' };
    return { ...portfolio, positions: [...portfolio.positions, opened] };
  }
  const { position, cash } = traded(held, instrument, toText(contracts), price);
  const positions = portfolio.positions.flatMap((own) => (own !== held ? [own] : position === null ? [] : [position]));
  return { ...portfolio, positions, collateral: withCash(portfolio, settle, cash) };
}
