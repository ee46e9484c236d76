import { symbolAt } from './account.ts';

/**
 * Frames as the venues write them: the same fields in the same order, numbers of the same length. Those of `before` belong
 * to the connection and are read once (a snapshot that later changes build on).
 */
export type VenueFrames = Readonly<{ name: string; dialect: string; before?: readonly string[]; frames: readonly string[] }>;

const START = 1_780_000_000_000;
const MANY = 500;

const each = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
const texts = (count: number, of: (at: number) => object): readonly string[] => each(count).map((at) => JSON.stringify(of(at)));
const digits = (at: number, count: number): string => String((at * 7919 + 104_729) % 10 ** count).padStart(count, '0');
/** A number as JSON has it, with so many decimals. */
const number = (whole: number, at: number, count: number): number => Number(`${whole}.${digits(at, count)}`);
const coin = (at: number): string => `A${at}`;
const iso = (at: number): string => new Date(START + at).toISOString();

/** A mark as Binance USD-M writes it. */
const binanceMark = (at: number): object => ({
  e: 'markPriceUpdate', E: START + at, s: symbolAt(at), p: `${1000 + at}.${digits(at, 8)}`, ap: `${1000 + at}.${digits(at + 1, 8)}`, P: `${1001 + at}.${digits(at, 8)}`,
  i: `${1000 + at}.${digits(at + 3, 8)}`, r: '0.00010000', T: 1_780_027_200_000,
});

const binanceOption = (at: number): object => ({
  s: `BTC-261225-${20_000 + at * 500}-C`, mp: `${1450 + at}.5000`, E: START + at, e: 'markPrice', i: `104334.${digits(at, 8)}`, P: '0.0000', bo: '1440.0', ao: '1460.0', bq: '5.00', aq: '3.50',
  b: '0.85', a: '-1.0', hl: '2000.0', ll: '500.0', vo: '0.86', rf: '0.0', d: `0.${digits(at, 8)}`, t: '-40.23751234', g: '0.00012832', v: '52.94112345',
});

const bybitTicker = (at: number, symbol: string): object => ({
  symbol, tickDirection: 'ZeroPlusTick', price24hPcnt: '0.001455', lastPrice: `${63_561 + at}.60`, prevPrice24h: '63469.20', highPrice24h: '63994.40', lowPrice24h: '62810.50', prevPrice1h: '63413.60',
  markPrice: `${63_560 + at}.80`, indexPrice: `${63_585 + at}.51`, openInterest: '59972.256', openInterestValue: '3811884569.16', turnover24h: '3515096831.9640', volume24h: '55362.9100', fundingIntervalHour: '8',
  fundingCap: '0.005', nextFundingTime: '1786665600000', fundingRate: '0.00005013', bid1Price: '63561.50', bid1Size: '1.760', ask1Price: '63561.60', ask1Size: '4.690', preOpenPrice: '', preQty: '', curPreListingPhase: '',
});
const bybitPush = (at: number, type: string, symbol: string, data: object): object => ({ topic: `tickers.${symbol}`, type, data, cs: 764_144_442_982 + at, ts: START + at });

const okxOption = (at: number): object => ({
  instType: 'OPTION', instId: `BTC-USD-261225-${20_000 + at * 500}-C`, uly: 'BTC-USD', delta: `0.${digits(at, 10)}`, gamma: '-0.6765419039', theta: '-0.0000809873', vega: '0.0000077307', deltaBS: `0.${digits(at + 1, 10)}`,
  gammaBS: '0.0000165419', thetaBS: '-22.9873123456', vegaBS: '45.7307123456', realVol: '0', bidVol: '', askVol: '1.5625', markVol: '0.9987', lever: '4.0342', fwdPx: `39016.${digits(at, 10)}`, ts: String(START + at),
});

