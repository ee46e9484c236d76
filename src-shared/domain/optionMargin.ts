import type { DecimalText } from '../num/units.ts';

/** To which options a clause of the rule applies. */
export type OptionScope = 'none' | 'puts' | 'both';

/**
 * Standard margin of a short option per unit, by its underlying U, its mark M and what it is out of the money, all in one money:
 *
 *     maintenance = (maintenance · U, or that share of M if more) · factor + M + liquidationFee · U
 *     initial     = max(high · U − out of the money, low · U) · factor + premium
 *
 * A long option asks for nothing: its premium is paid. Shares are decimals.
 *
 * @source docs/margin-models.md, "Options"
 */
export type OptionMarginRates = Readonly<{
  high: DecimalText;
  low: DecimalText;
  maintenance: DecimalText;
  /** For which options the share of the mark may take the place of that of the underlying in maintenance. */
  shareOfMark: OptionScope;
  /** For which options initial is never below maintenance. */
  notBelowMaintenance: OptionScope;
  /** The low share of a put is taken on U + M. */
  lowPutWithMark: boolean;
  /** Initial takes the larger of entry and mark as premium, or the mark. */
  premium: 'mark' | 'entryOrMark';
  liquidationFee: DecimalText;
  /** Of the position tier; 1 where there is none. */
  factor: DecimalText;
}>;
