import type { Decimal } from '#shared/num/units.ts';
import { type DecimalText, type EpochMs, quotient, toText } from '#shared/num/units.ts';
import { isStale } from '#shared/domain/priceState.ts';
import { isExpired } from '#shared/domain/instrument.ts';
import type { CollateralEvaluation, Evaluation, RowEvaluation, UnderlyingEvaluation } from '#shared/engine/evaluate.ts';
import type { Figure, Totals } from '#shared/engine/figures.ts';
import type { Distance, Liquidation, Move } from '#shared/engine/liquidation.ts';
import type { Remedy } from '#shared/engine/remedy.ts';
import { stageOf } from '#shared/engine/stage.ts';
import type {
  AccountView, Bound, CollateralView, DistanceView, LiquidationView, MoveView, OrderView, PositionView, PriceView, RemedyView, TotalsView, UnderlyingView,
} from '#shared/ipc/view.ts';
import type { AccountHost, WorstInput } from './accountHost.ts';
import { decimalsOf, priceDecimalsOf } from './decimals.ts';
import type { Freshness } from './priceBoard.ts';
import { stageReason } from './words.ts';

const textOf = (value: Decimal | null | undefined): DecimalText | null => (value === null || value === undefined ? null : toText(value));

export type ViewContext = Readonly<{
  freshness: Freshness;
  asOf: EpochMs;
  seq: number;
  live: boolean;
  liveHost: string | null;
  demo: boolean;
  replay: boolean;
  name: string;
  blindSince: EpochMs | null;
  remedy: Remedy | null;
  worst: WorstInput | null;
  fault: string | null;
}>;

/** One account as it is shown and pushed: exact text, every figure with its state. */
export function accountView(host: AccountHost, evaluation: Evaluation, context: ViewContext): AccountView {
  const { book, board, ledger } = host;
  const { portfolio } = book;
  const price = (key: `mark:${string}` | `index:${string}`): PriceView => board.view(key, context.freshness);
  const nearest = evaluation.nearest;
  return {
    accountId: host.accountId,
    name: context.name,
    venue: portfolio.venue,
    model: portfolio.model,
    parameterSetId: portfolio.parameters.id,
    valuationCurrency: book.valuationCurrency,
    demo: context.demo,
    replay: context.replay,
    live: context.live,
    liveHost: context.liveHost,
    seq: context.seq,
    asOf: context.asOf,
    stage: host.stage(),
    stageReason: shownReason(host, evaluation, context.worst),
    totals: totalsView(evaluation.totals, evaluation.missing.length > 0),
    equityParts: equityParts(evaluation),
    positions: evaluation.rows.map((row) => positionView(row, price(`mark:${row.row.instrument.symbol}`), context.asOf, portfolio.parameters.volatilitySource)),
    collateral: evaluation.collateral.map((line) => collateralView(line, line.line.collateral.asset === book.valuationCurrency
      ? { value: toText(line.index ?? book.beta(book.valuationCurrency)), at: null, state: 'live', underneath: null }
      : price(`index:${line.line.collateral.asset}`))),
    orders: [...book.holdings.values()].flatMap(({ symbol, orders, instrument }) => orders.map(({ order }, at): OrderView => ({
      id: `${symbol}|${at}`, symbol, contracts: order.contracts, price: order.price, reduceOnly: order.reduceOnly,
      orderMargin: at === 0 ? textOf(ledger.orderMargin(symbol)) : null, priceDecimals: priceDecimalsOf(instrument.tickSize, order.price),
    }))),
    underlyings: evaluation.underlyings.map((underlying) => underlyingView(underlying, portfolio.parameters.volatilitySource)),
    jointMove: { liquidation: moveView(evaluation.jointMove.liquidation), bankruptcy: moveView(evaluation.jointMove.bankruptcy) },
    nearest: nearest?.distance == null ? null : { asset: nearest.asset, fraction: toText(nearest.distance.fraction), sigmas: nearest.distance.sigmas },
    worstInput: context.worst,
    remedy: context.remedy === null ? null : remedyView(context.remedy),
    blindSince: context.blindSince,
    unknown: [...faultOf(context.fault, evaluation), ...evaluation.missing.map(({ missing, makesUnknown }) => ({ missing, makesUnknown }))],
  };
}

/** A stage that no figure asks for any more says why it stays. */
function shownReason(host: AccountHost, evaluation: Evaluation, worst: WorstInput | null): string {
  const reason = stageReason(evaluation, stageOf(evaluation.stageInputs).test);
  if (reason !== '' || host.stage() === 'calm') return reason;
  return worst !== null && isStale(worst.state) ? 'kept: nothing clears on prices that are not fresh' : 'clears when it has held for 30 s';
}

/** A rule that broke makes every headline unknown, and stands before all that is missing. */
const faultOf = (fault: string | null, { totals }: Evaluation): AccountView['unknown'] =>
  (fault === null ? [] : [{ missing: `a computation that failed (${fault}); remove the account and open it again`, makesUnknown: Object.keys(totals) }]);

