import type { ParsedFrame } from '../../src-main/feeds/feed.ts';
import { parseFrame as parseBinance } from '../../src-main/feeds/binance-usdm/parse.ts';
import { parseFrame as parseDeribit } from '../../src-main/feeds/deribit/parse.ts';
import { symbolAt } from './account.ts';
import type { Work } from './measure.ts';

const digits = (at: number, count: number): string => String((at * 7919 + 104_729) % 10 ** count).padStart(count, '0');

/** A mark as Binance USD-M writes it. */
const binanceMark = (at: number): object => ({
  e: 'markPriceUpdate', E: 1_780_000_000_000 + at, s: symbolAt(at), p: `${1000 + at}.${digits(at, 8)}`, ap: `${1000 + at}.${digits(at + 1, 8)}`, P: `${1001 + at}.${digits(at, 8)}`,
  i: `${1000 + at}.${digits(at + 3, 8)}`, r: '0.00010000', T: 1_780_027_200_000,
});

const deribitTicker = (at: number): object => ({
  jsonrpc: '2.0', method: 'subscription', params: { channel: 'ticker.BTC-PERPETUAL.100ms', data: {
    timestamp: 1_780_000_000_000 + at, stats: { volume_usd: 391_384_260, volume: 6391.27, price_change: -1.3, low: 59_011, high: 62_880.5 }, state: 'open', settlement_price: 60_911.22,
    open_interest: 1_021_334_810, min_price: 59_211.5, max_price: 62_300.5, mark_price: Number(`60123.${digits(at, 2)}`), last_price: 60_120.5, interest_value: 0.0123, instrument_name: 'BTC-PERPETUAL',
    index_price: Number(`60099.${digits(at + 1, 2)}`), funding_8h: 0.00001312, estimated_delivery_price: 60_099.4, current_funding: 0.00000734, best_bid_price: 60_120, best_bid_amount: 21_330,
    best_ask_price: 60_120.5, best_ask_amount: 101_220 } },
});

export type FrameWork = Readonly<{ name: string; parse: Work; json: Work }>;

function frameWork(name: string, frames: readonly string[], parse: (frame: string) => ParsedFrame, calls: number): FrameWork {
  let ticks = 0;
  const over = (label: string, work: (frame: string) => number): Work => ({
    name: `${name}: ${label}`, calls,
    run: () => {
      for (let call = 0; call < calls; call += 1) ticks += work(frames[call % frames.length] ?? '');
    },
  });
  return {
    name,
    parse: over('to ticks', (frame) => {
      const parsed = parse(frame);
      if (parsed.kind !== 'ticks') throw new Error(`${name}: ${parsed.kind}`);
      return parsed.ticks.length;
    }),
    json: over('JSON.parse', (frame) => (JSON.parse(frame) === null ? 1 : 0)),
  };
}

const many = (count: number, of: (at: number) => object): readonly string[] => Array.from({ length: count }, (_, at) => JSON.stringify(of(at)));

export const frameWorks: readonly FrameWork[] = [
  frameWork('Binance, one mark', many(500, (at) => ({ stream: `${symbolAt(at).toLowerCase()}@markPrice@1s`, data: binanceMark(at) })), parseBinance, 1000),
  frameWork('Binance, 500 marks', many(20, (turn) => ({ stream: '!markPrice@arr@1s', data: Array.from({ length: 500 }, (_, at) => binanceMark(at + turn)) })), parseBinance, 4),
  frameWork('Deribit, one ticker', many(500, deribitTicker), parseDeribit, 1000),
];
