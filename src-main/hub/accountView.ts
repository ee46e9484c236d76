import { listedVolatility } from '#shared/domain/account.ts';
import { isStale } from '#shared/domain/priceState.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import type { Figure, Totals } from '#shared/engine/figures.ts';
import type { Remedy } from '#shared/engine/remedy.ts';
import { stageOf } from '#shared/engine/stage.ts';
import type { AccountView, DrillView, Bound, OrderView, PriceView, TotalsView } from '#shared/ipc/view.ts';
import { type Decimal, type DecimalText, type EpochMs, toText } from '#shared/num/units.ts';
import { publicAt } from '#shared/venues/registry.ts';
import type { AccountFacts, WorstInput } from './accountHost.ts';
import { priceDecimalsOf } from './decimals.ts';
import { type Doubt, intervalView } from './doubt.ts';
import { positionFacts } from './positionFacts.ts';
import type { Freshness } from './priceBoard.ts';
import { changeView, collateralView, moveView, poolView, positionView, remedyView, textOf, underlyingView, venueRatioView } from './rowViews.ts';
import type { JudgedEvaluation } from './session.ts';
import { stageReason } from './words.ts';

export type ViewContext = Readonly<{
  freshness: Freshness;
  asOf: EpochMs;
  seq: number;
  live: boolean;
  liveHosts: readonly string[];
  demo: boolean;
  replay: boolean;
  drill: DrillView | null;
  name: string;
  blindSince: EpochMs | null;
  remedy: Remedy | null;
  worst: WorstInput | null;
  doubt: Doubt | null;
  fault: string | null;
}>;

/** One account as it is shown and pushed: exact text, every figure with its state. */
export function accountView(host: AccountFacts, evaluation: JudgedEvaluation, context: ViewContext): AccountView {
  const { board } = host;
  const engine = host.engine();
  const { book } = engine;
  const { portfolio } = book;
  const price = (key: `mark:${string}` | `index:${string}`): PriceView => board.view(key, context.freshness);
  const nearest = nearestView(evaluation);
  return {
    accountId: host.accountId,
    name: context.name,
    venue: portfolio.venue,
    publicAt: publicAt(portfolio.venue),
    model: portfolio.model,
    parameterSetId: portfolio.parameters.id,
    valuationCurrency: book.valuationCurrency,
    demo: context.demo,
    replay: context.replay,
    drill: context.drill,
    live: context.live,
    liveHosts: context.liveHosts,
    seq: context.seq,
    asOf: context.asOf,
    stage: host.stage(),
    stageReason: shownReason(host, evaluation, context.worst),
    totals: totalsView(evaluation.totals, evaluation.missing.length > 0),
    interval: context.doubt === null ? null : intervalView(context.doubt, evaluation.totals),
    venueRatio: venueRatioView(evaluation.venueRatio),
    pools: evaluation.pools.length === 1 ? [] : evaluation.pools.map((pool) => poolView(pool, pool.id === evaluation.binding)),
    nextChange: changeView(host.nextChange()),
    equityParts: equityParts(evaluation),
    positions: evaluation.rows.map((row) => positionView(row, price(`mark:${row.row.instrument.symbol}`), positionFacts(row, evaluation.totals, host.quote(row.row.instrument.symbol)), context.asOf, portfolio.parameters.volatilitySource)),
    collateral: evaluation.collateral.map((line) => collateralView(line, line.line.collateral.asset === book.valuationCurrency
      ? { value: toText(line.index ?? book.beta(book.valuationCurrency)), at: null, state: 'live', underneath: null }
      : price(`index:${line.line.collateral.asset}`))),
    orders: [...book.holdings.values()].flatMap(({ symbol, orders, instrument }) => orders.map(({ order }, at): OrderView => ({
      id: `${symbol}|${at}`, symbol, base: instrument.base, quote: instrument.quote, contracts: order.contracts, price: order.price, reduceOnly: order.reduceOnly,
      orderMargin: at === 0 ? textOf(engine.orderMargin(symbol)) : null, priceDecimals: priceDecimalsOf(instrument.tickSize, order.price),
    }))),
    underlyings: evaluation.underlyings.map((underlying) => underlyingView(underlying, portfolio.parameters.volatilitySource, listedVolatility(portfolio.parameters, underlying.asset))),
    jointMove: { liquidation: moveView(evaluation.jointMove.liquidation), bankruptcy: moveView(evaluation.jointMove.bankruptcy) },
    nearest,
    worstInput: context.worst,
    remedy: context.remedy === null ? null : remedyView(context.remedy),
    blindSince: context.blindSince,
    unknown: [...faultOf(context.fault, evaluation), ...evaluation.missing.map(({ missing, makesUnknown }) => ({ missing, makesUnknown }))],
  };
}

