import type { OptionMarginRates } from '../domain/optionMargin.ts';
import { decimal } from './table.ts';

/** Shares that most venues have in common: 15 % less what it is out of the money, at least 10 %. */
const PLAIN: OptionMarginRates = {
  high: decimal('0.15'), low: decimal('0.1'), maintenance: decimal('0.075'), shareOfMark: 'puts', notBelowMaintenance: 'puts', lowPutWithMark: false, premium: 'mark', liquidationFee: decimal('0'), factor: decimal('1'),
};

const OKX: OptionMarginRates = { ...PLAIN, notBelowMaintenance: 'none' };

type ByBase = Readonly<Record<string, OptionMarginRates>>;

/** Deribit help, standard margin of options. A rule that depends on the size was announced on 2026-08-05 without its figures. */
export const DERIBIT_OPTIONS: ByBase = { BTC: PLAIN, ETH: PLAIN };

/** OKX help, option margin, of the first position tier: the factor grows with the tier, whose table was not found. */
export const OKX_OPTIONS: ByBase = { BTC: { ...OKX, maintenance: decimal('0.03') }, ETH: { ...OKX, maintenance: decimal('0.05') } };

/** Bybit help 000001546 and 000001735, whose example is of BTC. */
export const BYBIT_OPTIONS: ByBase = { BTC: { ...PLAIN, maintenance: decimal('0.03'), shareOfMark: 'both', notBelowMaintenance: 'both', premium: 'entryOrMark', liquidationFee: decimal('0.002') } };
