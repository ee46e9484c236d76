import { type CrossPosition, crossSums, groupLiquidation } from '#shared/engine/kernel/crossPool.ts';
import { integerHealth } from '#shared/engine/kernel/integerMargin.ts';
import { firstClose, isBelow } from '#shared/engine/kernel/partialClose.ts';
import { availableMargin, rateMargin } from '#shared/engine/kernel/rateMargin.ts';
import { addRequirements, borrowRequirement, orderRequirement, perpRequirement, type QuotedPerp, type WeightedBorrow, weightedProfit } from '#shared/engine/kernel/weightedHealth.ts';
import { Decimal, ONE, ZERO } from '#shared/num/units.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { number, numberOr, records, text } from '../inputs.ts';
import { priceOrNull, tiered } from '../positions.ts';

type Figures = Readonly<Record<string, Figure>>;

const flat = (rate: Decimal) => tiered([{ floor: ZERO, rate, amount: ZERO }]);

function poolPosition(position: Inputs, rate: string): CrossPosition {
  return {
    group: text(position, 'id'), mark: number(position, 'mark'), requirement: flat(number(position, rate)), leverage: null,
    leg: { settlement: 'linear', quantity: number(position, 'size'), entryPrice: number(position, 'entry') },
  };
}

/** Peers that solve for one position name its price alone: they keep the quote in the cash, or funding beside it. */
const namesOne = (positions: readonly Inputs[]): boolean =>
  positions.length === 1 || positions.some((position) => position['funding'] !== undefined || number(position, 'entry').isZero());

function linearCross(inputs: Inputs): Figures {
  const given = records(inputs, 'positions');
  const positions = given.map((position) => poolPosition(position, 'mmr'));
  const cash = given.reduce<Decimal>((sum, position) => sum.minus(numberOr(position, 'funding', ZERO)), number(inputs, 'cash'));
  const sums = crossSums(positions);
  const initial = crossSums(given.map((position) => poolPosition(position, 'imr'))).maintenance;
  const equity = cash.plus(sums.profit);
  const prices = Object.fromEntries(positions.map(({ group }) => [group, priceOrNull(groupLiquidation(positions, cash, group))]));
  const close = firstClose(positions, equity, numberOr(inputs, 'buffer', ZERO), new Decimal('1e-6'));
  return {
    ...Object.fromEntries(Object.entries(prices).map(([id, price]) => [`liq${id}`, price])),
    liq: namesOne(given) ? Object.values(prices)[0] ?? null : prices,
    equity, mm: sums.maintenance, im: initial, available: availableMargin(equity, initial, numberOr(inputs, 'reserved', ZERO)), liquidatable: isBelow(positions, equity),
    firstClose: close?.group ?? null, closeSize: close?.quantity ?? null, bankruptcyPrice: close?.bankruptcyPrice ?? null,
  };
}

const listOr = (inputs: Inputs, key: string): readonly Inputs[] => (inputs[key] === undefined ? [] : records(inputs, key));

const quotedPerp = (perp: Inputs, ratio: string): QuotedPerp =>
  ({ size: number(perp, 'size'), price: number(perp, 'price'), quote: numberOr(perp, 'quote', ZERO), ratio: number(perp, ratio), sizeFactor: numberOr(perp, 'imf', ZERO) });

/** The whole account, or the bucket of one isolated position when it comes with a deposit of its own. */
function drift(inputs: Inputs): Figures {
  const isolated = inputs['isolatedDeposit'] !== undefined;
  const perps = isolated ? [quotedPerp(inputs, 'imr')] : listOr(inputs, 'perps').map((perp) => quotedPerp(perp, 'ratio'));
  const spot = listOr(inputs, 'spotBorrows').map((borrow): WeightedBorrow => ({ amount: number(borrow, 'amount'), price: number(borrow, 'price'), weight: number(borrow, 'weight') }));
  const borrows = [...spot, { amount: numberOr(inputs, 'borrowQuote', ZERO), price: ONE, weight: ONE }];
  const buffer = numberOr(inputs, 'buffer', ZERO);
  const collateral = perps.reduce<Decimal>((sum, perp) => sum.plus(weightedProfit(perp, numberOr(inputs, 'upnlWeight', ZERO))), numberOr(inputs, isolated ? 'isolatedDeposit' : 'deposits', ZERO));
  const { required, withBuffer } = addRequirements([
    ...perps.map((perp) => perpRequirement(perp, buffer)), ...borrows.map((borrow) => borrowRequirement(borrow, buffer, 'weightAndTop')),
    orderRequirement(numberOr(inputs, 'openSpotOrders', ZERO), new Decimal('0.01')),
  ]);
  return { totalCollateral: collateral, marginRequirement: required, marginRequirementPlusBuffer: withBuffer, health: integerHealth(required, collateral), liquidatable: collateral.lt(required) };
}

const nautilus = (inputs: Inputs): Figures => ({ margin: rateMargin(number(inputs, 'notional'), number(inputs, 'rate'), number(inputs, 'leverage')) });

/** Pools of protocols whose figures are plain decimals. */
export const onchainAdapters: readonly Adapter[] = [
  { exchange: null, model: 'linear_cross', run: linearCross },
  { exchange: null, model: 'drift_v2', run: drift },
  { exchange: null, model: 'nautilus_margin', run: nautilus },
];