const deribitPush = (channel: string, data: unknown): object => ({ jsonrpc: '2.0', method: 'subscription', params: { channel, data } });
const deribitPerpetual = (at: number): object => ({
  timestamp: START + at, stats: { volume_usd: 391_384_260, volume: 6391.27, price_change: -1.3, low: 59_011, high: 62_880.5 }, state: 'open', settlement_price: 60_911.22,
  open_interest: 1_021_334_810, min_price: 59_211.5, max_price: 62_300.5, mark_price: number(60_123, at, 2), last_price: 60_120.5, interest_value: 0.0123, instrument_name: 'BTC-PERPETUAL',
  index_price: number(60_099, at + 1, 2), funding_8h: 0.00001312, estimated_delivery_price: 60_099.4, current_funding: 0.00000734, best_bid_price: 60_120, best_bid_amount: 21_330, best_ask_price: 60_120.5, best_ask_amount: 101_220,
});
/** One in three has a number with more digits than a double keeps for certain. */
const deribitOption = (at: number): object => ({
  underlying_price: number(30_220, at, 4), underlying_index: 'BTC-30SEP27', timestamp: START + at, stats: { volume: 16.7, price_change: -18.1818, low: 0.009, high: 0.011 }, state: 'open', settlement_price: at % 3 === 0 ? 0.0100123456789012 : 0.01,
  open_interest: 1767.5, min_price: 0.0001, max_price: 0.038, mark_price: number(0, at, 4), mark_iv: 67.7, last_price: 0.009, interest_rate: 0, instrument_name: `BTC-30SEP27-${20_000 + at * 500}-C`, index_price: 29_939.43,
  greeks: { vega: 20.05335, theta: -5.65962, rho: 4.91491, gamma: 0.00001, delta: 0.05785 }, estimated_delivery_price: 29_939.43, bid_iv: 67.16, best_bid_price: 0.008, best_bid_amount: 2.8, best_ask_price: 0.009,
  best_ask_amount: 18.5, ask_iv: 68.65,
});

/** Its marks are computed, and have fifteen digits and more. */
const krakenTicker = (at: number): string => `{"time":${START + at},"product_id":"PF_${coin(at)}USD","funding_rate":0.032725177043125,"funding_rate_prediction":0.031251669645,"relative_funding_rate":0.0000186711875,`
  + `"relative_funding_rate_prediction":0.00001783425,"next_funding_rate_time":1783591200000,"leverage":"100x","premium":-0.0,"feed":"ticker","bid":1751.6,"ask":1751.7,"bid_size":1.459,"ask_size":2.886,"volume":57204.177,`
  + `"dtm":0,"index":${1751 + at}.75,"last":1751.7,"change":0.97,"suspended":false,"tag":"perpetual","pair":"${coin(at)}:USD","openInterest":24085.822,"markPrice":${1751 + at}.9755392${digits(at, 4)},"maturityTime":0,`
  + '"post_only":false,"volumeQuote":99424431.8132,"open":1734.8,"high":1765.4,"low":1708.8}';

const bitmexRow = (at: number): object => ({
  symbol: `${coin(at)}USDT`, rootSymbol: coin(at), state: 'Open', typ: 'FFWCSX', underlying: coin(at), quoteCurrency: 'USDT', settlCurrency: 'USDt', markPrice: 1000.5, indicativeSettlePrice: 1000.25, lastPrice: 1000, fundingRate: 0.0001,
  fundingTimestamp: iso(28_800_000), timestamp: iso(at),
});

const gateTicker = (at: number): object => ({
  contract: `${coin(at)}_USDT`, last: `${23_160 + at}.2`, change_percentage: '-1.3224', total_size: '153482780', volume_24h: '155496714', volume_24h_base: '15549', volume_24h_quote: '360157643', volume_24h_settle: '360157643',
  mark_price: `${23_160 + at}.81`, funding_rate: '0.000041', funding_rate_indicative: '0.000041', index_price: `${23_162 + at}.73`, quanto_base_rate: '', low_24h: '22962.2', high_24h: '23555.9', price_type: 'last', change_utc0: '-1.2', change_utc8: '-0.6',
});

const hyperliquidContext = (at: number): object => ({
  channel: 'activeAssetCtx', data: { coin: coin(at), ctx: {
    funding: '0.0000052974', openInterest: '36295.80812', prevDayPx: '77759.0', dayNtlVlm: '4490636699.3287734985', premium: '-0.0005540084', oraclePx: `${80_684 + at}.7`, markPx: `${80_640 + at}.0`, midPx: '80639.5',
    impactPxs: ['80637.2', '80640.0'], dayBaseVlm: '56265.69068' } },
});

