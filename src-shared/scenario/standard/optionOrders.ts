import { type OptionStandardModel, shortOptionMargin, type StandardOption } from './optionStandard.ts';

/** What one contract of an order to trade options asks, in the money of its price. `fee` is that of the contract, `price` its premium. */
export type OptionOrder = Readonly<{ price: number; fee: number }>;

/** The premium and the fee. */
export const buyToOpen = ({ price, fee }: OptionOrder): number => price + fee;

/** The fee, as far as the premium received does not pay it. */
export const sellToClose = ({ price, fee }: OptionOrder): number => Math.max(fee - price, 0);

/** The initial margin of the position less the premium received, never less than the minimum. */
export const sellToOpen = ({ price, fee }: OptionOrder, positionInitial: number, minimum: number): number => Math.max(positionInitial - price + fee, minimum);

/** The premium, as far as the margin set free does not pay it. */
export const buyToClose = ({ price, fee }: OptionOrder, positionInitial: number): number => Math.max(price + fee - positionInitial, 0);

/** Fee of one unit: a share of the index, and no more than a share of the premium. @source Bybit help, option fees */
export const cappedFee = (index: number, premium: number, { taker, cap }: Readonly<{ taker: number; cap: number }>): number => Math.min(taker * index, cap * premium);

/**
 * What one unit of an order to sell asks where its margin is that of the position it would open: initial + fee − premium. The
 * order price stands for the entry.
 *
 * @source Bybit help 000001546
 */
export const sellAsPosition = (option: StandardOption, model: OptionStandardModel, { price, fee }: OptionOrder): number => sellToOpen({ price, fee }, shortOptionMargin({ ...option, entry: price }, model).initial, 0);