export function totalsView(totals: Totals, incomplete: boolean): TotalsView {
  const figures: readonly (readonly [string, Figure])[] = Object.entries(totals);
  const bounds = figures.flatMap(([name, { certainty }]): [string, Bound][] => (certainty === 'exact' ? [] : [[name, certainty]]));
  const value = (figure: Figure): DecimalText | null => textOf(figure.value);
  return {
    equity: value(totals.equity), adjustedEquity: value(totals.adjustedEquity), initialMargin: value(totals.initialMargin),
    maintenanceMargin: value(totals.maintenanceMargin), orderMargin: value(totals.orderMargin), freeMargin: value(totals.freeMargin),
    buffer: value(totals.buffer), marginRatio: value(totals.marginRatio), initialMarginRatio: value(totals.initialMarginRatio),
    leverage: value(totals.leverage), notional: value(totals.notional), unrealizedPnl: value(totals.unrealizedPnl),
    bounds: Object.fromEntries(bounds), incomplete,
  };
}

/** Collateral by asset, then P&L: they add up to equity exactly. */
export function equityParts(evaluation: Evaluation): AccountView['equityParts'] {
  const byAsset = new Map<string, Decimal | null>();
  for (const { line, terms } of evaluation.collateral) {
    const before = byAsset.get(line.collateral.asset);
    const value = terms?.value ?? null;
    byAsset.set(line.collateral.asset, before === undefined ? value : before === null || value === null ? null : before.plus(value));
  }
  return [...[...byAsset].map(([name, value]) => ({ name, value: textOf(value) })), { name: 'unrealizedPnl', value: textOf(evaluation.totals.unrealizedPnl.value) }];
}

export function liquidationView(liquidation: Liquidation): LiquidationView {
  if (liquidation.status === 'price') return { status: 'price', price: toText(liquidation.price) };
  return liquidation.status === 'range' ? { status: 'range', lower: toText(liquidation.lower), upper: toText(liquidation.upper) } : liquidation;
}

export function moveView(move: Move): MoveView {
  if (move.status === 'move') return { status: 'move', move: toText(move.move) };
  return move.status === 'range' ? { status: 'range', lower: toText(move.lower), upper: toText(move.upper) } : move;
}

export function distanceView(distance: Distance | null, sigmaSource: string): DistanceView | null {
  return distance === null ? null : {
    fraction: toText(distance.fraction), money: toText(distance.money), sigmas: distance.sigmas, sigmaSource: distance.sigmas === null ? null : sigmaSource,
  };
}

function positionView(evaluated: RowEvaluation, mark: PriceView, at: EpochMs, sigmaSource: string): PositionView {
  const { row, terms, withoutThis } = evaluated;
  const { instrument, position } = row;
  const flags = [
    ...(isExpired(instrument, at) ? ['expired: settle or remove'] : []),
    ...(row.unsupported === null ? [] : [row.unsupported]),
    ...(row.unsupported === null && row.schedule === null ? ['no margin tiers'] : []),
  ];
  return {
    id: row.id, symbol: instrument.symbol, base: instrument.base, quote: instrument.quote, settle: instrument.settle, positionSide: position.positionSide,
    contracts: position.contracts, size: toText(row.size), entryPrice: position.entryPrice, mark,
    notional: textOf(terms?.notional), unrealizedPnl: textOf(terms?.unrealizedPnl), initialMargin: textOf(terms?.initialMargin),
    maintenanceMargin: textOf(terms?.maintenanceMargin), maintenanceShare: textOf(evaluated.maintenanceShare),
    liquidation: liquidationView(evaluated.liquidation), distance: distanceView(evaluated.distance, sigmaSource),
    withoutThis: withoutThis === null ? null : {
      adjustedEquity: toText(withoutThis.adjustedEquity), maintenanceMargin: toText(withoutThis.maintenanceMargin), marginRatio: textOf(withoutThis.marginRatio),
    },
    priceDecimals: priceDecimalsOf(instrument.tickSize, mark.value ?? position.entryPrice), sizeDecimals: decimalsOf(toText(row.size)), flags,
  };
}

function collateralView({ line, terms, liquidation }: CollateralEvaluation, price: PriceView): CollateralView {
  const adjusted = terms?.adjustedValue ?? null;
  return {
    asset: line.collateral.asset, amount: line.collateral.amount, price, value: textOf(terms?.value), weight: line.weight === null ? null : toText(quotient(line.weight)),
    haircutCost: terms === null || adjusted === null ? null : toText(terms.value.minus(adjusted)), adjustedValue: textOf(adjusted),
    liquidation: liquidationView(liquidation), amountDecimals: decimalsOf(line.collateral.amount), priceDecimals: priceDecimalsOf(undefined, price.value ?? '1'),
  };
}

function underlyingView(underlying: UnderlyingEvaluation, sigmaSource: string): UnderlyingView {
  return {
    asset: underlying.asset, index: textOf(underlying.reference), liquidation: liquidationView(underlying.liquidation),
    distance: distanceView(underlying.distance, sigmaSource), netSize: toText(underlying.netSize), priceDecimals: priceDecimalsOf(undefined, textOf(underlying.reference) ?? '1'),
  };
}

function remedyView(remedy: Remedy): RemedyView {
  return {
    topUp: textOf(remedy.topUp),
    topUpByAsset: remedy.topUpByAsset.map(({ asset, amount }) => ({ asset, amount: textOf(amount) })),
    reduce: remedy.reduce === null ? null : { symbol: remedy.reduce.symbol, contracts: toText(remedy.reduce.contracts), fraction: toText(remedy.reduce.fraction) },
    clearingPrice: remedy.clearingPrice === null ? null : { asset: remedy.clearingPrice.asset, price: toText(remedy.clearingPrice.price) },
  };
}
