import { bankruptcyFee, marginWithFee } from '#shared/engine/kernel/closingFee.ts';
import { type Leg, notionalAt, priceAtNotional, profitCurve } from '#shared/engine/kernel/contractTerms.ts';
import { crossSums, groupLiquidation } from '#shared/engine/kernel/crossPool.ts';
import { entryMarginPrices } from '#shared/engine/kernel/entryMargin.ts';
import { isLiquidated, venueRatio } from '#shared/engine/kernel/account.ts';
import { isolatedLiquidation, marginAtEntry } from '#shared/engine/kernel/isolated.ts';
import { valueAt } from '#shared/engine/kernel/priceCurve.ts';
import { requirementAt, tieredRequirement } from '#shared/engine/kernel/requirement.ts';
import { equityAtRatio } from '#shared/engine/kernel/venueAccounts.ts';
import { sizeLinearRate, sizeLinearRule } from '#shared/engine/kernel/sizeLinear.ts';
import { type Decimal, ONE, ZERO } from '#shared/num/units.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { number, numberOr, record, records, table, text } from '../inputs.ts';
import { capOf, legOf, oneStep, priceOrNull, stepsOf, tiered } from '../positions.ts';

type Figures = Readonly<Record<string, Figure>>;

function only(inputs: Inputs): Inputs {
  const [position] = records(inputs, 'positions');
  if (position === undefined) throw new TypeError('input positions is empty');
  return position;
}

function bybitPosition(inputs: Inputs, hedged: boolean): Figures {
  const position = only(inputs);
  const leg = legOf(position);
  const [leverage, fee] = [number(inputs, 'leverage'), numberOr(inputs, 'takerFeeRate', null) ?? BYBIT_TAKER];
  const mark = number(position, 'mark');
  const value = numberOr(position, 'positionValue', null) ?? notionalAt(leg, leg.entryPrice);
  const required = position['mmr'] === undefined ? ZERO : tieredRequirement(oneStep(position), value) ?? ZERO;
  const { initial, maintenance } = marginWithFee(leg, value, leverage, fee, required, hedged);
  return { positionValue: value, initialMargin: initial, maintenanceMargin: maintenance, unrealizedPnl: valueAt(profitCurve(leg), mark) };
}

/** The default taker fee of perpetuals, 0.055 %. */
const BYBIT_TAKER = ONE.times('0.00055');

function bybitCross(inputs: Inputs): Figures {
  if (inputs['tiers'] === undefined) return bybitPosition(inputs, false);
  const leg = legOf(only(inputs));
  const rows = table(inputs, 'tiers');
  // The fee grows with the notional: per unit of it, the bankruptcy fee of a value of 1.
  const closingFee = bankruptcyFee(leg, ONE, number(inputs, 'leverage'), number(inputs, 'takerFeeRate'));
  return { liquidationPrice: priceOrNull(isolatedLiquidation(leg, number(inputs, 'marginBalance'), tiered(stepsOf(rows), { closingFee, cap: capOf(rows) }))) };
}

function bybitInverseCross(inputs: Inputs): Figures {
  const position = only(inputs);
  const leg = legOf(position);
  const { bankruptcy, liquidation } = entryMarginPrices(leg, number(inputs, 'accountBalance').minus(number(inputs, 'orderMargin')), number(position, 'mmr'), number(inputs, 'takerFeeRate'));
  return { bankruptcyPrice: priceOrNull(bankruptcy), liquidationPrice: priceOrNull(liquidation) };
}

function bybitInverse(inputs: Inputs): Figures {
  const position = only(inputs);
  const leg = legOf(position);
  return { positionValue: notionalAt(leg, leg.entryPrice), unrealizedPnl: valueAt(profitCurve(leg), number(position, 'mark')) };
}

function okxCross(inputs: Inputs): Figures {
  if (inputs['frames'] !== undefined) return okxFrames(inputs);
  const position = only(inputs);
  const leg = legOf(position);
  const mark = number(position, 'mark');
  const requirement = tiered(oneStep(position), { closingFee: number(inputs, 'takerFeeRate') });
  const required = requirementAt(leg, requirement, mark);
  const equity = numberOr(inputs, 'equity', null) ?? equityAtRatio(numberOr(inputs, 'mgnRatio', null) ?? number(position, 'mgnRatio'), required);
  const held = [{ group: '', leg, mark, requirement, leverage: numberOr(inputs, 'leverage', null) }];
  const ratio = venueRatio(equity, required);
  return {
    ...okxFigures(position, leg, mark, numberOr(inputs, 'leverage', null)), marginRatio: ratio, liquidationPrice: priceOrNull(groupLiquidation(held, equity.minus(crossSums(held).profit), '')),
    alert: ratio !== null && ratio.lte(OKX_WARNING), liquidated: isLiquidated(required, equity),
  };
}

/** OKX warns at 300 % of its ratio, which counts the other way. */
const OKX_WARNING = ONE.times(3);