/** The nearest liquidation of all: of an underlying by itself, or of an isolated position by its own margin. */
export function nearestView({ nearest, rows }: AccountEvaluation): AccountView['nearest'] {
  const isolated = rows.flatMap(({ row, distance }) => (row.position.marginMode === 'isolated' && distance !== null ? [{ asset: `${row.instrument.symbol} isolated`, distance }] : []));
  const all = [...(nearest?.distance == null ? [] : [{ asset: nearest.asset, distance: nearest.distance }]), ...isolated];
  const [first] = all.toSorted((a, b) => a.distance.fraction.abs().comparedTo(b.distance.fraction.abs()));
  return first === undefined ? null : { asset: first.asset, fraction: toText(first.distance.fraction), sigmas: first.distance.sigmas };
}

/** A stage that no figure asks for any more says why it stays. */
function shownReason(host: AccountFacts, evaluation: JudgedEvaluation, worst: WorstInput | null): string {
  const reason = stageReason(evaluation, stageOf(evaluation.stageInputs).test);
  if (reason !== '' || host.stage() === 'calm') return reason;
  return worst !== null && isStale(worst.state) ? 'kept: nothing clears on prices that are not fresh' : 'clears when it has held for 30 s';
}

/** A rule that broke makes every headline unknown, and stands before all that is missing. */
const faultOf = (fault: string | null, { totals }: AccountEvaluation): AccountView['unknown'] =>
  (fault === null ? [] : [{ missing: `a computation that failed (${fault}); remove the account and open it again`, makesUnknown: Object.keys(totals) }]);

function totalsView(totals: Totals, incomplete: boolean): TotalsView {
  const figures: readonly (readonly [string, Figure])[] = Object.entries(totals);
  const bounds = figures.flatMap(([name, { certainty }]): [string, Bound][] => (certainty === 'exact' ? [] : [[name, certainty]]));
  const value = (figure: Figure): DecimalText | null => textOf(figure.value);
  return {
    equity: value(totals.equity), adjustedEquity: value(totals.adjustedEquity), initialMargin: value(totals.initialMargin),
    maintenanceMargin: value(totals.maintenanceMargin), orderMargin: value(totals.orderMargin), freeMargin: value(totals.freeMargin),
    buffer: value(totals.buffer), marginRatio: value(totals.marginRatio), initialMarginRatio: value(totals.initialMarginRatio),
    leverage: value(totals.leverage), notional: value(totals.notional), unrealizedPnl: value(totals.unrealizedPnl), optionValue: value(totals.optionValue),
    bounds: Object.fromEntries(bounds), incomplete,
  };
}

/** Collateral by asset, then P&L, and the worth of options where some are held: they add up to equity exactly. */
function equityParts(evaluation: AccountEvaluation): AccountView['equityParts'] {
  const byAsset = new Map<string, Decimal | null>();
  for (const { line, terms } of evaluation.collateral) {
    const before = byAsset.get(line.collateral.asset);
    const value = terms?.value ?? null;
    byAsset.set(line.collateral.asset, before === undefined ? value : before === null || value === null ? null : before.plus(value));
  }
  const isolated = evaluation.isolatedMargin === null ? [] : [{ name: 'isolatedMargin', value: textOf(evaluation.isolatedMargin.value) }];
  const options = evaluation.rows.some(({ row }) => row.option !== null) ? [{ name: 'optionValue', value: textOf(evaluation.totals.optionValue.value) }] : [];
  return [...[...byAsset].map(([name, value]) => ({ name, value: textOf(value) })), ...isolated, { name: 'unrealizedPnl', value: textOf(evaluation.totals.unrealizedPnl.value) }, ...options];
}
