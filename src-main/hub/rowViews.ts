import { isExpired } from '#shared/domain/instrument.ts';
import type { PoolEvaluation, VenueRatio } from '#shared/engine/accountEvaluation.ts';
import type { CollateralEvaluation, RowEvaluation, UnderlyingEvaluation } from '#shared/engine/evaluate.ts';
import type { Distance, Liquidation, Move } from '#shared/engine/liquidation.ts';
import { sizeAt } from '#shared/engine/row.ts';
import type { NextChange } from '#shared/engine/step.ts';
import type { Remedy } from '#shared/engine/remedy.ts';
import type { CollateralView, DistanceView, LiquidationView, MoveView, NextChangeView, PoolView, PositionView, PriceView, RemedyView, UnderlyingView, VenueRatioView } from '#shared/ipc/view.ts';
import { type Decimal, type DecimalText, type EpochMs, quotient, toText } from '#shared/num/units.ts';
import { decimalsOf, priceDecimalsOf } from './decimals.ts';
import type { PositionFacts } from './positionFacts.ts';

/** The rows of an account as they are shown; `accountView.ts` puts them together. */

export const textOf = (value: Decimal | null | undefined): DecimalText | null => (value === null || value === undefined ? null : toText(value));

export function liquidationView(liquidation: Liquidation): LiquidationView {
  if (liquidation.status === 'price') return { ...liquidation, price: toText(liquidation.price) };
  return liquidation.status === 'range' ? { ...liquidation, lower: toText(liquidation.lower), upper: toText(liquidation.upper) } : liquidation;
}

export function moveView(move: Move): MoveView {
  if (move.status === 'move') return { ...move, move: toText(move.move) };
  return move.status === 'range' ? { ...move, lower: toText(move.lower), upper: toText(move.upper) } : move;
}

function distanceView(distance: Distance | null, sigmaSource: string): DistanceView | null {
  return distance === null ? null : {
    fraction: toText(distance.fraction), money: toText(distance.money), sigmas: distance.sigmas, sigmaSource: distance.sigmas === null ? null : sigmaSource,
  };
}

export function positionView(evaluated: RowEvaluation, mark: PriceView, facts: PositionFacts, at: EpochMs, sigmaSource: string): PositionView {
  const { row, terms, withoutThis } = evaluated;
  const { instrument, position } = row;
  const held = sizeAt(row, evaluated.mark);
  // Coins of an inverse row are a quotient: eight decimals say enough of them on a screen.
  const size = held === null ? null : toText(row.leg.settlement === 'inverse' ? held.toDecimalPlaces(8) : held);
  const flags = [
    ...(isExpired(instrument, at) ? ['expired: settle or remove'] : []),
    ...(row.option === null ? [] : row.option.lacks === null ? [] : [`no ${row.option.lacks}`]),
    ...(row.unsupported === null || row.option !== null ? [] : [row.unsupported]),
    ...(row.unsupported === null && row.rule.lacks !== null ? [`no ${row.rule.lacks}`] : []),
  ];
  return {
    id: row.id, marginMode: position.marginMode, symbol: instrument.symbol, base: instrument.base, quote: instrument.quote, settle: instrument.settle, positionSide: position.positionSide,
    contracts: position.contracts, size, entryPrice: position.entryPrice, mark,
    notional: textOf(terms?.notional), unrealizedPnl: textOf(terms?.unrealizedPnl), initialMargin: textOf(terms?.initialMargin),
    maintenanceMargin: textOf(terms?.maintenanceMargin), maintenanceShare: textOf(evaluated.maintenanceShare), ...facts,
    liquidation: liquidationView(evaluated.moving.liquidation), distance: distanceView(evaluated.moving.distance, sigmaSource),
    venueLiquidation: liquidationView(evaluated.liquidation),
    withoutThis: withoutThis === null ? null : {
      adjustedEquity: toText(withoutThis.adjustedEquity), maintenanceMargin: toText(withoutThis.maintenanceMargin), marginRatio: textOf(withoutThis.marginRatio),
    },
    priceDecimals: priceDecimalsOf(instrument.tickSize, mark.value ?? position.entryPrice), sizeDecimals: decimalsOf(size ?? '0'), flags,
  };
}

export function collateralView({ line, terms, liquidation }: CollateralEvaluation, price: PriceView): CollateralView {
  const adjusted = terms?.adjustedValue ?? null;
  return {
    asset: line.collateral.asset, amount: line.collateral.amount, price, value: textOf(terms?.value), weight: line.weight === null ? null : toText(quotient(line.weight)),
    haircutCost: terms === null || adjusted === null ? null : toText(terms.value.minus(adjusted)), adjustedValue: textOf(adjusted),
    liquidation: liquidationView(liquidation), amountDecimals: decimalsOf(line.collateral.amount), priceDecimals: priceDecimalsOf(undefined, price.value ?? '1'),
  };
}

export function underlyingView(underlying: UnderlyingEvaluation, sigmaSource: string, dailySigma: number | null): UnderlyingView {
  return {
    asset: underlying.asset, index: textOf(underlying.reference), liquidation: liquidationView(underlying.liquidation),
    distance: distanceView(underlying.distance, sigmaSource), netSize: textOf(underlying.netSize), dailySigma, priceDecimals: priceDecimalsOf(undefined, textOf(underlying.reference) ?? '1'),
  };
}

export function remedyView(remedy: Remedy): RemedyView {
  return {
    topUp: textOf(remedy.topUp),
    topUpByAsset: remedy.topUpByAsset.map(({ asset, amount }) => ({ asset, amount: textOf(amount) })),
    reduce: remedy.reduce === null ? null : { symbol: remedy.reduce.symbol, contracts: toText(remedy.reduce.contracts), fraction: toText(remedy.reduce.fraction) },
    clearingPrice: remedy.clearingPrice === null ? null : { asset: remedy.clearingPrice.asset, price: toText(remedy.clearingPrice.price) },
    optionsApart: remedy.optionsApart,
  };
}

export const venueRatioView = ({ label, value, higherIs }: VenueRatio): VenueRatioView => ({ label, value: textOf(value), higherIs });

export function poolView({ id, kind, currency, totals, venueRatio }: PoolEvaluation, binding: boolean): PoolView {
  return {
    id, kind, currency, binding, adjustedEquity: textOf(totals.adjustedEquity.value), initialMargin: textOf(totals.initialMargin.value),
    maintenanceMargin: textOf(totals.maintenanceMargin.value), buffer: textOf(totals.buffer.value), marginRatio: textOf(totals.marginRatio.value), venueRatio: venueRatioView(venueRatio),
  };
}

export const changeView = (change: NextChange | null): NextChangeView | null => (change === null ? null : {
  at: change.at, parameterSetId: change.parameterSetId, marginRatio: textOf(change.totals.marginRatio.value), maintenanceMargin: textOf(change.totals.maintenanceMargin.value),
});
