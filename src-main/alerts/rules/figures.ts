import type { RuleFigure } from '#shared/ipc/rule.ts';
import { type Decimal, toFixedText, toText } from '#shared/num/units.ts';

/** What is known of a kind of figure besides its value. */
export type FigureKind = Readonly<{
  name: string;
  /** What `about` may name; null: nothing. */
  about: 'asset' | 'symbol' | 'either' | null;
  /** Whether `about` must name something. */
  needsAbout: boolean;
  /** After the figure: " %"; null: the account's currency. */
  unit: string | null;
  decimals: number | null;
  /** Whether the level may be zero or below. */
  signed: boolean;
}>;

export const FIGURES: Readonly<Record<RuleFigure, FigureKind>> = {
  marginRatio: { name: 'margin ratio', about: null, needsAbout: false, unit: ' %', decimals: 2, signed: false },
  buffer: { name: 'buffer', about: null, needsAbout: false, unit: null, decimals: 2, signed: true },
  distance: { name: 'distance to liquidation', about: 'asset', needsAbout: false, unit: ' %', decimals: 2, signed: false },
  sigmas: { name: 'distance to liquidation', about: 'asset', needsAbout: false, unit: 'σ', decimals: 2, signed: false },
  price: { name: 'price', about: 'either', needsAbout: true, unit: '', decimals: null, signed: false },
  funding: { name: 'funding rate', about: 'symbol', needsAbout: true, unit: ' %', decimals: 4, signed: true },
  delta: { name: 'delta', about: 'asset', needsAbout: true, unit: '', decimals: 4, signed: true },
  gamma: { name: 'gamma', about: 'asset', needsAbout: true, unit: '', decimals: 8, signed: true },
  vega: { name: 'vega a point', about: 'asset', needsAbout: false, unit: null, decimals: 2, signed: true },
  theta: { name: 'theta a day', about: 'asset', needsAbout: false, unit: null, decimals: 2, signed: true },
  dataAge: { name: 'age of the oldest price', about: 'either', needsAbout: false, unit: ' s', decimals: 0, signed: false },
};

/** "margin ratio", "BTC price", "age of the price of BTC". */
export function figureName(of: RuleFigure, about: string): string {
  if (about === '') return FIGURES[of].name;
  return of === 'dataAge' ? `age of the price of ${about}` : `${about} ${FIGURES[of].name}`;
}

/** A level as it was typed, with its unit: "70 %", "25,000 USDT". */
export const levelText = (of: RuleFigure, level: string, currency: string): string => `${grouped(level)}${unitOf(of, currency)}`;

/** A value cut to the decimals that are shown: up where a larger one is the danger, down where a smaller one is. */
export function valueText(of: RuleFigure, value: Decimal, is: 'above' | 'below', currency: string): string {
  if (!value.isFinite()) return of === 'marginRatio' ? 'without adjusted equity' : 'without limit';
  const { decimals } = FIGURES[of];
  return `${grouped(decimals === null ? toText(value) : toFixedText(value, decimals, is === 'above' ? 'up' : 'down'))}${unitOf(of, currency)}`;
}

const unitOf = (of: RuleFigure, currency: string): string => FIGURES[of].unit ?? ` ${currency}`;

/** Thousands apart, digits untouched. */
function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const apart = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}
