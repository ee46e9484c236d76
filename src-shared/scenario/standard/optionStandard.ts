import type { OptionSign } from '../pricing/optionValue.ts';

/**
 * Standard margin of a short option, as shares of the price of the underlying:
 *
 *     maintenance = (maintenance·U, or that share of the mark if more)·factor + mark + liquidationFee·U
 *     initial     = max(high·U − out of the money, low·U)·factor + premium
 *
 * Coin-settled options are given in coin: U is 1 and the amount out of the money a share of the underlying.
 */
export type OptionStandardModel = Readonly<{
  /** Which price U is: that of the underlying at the option's expiry, or its index now. */
  underlying: 'forward' | 'index';
  /** Which price an option is out of the money by, as a share of it. */
  moneyness: 'forward' | 'index';
  high: number;
  low: number;
  maintenance: number;
  /** For which options the share of the mark may take the place of that of the underlying in maintenance. */
  shareOfMark: 'none' | 'puts' | 'both';
  /** For which options initial is never below maintenance. */
  notBelowMaintenance: 'none' | 'puts' | 'both';
  /** The low share of a put is taken on U + mark. */
  lowPutWithMark: boolean;
  /** Initial takes the larger of entry and mark as premium, or the mark. */
  premium: 'mark' | 'entryOrMark';
  liquidationFee: number;
  /** Of the position tier; 1 where there is none. */
  factor: number;
}>;

/** One option: `underlying` and `mark` of one unit in the same money; `entry` where the model asks for it. */
export type StandardOption = Readonly<{ sign: OptionSign; underlying: number; strike: number; mark: number; entry?: number }>;

/** What it is out of the money, at least 0, in the money of the underlying. */
export const outOfMoney = ({ sign, underlying, strike }: Pick<StandardOption, 'sign' | 'underlying' | 'strike'>): number => Math.max(sign * (strike - underlying), 0);

/** The option as a model sees it: U, and the strike at which it is out of the money by the same share of U as it is of the price that the model measures by. */
export function seenBy({ underlying, moneyness }: Pick<OptionStandardModel, 'underlying' | 'moneyness'>, prices: Readonly<{ index: number; forward: number }>, { sign, strike, mark }: Omit<StandardOption, 'underlying' | 'entry'>): StandardOption {
  return { sign, underlying: prices[underlying], strike: underlying === moneyness ? strike : strike * (prices[underlying] / prices[moneyness]), mark };
}

/** The same option in coin: shares of the underlying. `mark` is in coin already. */
export const inCoin = ({ sign, underlying, strike, mark }: StandardOption): StandardOption => ({ sign, underlying: 1, strike: strike / underlying, mark });

/** Requirement of one short unit, both above 0. A long option needs none: its premium is paid. */
export function shortOptionMargin(option: StandardOption, model: OptionStandardModel): Readonly<{ initial: number; maintenance: number }> {
  const { sign, underlying, mark, entry = mark } = option;
  const applies = (to: 'none' | 'puts' | 'both'): boolean => to === 'both' || (to === 'puts' && sign < 0);
  const share = applies(model.shareOfMark) ? Math.max(model.maintenance * underlying, model.maintenance * mark) : model.maintenance * underlying;
  const maintenance = share * model.factor + mark + model.liquidationFee * underlying;
  const low = model.low * (model.lowPutWithMark && sign < 0 ? underlying + mark : underlying);
  const standard = Math.max(model.high * underlying - outOfMoney(option), low) * model.factor + (model.premium === 'mark' ? mark : Math.max(entry, mark));
  return { initial: applies(model.notBelowMaintenance) ? Math.max(standard, maintenance) : standard, maintenance };
}
