import { type Leg } from '#shared/engine/kernel/contractTerms.ts';
import type { Crossing } from '#shared/engine/kernel/crossing.ts';
import type { Requirement, Step } from '#shared/engine/kernel/requirement.ts';
import { type Decimal, ONE, ZERO } from '#shared/num/units.ts';
import type { Inputs } from './adapter.ts';
import { number, numberOr, sideOf, type table } from './inputs.ts';

/** Signed quantity: base units when linear, quote units when inverse. */
export function legOf(position: Inputs, contractSize: Decimal = ONE): Leg {
  const inverse = position['contractType'] === 'inverse';
  const quantity = position['sizeUsd'] === undefined ? quantityOf(position).times(inverse ? numberOr(position, 'contractValueUsd', contractSize) : contractSize) : number(position, 'sizeUsd');
  const entryPrice = numberOr(position, 'entry', null) ?? number(position, 'mark');
  return { settlement: inverse ? 'inverse' : 'linear', quantity: quantity.times(sideOf(position)), entryPrice };
}

const quantityOf = (position: Inputs): Decimal =>
  (position['contracts'] === undefined ? numberOr(position, 'qty', ONE) : number(position, 'contracts').times(numberOr(position, 'multiplier', null) ?? numberOr(position, 'ctVal', ONE)));

/** Columns: floor, cap, rate, amount. A table without amounts is flat unless they are derived. */
export const stepsOf = (rows: ReturnType<typeof table>): readonly Step[] => rows.map(([floor, , rate, amount]) => ({ floor: floor ?? ZERO, rate: rate ?? ZERO, amount: amount ?? ZERO }));

/** Highest cap of a table; absent when the last row is open. */
export const capOf = (rows: ReturnType<typeof table>): Decimal | undefined => rows.at(-1)?.[1] ?? undefined;

/** One rate and amount at every size. */
export const oneStep = (position: Inputs): readonly Step[] => [{ floor: ZERO, rate: number(position, 'mmr'), amount: numberOr(position, 'maintAmount', null) ?? numberOr(position, 'mmDeduction', ZERO) }];

export const tiered = (steps: readonly Step[], rest: Readonly<{ basis?: Requirement['basis']; closingFee?: Decimal; cap?: Decimal | undefined }> = {}): Requirement =>
  ({ schedule: { kind: 'tiered', steps, unit: 'notional', ...(rest.cap === undefined ? {} : { cap: rest.cap }) }, basis: rest.basis ?? 'mark', closingFee: rest.closingFee ?? ZERO });

export const priceOrNull = (crossing: Crossing): Decimal | null => (crossing.status === 'price' ? crossing.price : null);
