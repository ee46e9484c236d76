import type { DecimalText } from '../num/units.ts';

/** The last price of an asset on a UTC day: `day` counts from 1970-01-01, `price` is currency per unit, above 0. */
export type DailyClose = Readonly<{ asset: string; currency: string; day: number; price: DecimalText }>;

/** What σ and correlations are: put down by hand, or measured on daily closes by exponential weights, as a sample, or shrunk towards no correlation. */
export const MARKET_METHODS = ['default', 'ewma', 'sample', 'shrinkage'] as const;
export type MarketMethod = (typeof MARKET_METHODS)[number];
export type MeasuringMethod = Exclude<MarketMethod, 'default'>;