const kucoinMark = (at: number): object => ({ topic: `/contract/instrument:${coin(at)}USDTM`, type: 'message', subject: 'mark.index.price', data: { markPrice: number(90_445, at, 2), indexPrice: number(90_445, at + 1, 2), granularity: 1000, timestamp: START + at * 1000 } });

const coinbaseTicker = (at: number): object => ({
  channel: 'ticker', client_id: '', timestamp: `${iso(at).slice(0, -1)}123456Z`, sequence_num: at, events: [{ type: 'update', tickers: [{
    type: 'ticker', product_id: `${coin(at)}-USD`, price: `${60_120 + at}.${digits(at, 2)}`, volume_24_h: '16038.28770938', low_24_h: '58800.00', high_24_h: '61220.10', low_52_w: '15460', high_52_w: '74000', price_percent_chg_24_h: '-4.15775596190603',
    best_bid: '60120.1', best_bid_quantity: '0.31', best_ask: '60120.2', best_ask_quantity: '0.81' }] }],
});

const DYDX = { connection_id: 'conn-abc123-def456-ghi789', channel: 'v4_markets', id: 'v4_markets', version: '1.0.0' };
const DYDX_MARKETS = 200;
const dydxMarket = (at: number): object => ({
  clobPairId: String(at), ticker: `${coin(at)}-USD`, status: 'ACTIVE', oraclePrice: `${1000 + at}.25`, priceChange24H: '12.5', volume24H: '1234567.25', trades24H: 1234, nextFundingRate: '0.0000125', initialMarginFraction: '0.05',
  maintenanceMarginFraction: '0.03', openInterest: '12345.5', atomicResolution: -9, quantumConversionExponent: -9, tickSize: '0.1', stepSize: '0.001', stepBaseQuantums: 1_000_000, subticksPerTick: 100_000, marketType: 'CROSS',
  openInterestLowerCap: '0', openInterestUpperCap: '0', baseOpenInterest: '12345', defaultFundingRate1H: '0',
});
const dydxPrices = (at: number): object => ({
  type: 'channel_data', ...DYDX, message_id: at + 3, contents: { oraclePrices: Object.fromEntries(each(DYDX_MARKETS).map((market) => [`${coin(market)}-USD`, { oraclePrice: `${1000 + market}.${digits(at + market, 9)}`, effectiveAt: iso(at), effectiveAtHeight: String(12_345_679 + at), marketId: market }])) },
});

const option = (at: number): string => `BTC-25JUN27-${20_000 + at * 500}-P-USDT`;
const bybitOption = (at: number): object => ({
  topic: `tickers.${option(at)}`, ts: START + at, type: 'snapshot', id: `tickers.${option(at)}-${76_572_337_574 + at}-${START + at}`, data: {
    symbol: option(at), bidPrice: '26000', bidSize: '20.00', bidIv: '0.4350', askPrice: '26200', askSize: '20.00', askIv: '0.4480', lastPrice: '0', highPrice24h: '0', lowPrice24h: '0', markPrice: `26101.${digits(at, 8)}`, indexPrice: `84211.${digits(at, 8)}`,
    markPriceIv: '0.4412', underlyingPrice: `85012.${digits(at, 8)}`, openInterest: '0.1', turnover24h: '0', volume24h: '0', totalVolume: '1', totalTurnover: '2', delta: `-0.7${digits(at, 8)}`, gamma: '0.00000912', vega: '190.11223344', theta: '-10.12345678', predictedDeliveryPrice: '0', change24h: '0' },
});

