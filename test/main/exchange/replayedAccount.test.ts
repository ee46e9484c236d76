import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readRecording } from '../../../src-main/exchange/recording.ts';
import { startReplayServer } from '../../../src-main/exchange/replayServer.ts';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { deribitDialect } from '../../../src-main/feeds/deribit/dialect.ts';
import { dialectOf, dialectOfRecording } from '../../../src-main/feeds/dialects.ts';
import type { VenueDialect } from '../../../src-main/feeds/feed.ts';
import { CORPUS, hasCorpus, withCorpus } from '../../support/corpus.ts';
import { eventually } from '../../support/eventually.ts';
import { follow } from '../../support/followedFeed.ts';
import { ACCOUNT_ID, hostAccount } from '../../support/hostedAccount.ts';

const MARKS = join(CORPUS, 'binance-usdm/markPriceUpdate.jsonl');
const ALL_MARKS = join(CORPUS, 'binance-usdm/markPrice.arr.jsonl');
const DERIBIT = join(CORPUS, 'deribit/captures/cryptofeed.DERIBIT.ws.1.0.frames.jsonl.gz');

const START = Date.UTC(2026, 10, 24);
const PERPETUALS = JSON.stringify({
  schema: 'plimsoll.portfolio/1', name: 'Recorded', valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'tiered-cross',
  collateral: [{ asset: 'USDT', amount: '50000' }],
  positions: [{ symbol: 'BTCUSDT', contracts: '0.5', entryPrice: '60000' }, { symbol: 'ETHUSDT', contracts: '-3', entryPrice: '2500' }],
});
const OPTIONS = ['BTC-24SEP21-8000-P', 'BTC-31DEC21-34000-P', 'ETH-23JUL21-2300-C'];
const OPTION_ACCOUNT = JSON.stringify({
  schema: 'plimsoll.portfolio/1', name: 'Recorded options', valuationCurrency: 'USD', venue: 'deribit', model: 'tiered-cross', asOf: '2021-07-22T00:00:00Z',
  collateral: [{ asset: 'USD', amount: '50000' }],
  instruments: OPTIONS.map((symbol) => ({
    symbol, kind: 'option', settlement: 'inverse', base: symbol.slice(0, 3), quote: symbol.slice(0, 3), settle: symbol.slice(0, 3), contractSize: '1',
    expiry: '2022-01-01T08:00:00Z', strike: symbol.split('-')[2], optionType: symbol.endsWith('C') ? 'call' : 'put',
  })),
  positions: OPTIONS.map((symbol) => ({ symbol, contracts: '1', entryPrice: '0.1' })),
});

/** A recording played over real sockets, through the real client and parser, into a real engine host. */
async function play(path: string, venue: string, document: string, speed: number) {
  const recording = await readRecording(path);
  if (!recording.ok) throw new Error(JSON.stringify(recording.error));
  const dialect = dialectOf(venue) as VenueDialect;
  const server = await startReplayServer({ recording: recording.value, speed });
  onTestFinished(server.close);
  const account = hostAccount(document, 'replay', START);
  const begun = performance.now();
  const now = (): number => performance.now() - begun;
  const followed = follow(dialect, server.url, { replay: true, onEvent: (event) => { if (event.kind === 'ticks') account.apply(event, now()); } });
  const { instruments, valuationCurrency } = account.portfolio;
  followed.feed.want(dialect.topicsFor({ instruments, assets: [], valuationCurrency }));
  await server.ended;
  return { recording: recording.value, account, now, ...followed };
}
type Host = ReturnType<typeof hostAccount>;
const equityOf = ({ outcomes }: Host): string | null => outcomes.at(-1)?.evaluation.totals.equity.value?.toFixed() ?? null;
const markOf = ({ host }: Host, symbol: string) => host.view(ACCOUNT_ID)?.positions.find((row) => row.symbol === symbol)?.mark;

