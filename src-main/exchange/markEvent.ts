import type { Quote } from './marketSimulator.ts';

/** A mark price update of the public market stream. */
export type MarkEvent = Readonly<{ e: 'markPriceUpdate'; E: number; s: string; p: string; ap: string; P: string; i: string; r: string; T: number; st: number }>;

const FUNDING_INTERVAL_MS = 8 * 3_600_000;

/** A quote as the venue sends it at time `at`. */
export function markEvent({ symbol, markPrice, indexPrice, settlePrice, fundingRate }: Quote, at: number): MarkEvent {
  const next = fundingRate === '' ? 0 : (Math.floor(at / FUNDING_INTERVAL_MS) + 1) * FUNDING_INTERVAL_MS;
  return { e: 'markPriceUpdate', E: at, s: symbol, p: markPrice, ap: markPrice, P: settlePrice, i: indexPrice, r: fundingRate, T: next, st: 1 };
}

/** A ticker of the public market stream, of which only the last price is told: the market of the demo keeps no statistics of 24 h. */
export type TickerEvent = Readonly<{ e: '24hrTicker'; E: number; s: string; c: string; C: number }>;

/** A quote's last price as the venue sends it at time `at`. */
export const tickerEvent = ({ symbol, lastPrice }: Quote, at: number): TickerEvent => ({ e: '24hrTicker', E: at, s: symbol, c: lastPrice, C: at });