const okxFigures = (position: Inputs, leg: Leg, mark: Decimal, leverage: Decimal | null): Figures => ({
  unrealizedPnl: valueAt(profitCurve(leg), mark), maintenanceMargin: requirementAt(leg, tiered(oneStep(position)), mark), ...(leverage === null ? {} : { initialMargin: notionalAt(leg, mark).div(leverage) }),
});

function okxFrames(inputs: Inputs): Figures {
  const position = record(inputs, 'position');
  return Object.fromEntries(records(inputs, 'frames').flatMap((frame, at) => {
    const figures = okxFigures(position, legOf({ ...position, entry: frame['mark'] }), number(frame, 'mark'), number(inputs, 'leverage'));
    return Object.entries(figures).map(([key, figure]): [string, Figure] => [`${key}Frame${at + 1}`, figure]);
  }));
}

function okxInverse(inputs: Inputs): Figures {
  const position = only(inputs);
  const [coins, mark, leverage] = [number(position, 'notionalBtc'), number(position, 'mark'), number(inputs, 'leverage')];
  const inverse = legOf({ ...position, qty: coins.times(mark).toFixed(), entry: position['mark'] });
  const linear = legOf({ ...position, qty: coins.toFixed(), entry: position['mark'], contractType: 'linear' });
  return { initialMargin: marginAtEntry(inverse, leverage), initialMarginUsdtMargined: marginAtEntry(linear, leverage) };
}

function deribit(inputs: Inputs): Figures {
  const position = only(inputs);
  const leg = legOf(position);
  const coins = numberOr(position, 'sizeCoin', null);
  // A size in coins is worked out with the unrounded mark; the mark beside it is a rounded one.
  const mark = coins === null ? number(position, 'mark') : priceAtNotional(leg, coins);
  const step = number(inputs, 'stepPerCoin');
  const margin = (base: Decimal): Decimal => requirementAt(leg, sizeLinearRule(base, step, ZERO), mark);
  const [initial, maintenance] = [numberOr(inputs, 'imBase', null), numberOr(inputs, 'mmBase', null)];
  const balance = numberOr(inputs, 'marginBalance', null);
  return {
    ...(initial === null ? {} : { imRate: sizeLinearRate(leg, initial, step, mark), initialMargin: margin(initial) }),
    ...(maintenance === null ? {} : { maintenanceMargin: margin(maintenance) }),
    ...(balance === null || maintenance === null ? {} : { liquidationPrice: priceOrNull(isolatedLiquidation(leg, balance.minus(valueAt(profitCurve(leg), mark)), sizeLinearRule(maintenance, step, ZERO), mark)) }),
    unrealizedPnl: valueAt(profitCurve(leg), mark),
  };
}

function htxInverse(inputs: Inputs): Figures {
  const leg = legOf({ side: 'long', qty: inputs['contracts'], contractType: 'inverse', entry: inputs['price'] }, number(inputs, 'contractSizeUsd'));
  return { initialMargin: marginAtEntry(leg, number(inputs, 'leverage')) };
}

function bitgetCross(inputs: Inputs): Figures {
  const position = only(inputs);
  const leg = legOf(position);
  return { unrealizedPnl: valueAt(profitCurve(leg), number(position, 'mark')), initialMarginAtEntry: marginAtEntry(leg, number(inputs, 'leverage')) };
}

function flatSteps(inputs: Inputs): Figures {
  const position = only(inputs);
  const leg = legOf(position);
  const mark = number(position, 'mark');
  const steps = stepsOf(table(inputs, 'tiers'));
  const at = (kept: typeof steps): Decimal | null => priceOrNull(isolatedLiquidation(leg, number(inputs, 'equity'), tiered(kept), mark));
  const alone = (step: (typeof steps)[number] | undefined): Decimal | null => (step === undefined ? null : at([{ ...step, floor: ZERO }]));
  return { liquidationPrice: at(steps), lowerTierRoot: alone(steps[0]), upperTierRoot: alone(steps[1]) };
}

/** Rules that one venue has and others do not. */
export const venueAdapters: readonly Adapter[] = [
  { exchange: 'bybit', model: 'uta-cross', run: bybitCross },
  { exchange: 'bybit', model: 'uta-cross-hedge', run: (inputs) => bybitPosition(inputs, text(inputs, 'otherLeg') !== '') },
  { exchange: 'bybit', model: 'inverse-cross', run: bybitInverseCross },
  { exchange: 'bybit', model: 'inverse', run: bybitInverse },
  { exchange: 'okx', model: 'single-ccy-cross', run: okxCross },
  { exchange: 'okx', model: 'inverse', run: okxInverse },
  { exchange: 'deribit', model: 'standard-margin-linear', run: deribit },
  { exchange: 'deribit', model: 'standard-margin-inverse', run: deribit },
  { exchange: 'htx', model: 'inverse', run: htxInverse },
  { exchange: 'bitget', model: 'linear-cross', run: bitgetCross },
  { exchange: 'generic', model: 'linear-cross-flat', run: flatSteps },
];