describe.skipIf(!hasCorpus)(withCorpus('recorded frames drive an account'), () => {
  test('single marks of Binance: the equity is that of the last recorded marks, to the last digit', async () => {
    const { account, ticks, feed } = await play(MARKS, 'binance-usdm', PERPETUALS, 40);
    await eventually('every mark', () => ticks.length === 7);
    // 50,000 + 0.5 · (68,005.80802899 − 60,000) − 3 · (2,706.47 − 2,500)
    expect(equityOf(account)).toBe('53383.494014495');
    expect(account.outcomes.at(-1)?.evaluation.missing).toEqual([]);
    expect(markOf(account, 'BTCUSDT')).toMatchObject({ value: '68005.80802899', state: 'replay' });
    expect(feed.health()).toMatchObject({ malformed: 0, messages: 8 });
  });

  test('all marks of Binance in one frame', async () => {
    const { account } = await play(ALL_MARKS, 'binance-usdm', PERPETUALS, 1);
    await eventually('the marks', () => equityOf(account) !== null);
    // 50,000 + 0.5 · (59,022.53514719 − 60,000) − 3 · (1,981.1570442 − 2,500)
    expect(equityOf(account)).toBe('51067.796440995');
  });

  test('the timed session of Deribit: every option has its last recorded mark and its age', async () => {
    const { account, ticks, recording, feed } = await play(DERIBIT, 'deribit', OPTION_ACCOUNT, 60);
    await eventually('every tick', () => ticks.length === 89);
    expect(recording.timed).toBe(true);
    for (const [symbol, mark] of [['BTC-31DEC21-34000-P', '0.23341173'], ['ETH-23JUL21-2300-C', '0.000001']] as const) {
      expect(markOf(account, symbol)).toMatchObject({ value: mark, state: 'replay' });
      expect(markOf(account, symbol)?.at).toBeGreaterThan(0);
    }
    expect(feed.health()).toMatchObject({ malformed: 0, reconnects: 0 });
  });

  test('what a recording holds beside the account is read too, and changes nothing of it', async () => {
    const { account, ticks } = await play(MARKS, 'binance-usdm', JSON.stringify({ ...JSON.parse(PERPETUALS) as object, positions: [{ symbol: 'ETHUSDT', contracts: '-3', entryPrice: '2500' }] }), 40);
    await eventually('every mark', () => ticks.length === 7);
    expect(equityOf(account)).toBe('49380.59');
    expect(markOf(account, 'BTCUSDT')).toBeUndefined();
  });

  test('after its end the prices are stale, on the same socket: nothing pretends that more will come', async () => {
    const { account, ticks, state, feed, now } = await play(MARKS, 'binance-usdm', PERPETUALS, 40);
    await eventually('every mark', () => ticks.length === 7);
    await eventually('stale', () => state() === 'stale');
    await new Promise((done) => setTimeout(done, 600));
    account.pass(now() + 5001);
    expect(markOf(account, 'BTCUSDT')?.state).toBe('stale');
    expect(state()).toBe('stale');
    expect(feed.health().reconnects).toBe(0);
  });

  test.each([
    ['binance-usdm/markPriceUpdate.jsonl', 'binance-usdm'],
    ['binance-usdm/markPrice.arr.jsonl', 'binance-usdm'],
    ['binance-usdm/captures/cryptofeed.BINANCE_FUTURES.ws.1.0.frames.jsonl.gz', 'binance-usdm'],
    ['deribit/captures/cryptofeed.DERIBIT.ws.1.0.frames.jsonl.gz', 'deribit'],
    ['deribit/ticker.option.jsonl', 'deribit'],
    ['okx/mark-price.jsonl', 'okx'],
    ['kucoin-spot/market.match.trade.l3match.jsonl', null],
  ])('whose frames they are is told from the recording: %s', async (file, venue) => {
    const recording = await readRecording(join(CORPUS, file));
    if (!recording.ok) throw new Error(JSON.stringify(recording.error));
    const { url, frames } = recording.value;
    expect(dialectOfRecording(url, frames.slice(0, 200).map(({ raw }) => raw))?.venue ?? null).toBe(venue);
  });
});

describe('frames of our own', () => {
  const frame = (symbol: string, mark: string): string => JSON.stringify({ e: 'markPriceUpdate', E: START, s: symbol, p: mark });

  test('a recording with long silences is played to its end on one socket', async () => {
    const server = await startReplayServer({ recording: { frames: [{ atMs: 0, raw: frame('BTCUSDT', '1') }, { atMs: 900, raw: frame('BTCUSDT', '2') }], url: null, timed: true }, speed: 1 });
    onTestFinished(server.close);
    const { feed, marks, states } = follow(binanceUsdmDialect, server.url, { replay: true });
    feed.want(['btcusdt@markPrice@1s', 'never@markPrice@1s']);
    await server.ended;
    await eventually('both', () => marks().length === 2);
    expect(states).toContain('stale');
    expect(feed.health().reconnects).toBe(0);
  });

  test('tell their venue by the address of the session, else by who reads the most of them', () => {
    expect(dialectOfRecording('wss://fstream.binance.com/stream', [])).toBe(binanceUsdmDialect);
    expect(dialectOfRecording('wss://www.deribit.com/ws/api/v2', [])).toBe(deribitDialect);
    expect(dialectOfRecording('wss://elsewhere.example/ws', [frame('BTCUSDT', '1')])).toBe(binanceUsdmDialect);
    expect(dialectOfRecording(null, ['{"method":"subscription","params":{"channel":"deribit_price_index.btc_usd","data":{"timestamp":1,"price":5,"index_name":"btc_usd"}}}'])).toBe(deribitDialect);
    expect(dialectOfRecording(null, ['x', '{}'])).toBeNull();
    expect(dialectOfRecording('wss://com', [])).toBeNull();
  });
});