/** Every dialect's frames of prices, at least one kind of each. */
export const VENUE_FRAMES: readonly VenueFrames[] = [
  { name: 'Binance USD-M, one mark', dialect: 'binance-usdm', frames: texts(MANY, (at) => ({ stream: `${symbolAt(at).toLowerCase()}@markPrice@1s`, data: binanceMark(at) })) },
  { name: 'Binance USD-M, 500 marks', dialect: 'binance-usdm', frames: texts(20, (turn) => ({ stream: '!markPrice@arr@1s', data: each(500).map((at) => binanceMark(at + turn)) })) },
  { name: 'Binance COIN-M, one mark', dialect: 'binance-coinm', frames: texts(MANY, (at) => ({ stream: 'x', data: { ...binanceMark(at), s: `${coin(at)}USD_PERP` } })) },
  { name: 'Binance options, 100 marks', dialect: 'binance-options', frames: texts(20, (turn) => ({ stream: 'btcusdt@optionMarkPrice', data: each(100).map((at) => binanceOption(at + turn)) })) },
  { name: 'Bybit linear, snapshot', dialect: 'bybit-linear', frames: texts(MANY, (at) => bybitPush(at, 'snapshot', symbolAt(at), bybitTicker(at, symbolAt(at)))) },
  {
    name: 'Bybit linear, delta', dialect: 'bybit-linear', before: texts(MANY, (at) => bybitPush(0, 'snapshot', symbolAt(at), bybitTicker(at, symbolAt(at)))),
    frames: texts(MANY, (at) => bybitPush(at, 'delta', symbolAt(at), { symbol: symbolAt(at), markPrice: `${63_561 + at}.${digits(at, 2)}`, indexPrice: '63585.74', ask1Price: '63561.60' })),
  },
  { name: 'Bybit option, snapshot', dialect: 'bybit-option', frames: texts(MANY, bybitOption) },
  { name: 'OKX, one mark', dialect: 'okx', frames: texts(MANY, (at) => ({ arg: { channel: 'mark-price', instId: `${coin(at)}-USDT-SWAP` }, data: [{ instId: `${coin(at)}-USDT-SWAP`, instType: 'SWAP', markPx: `${1000 + at}.${digits(at, 2)}`, ts: String(START + at) }] })) },
  { name: 'OKX, one option family of 50', dialect: 'okx', frames: texts(20, (turn) => ({ arg: { channel: 'opt-summary', instFamily: 'BTC-USD' }, data: each(50).map((at) => okxOption(at + turn)) })) },
  { name: 'Deribit, one perpetual', dialect: 'deribit', frames: texts(MANY, (at) => deribitPush('ticker.BTC-PERPETUAL.100ms', deribitPerpetual(at))) },
  { name: 'Deribit, one option', dialect: 'deribit', frames: texts(MANY, (at) => deribitPush(`ticker.BTC-30SEP27-${20_000 + at * 500}-C.100ms`, deribitOption(at))) },
  { name: 'Deribit, 500 option marks', dialect: 'deribit', frames: texts(20, (turn) => deribitPush('markprice.options.btc_usd', each(500).map((at) => ({ timestamp: START + turn, mark_price: number(0, at + turn, 4), iv: number(0, at + turn, 4), instrument_name: `BTC-30SEP27-${20_000 + at * 500}-C` })))) },
  { name: 'Kraken, one ticker', dialect: 'kraken-futures', frames: each(MANY).map(krakenTicker) },
  {
    name: 'BitMEX, one update', dialect: 'bitmex', before: [JSON.stringify({ table: 'instrument', action: 'partial', filter: {}, data: each(MANY).map(bitmexRow) })],
    frames: texts(MANY, (at) => ({ table: 'instrument', action: 'update', data: [{ symbol: `${coin(at)}USDT`, fairPrice: number(1000 + at, at, 2), markPrice: number(1000 + at, at, 2), indicativeSettlePrice: number(1000 + at, at + 1, 2), timestamp: iso(at) }] })),
  },
  { name: 'Gate, one ticker', dialect: 'gate-usdt', frames: texts(MANY, (at) => ({ time: 1_780_000_000, time_ms: START + at, channel: 'futures.tickers', event: 'update', result: [gateTicker(at)] })) },
  { name: 'Hyperliquid, one context', dialect: 'hyperliquid', frames: texts(MANY, hyperliquidContext) },
  { name: 'KuCoin, one mark', dialect: 'kucoin-futures', frames: texts(MANY, kucoinMark) },
  { name: 'dYdX, 200 oracle prices', dialect: 'dydx', before: [JSON.stringify({ type: 'subscribed', ...DYDX, message_id: 2, contents: { markets: Object.fromEntries(each(DYDX_MARKETS).map((at) => [`${coin(at)}-USD`, dydxMarket(at)])) } })], frames: texts(20, dydxPrices) },
  { name: 'Coinbase, one ticker', dialect: 'coinbase-advanced', frames: texts(MANY, coinbaseTicker) },
];
