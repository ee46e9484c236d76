import { bankruptcyFee } from '#shared/engine/kernel/closingFee.ts';
import { notionalAt, profitCurve } from '#shared/engine/kernel/contractTerms.ts';
import { isolatedBankruptcy, isolatedLiquidation, marginAtEntry, twoWayFee } from '#shared/engine/kernel/isolated.ts';
import { valueAt } from '#shared/engine/kernel/priceCurve.ts';
import { requirementAt } from '#shared/engine/kernel/requirement.ts';
import { type Decimal, ONE } from '#shared/num/units.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { number, numberOr, records, text } from '../inputs.ts';
import { legOf, oneStep, priceOrNull, tiered } from '../positions.ts';

function only(inputs: Inputs): Inputs {
  const [position] = records(inputs, 'positions');
  if (position === undefined) throw new TypeError('input positions is empty');
  return position;
}

/** Requirement on the mark, with the closing fee inside it; 0 where the venue has none there. */
const onMark = (margin: string) => (inputs: Inputs): Readonly<Record<string, Figure>> => {
  const position = only(inputs);
  const leg = legOf(position);
  const rule = tiered(oneStep(position), { closingFee: numberOr(inputs, 'takerFeeRate', leg.quantity.times(0)) });
  const own = number(inputs, margin);
  const mark = numberOr(position, 'mark', leg.entryPrice);
  const profit = valueAt(profitCurve(leg), mark);
  return {
    liquidationPrice: priceOrNull(isolatedLiquidation(leg, own, rule, mark)), notional: notionalAt(leg, mark), unrealizedPnl: profit, marginBalance: own.plus(profit),
    maintenanceMargin: requirementAt(leg, tiered(oneStep(position)), mark),
  };
};

/** Margin and requirement both on the entry value. */
const onEntry = (inputs: Inputs): Readonly<Record<string, Figure>> => {
  const position = only(inputs);
  const leg = legOf(position);
  const margin = marginAtEntry(leg, number(inputs, 'leverage'));
  const value = notionalAt(leg, leg.entryPrice);
  const figures = { positionValue: value, entryValue: value, initialMargin: margin, bankruptcyPrice: priceOrNull(isolatedBankruptcy(leg, margin)) };
  if (position['mmr'] === undefined) return figures;
  const rule = tiered(oneStep(position), { basis: 'entry' });
  return {
    ...figures, maintenanceMargin: requirementAt(leg, rule, leg.entryPrice),
    liquidationPrice: priceOrNull(isolatedLiquidation(leg, margin, rule)),
  };
};

/** Positions with a margin of their own. */
export const isolatedAdapters: readonly Adapter[] = [
  { exchange: 'binance', model: 'usdm-isolated', run: (inputs) => (inputs['isolatedWallet'] === undefined ? naiveAndExact(inputs) : onMark('isolatedWallet')(inputs)) },
  { exchange: 'binance', model: 'usdm-isolated-hedge', run: onMark('isolatedWallet') },
  { exchange: 'gate', model: 'linear-isolated', run: onMark('margin') },
  { exchange: 'gate', model: 'inverse-isolated', run: onMark('margin') },
  { exchange: 'okx', model: 'linear-isolated', run: onMark('margin') },
  ...['bybit', 'generic', 'kucoin', 'mexc'].map((exchange): Adapter => ({ exchange, model: 'linear-isolated', run: onEntry })),
  ...['bybit', 'generic', 'bitmex'].map((exchange): Adapter => ({ exchange, model: 'inverse-isolated', run: onEntry })),
  { exchange: 'generic', model: 'order-cost-fees', run: twoWay },
  { exchange: 'kraken', model: 'inverse-single-collateral', run: krakenInverse },
  { exchange: 'phemex', model: 'linear-isolated', run: phemex },
  ...['binance', 'gate', 'okx', 'bybit'].map((exchange): Adapter => ({ exchange, model: 'spot', run: spot })),
];

function naiveAndExact(inputs: Inputs): Readonly<Record<string, Figure>> {
  const position = only(inputs);
  const leg = legOf(position);
  const at = (basis: 'entry' | 'mark'): Decimal | null => priceOrNull(isolatedLiquidation(leg, number(inputs, 'margin'), tiered(oneStep(position), { basis })));
  return { naiveLiquidationPrice: at('entry'), exactLiquidationPrice: at('mark') };
}

function twoWay(inputs: Inputs): Readonly<Record<string, Figure>> {
  const leg = legOf({ ...inputs, entry: inputs['price'], contractType: text(inputs, 'contractType') });
  return { twoWayFee: twoWayFee(leg, number(inputs, 'leverage'), number(inputs, 'takerFeeRate')) };
}

function krakenInverse(inputs: Inputs): Readonly<Record<string, Figure>> {
  const position = only(inputs);
  const leg = legOf(position);
  const collateral = number(inputs, 'collateralBtc');
  const value = notionalAt(leg, leg.entryPrice);
  return {
    positionValue: value, initialMargin: value.times(number(position, 'imr')), maintenanceMarginAtEntry: requirementAt(leg, tiered(oneStep(position)), leg.entryPrice),
    liquidationPrice: priceOrNull(isolatedLiquidation(leg, collateral, tiered(oneStep(position)))), bankruptcyPrice: priceOrNull(isolatedBankruptcy(leg, collateral)),
  };
}

/** The assigned balance holds the margin and the fee of closing at bankruptcy. */
function phemex(inputs: Inputs): Readonly<Record<string, Figure>> {
  const leg = legOf({ ...inputs, qty: inputs['size'], side: inputs['side'] ?? 'long', contractType: 'linear' }, number(inputs, 'contractSize'));
  const open = notionalAt(leg, leg.entryPrice);
  const [leverage, fee] = [number(inputs, 'leverage'), number(inputs, 'takerFeeRate')];
  const assigned = marginAtEntry(leg, leverage).plus(bankruptcyFee(leg, open, leverage, fee));
  const rule = tiered([{ floor: open.times(0), rate: number(inputs, 'mmr'), amount: number(inputs, 'mmAmount') }], { closingFee: fee });
  return { openValue: open, assignedPosBalance: assigned, liquidationPrice: priceOrNull(isolatedLiquidation(leg, assigned, rule)) };
}

/** What is owned outright owes nothing, at any price. */
function spot(inputs: Inputs): Readonly<Record<string, Figure>> {
  const leg = legOf({ ...only(inputs), contractType: 'linear' });
  return { liquidationPrice: priceOrNull(isolatedBankruptcy(leg, notionalAt(leg, leg.entryPrice).times(ONE))) };
}
