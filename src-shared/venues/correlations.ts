import { STABLECOINS } from './defaults.ts';

/** Where the correlations come from, to be shown beside every figure that needs them. */
export const CORRELATION_SOURCE = 'default 2026-11-25';

/** Typical correlation of daily moves of large coins, put down by hand; to be replaced by measurement. */
const MAJORS: Readonly<Record<string, number>> = { 'BTC ETH': 0.8, 'BTC SOL': 0.75, 'ETH SOL': 0.75 };
const OTHERS = 0.65;
/** Gold tokens hardly move with coins. */
const APART = new Set(['PAXG', 'XAUT']);
const APART_CORRELATION = 0.1;

/** Correlation of the daily moves of two assets; 0 with a stablecoin, whose moves are its own. */
export function defaultCorrelation(left: string, right: string): number {
  if (left === right) return 1;
  if (STABLECOINS.includes(left) || STABLECOINS.includes(right)) return 0;
  if (APART.has(left) || APART.has(right)) return APART.has(left) && APART.has(right) ? OTHERS : APART_CORRELATION;
  return MAJORS[[left, right].toSorted().join(' ')] ?? OTHERS;
}
