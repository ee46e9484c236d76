/** One venue as the producer speaks it: enough of its protocol that the real client subscribes, and prices in its own form. */
export type SoakVenue = Readonly<{
  /** Of the account that it serves. */
  venue: string;
  /** The stream whose protocol it speaks. */
  dialect: string;
  /** What its accounts are valued and settled in. */
  currency: string;
  symbol: (base: string) => string;
  /** @returns what a client's words subscribe, and the answers to them */
  hear: (text: string) => Readonly<{ topics: readonly string[]; replies: readonly string[] }>;
  /** The how manieth message of a topic, from 0. @param now ms since the epoch, which is the venue's own time of it */
  frame: (topic: string, count: number, now: number) => string;
}>;

type Words = Readonly<{ id?: number; method?: string; op?: string; event?: string; req_id?: string; params?: readonly string[] | Readonly<{ channels?: readonly string[] }>; args?: readonly (string | Readonly<{ channel: string; instId: string }>)[]; product_ids?: readonly string[] }>;
const wordsOf = (text: string): Words => JSON.parse(text) as Words;

/** A price that moves by a few parts in a thousand, the same for mark and index. */
const priceAt = (name: string, count: number): string => `${1000 + (name.length % 7) * 100}.${String((count * 37) % 400).padStart(3, '0')}5`;
const FUNDING_AT = 1_790_000_000_000;

const binance: SoakVenue = {
  venue: 'binance-usdm', dialect: 'binance-usdm', currency: 'USDT', symbol: (base) => `${base}USDT`,
  hear: (text) => {
    const { method, params, id } = wordsOf(text);
    return { topics: method === 'SUBSCRIBE' && Array.isArray(params) ? params.map(String) : [], replies: [JSON.stringify({ result: null, id })] };
  },
  frame: (topic, count, now) => {
    const [name = '', channel] = topic.split('@');
    const [symbol, price] = [name.toUpperCase(), priceAt(name, count)];
    if (channel === 'markPrice') return `{"e":"markPriceUpdate","E":${now},"s":"${symbol}","p":"${price}0000","ap":"${price}0000","P":"${price}0000","i":"${price}0000","r":"0.00010000","T":${FUNDING_AT}}`;
    return `{"e":"24hrTicker","E":${now},"s":"${symbol}","p":"-1.50","P":"-0.104","w":"${price}","c":"${price}","Q":"0.002","o":"${price}","h":"${price}","l":"${price}","v":"123456.789","q":"123456789.12","O":${now - 86_400_000},"C":${now},"F":5123456789,"L":5123556789,"n":100001}`;
  },
};

const bybit: SoakVenue = {
  venue: 'bybit', dialect: 'bybit-linear', currency: 'USDT', symbol: (base) => `${base}USDT`,
  hear: (text) => {
    const { op, args = [], req_id } = wordsOf(text);
    const ret_msg = op === 'ping' ? 'pong' : '';
    return { topics: op === 'subscribe' ? args.map(String) : [], replies: [JSON.stringify({ success: true, ret_msg, conn_id: 'soak', req_id, op })] };
  },
  frame: (topic, count, now) => {
    const [symbol, price] = [topic.slice('tickers.'.length), priceAt(topic, count)];
    const fields = count === 0
      ? `"tickDirection":"PlusTick","lastPrice":"${price}","markPrice":"${price}","indexPrice":"${price}","nextFundingTime":"${FUNDING_AT}","fundingRate":"0.0001","openInterest":"59972.256"`
      : `"markPrice":"${price}","indexPrice":"${price}","ask1Price":"${price}","ask1Size":"1.25"`;
    return `{"topic":"${topic}","type":"${count === 0 ? 'snapshot' : 'delta'}","data":{"symbol":"${symbol}",${fields}},"cs":${764_144_442_982 + count},"ts":${now}}`;
  },
};

const okx: SoakVenue = {
  venue: 'okx', dialect: 'okx', currency: 'USDT', symbol: (base) => `${base}-USDT-SWAP`,
  hear: (text) => {
    if (text === 'ping') return { topics: [], replies: ['pong'] };
    const { op, args = [] } = wordsOf(text);
    const asked = args.flatMap((arg) => (typeof arg === 'string' ? [] : [arg]));
    return { topics: op === 'subscribe' ? asked.map(({ channel, instId }) => `${channel}:${instId}`) : [], replies: asked.map((arg) => JSON.stringify({ event: op, arg, connId: 'soak' })) };
  },
  frame: (topic, count, now) => {
    const [channel = '', id = ''] = topic.split(':');
    const price = priceAt(id, count);
    const fields: Readonly<Record<string, string>> = {
      'mark-price': `"instType":"SWAP","markPx":"${price}"`, 'index-tickers': `"idxPx":"${price}","high24h":"${price}","low24h":"${price}","open24h":"${price}","sodUtc0":"${price}","sodUtc8":"${price}"`,
      tickers: `"instType":"SWAP","last":"${price}","lastSz":"0.1","askPx":"${price}","askSz":"11","bidPx":"${price}","bidSz":"5","open24h":"9000","high24h":"10000","low24h":"8888.88","volCcy24h":"2222","vol24h":"2222","sodUtc0":"2222","sodUtc8":"2222"`,
      'funding-rate': `"instType":"SWAP","fundingRate":"0.0001","fundingTime":"${FUNDING_AT}","nextFundingRate":"","nextFundingTime":"${FUNDING_AT}"`,
    };
    return `{"arg":{"channel":"${channel}","instId":"${id}"},"data":[{"instId":"${id}",${fields[channel] ?? ''},"ts":"${now}"}]}`;
  },
};

const deribit: SoakVenue = {
  venue: 'deribit', dialect: 'deribit', currency: 'USDC', symbol: (base) => `${base}_USDC-PERPETUAL`,
  hear: (text) => {
    const { id, method, params } = wordsOf(text);
    const channels = params !== undefined && 'channels' in params ? params.channels ?? [] : [];
    return { topics: method === 'public/subscribe' ? channels.filter((channel) => channel !== 'platform_state') : [], replies: [JSON.stringify({ jsonrpc: '2.0', id, result: channels.length > 0 ? channels : 'ok' })] };
  },
  frame: (topic, count, now) => {
    const price = priceAt(topic, count);
    if (topic.startsWith('deribit_price_index.')) return `{"jsonrpc":"2.0","method":"subscription","params":{"channel":"${topic}","data":{"timestamp":${now},"price":${price},"index_name":"${topic.slice('deribit_price_index.'.length)}"}}}`;
    return `{"jsonrpc":"2.0","method":"subscription","params":{"channel":"${topic}","data":{"timestamp":${now},"stats":{"volume_usd":391384260,"volume":6391.27,"price_change":-1.3,"low":59011,"high":62880.5},"state":"open","settlement_price":60911.22,`
      + `"open_interest":1021334810,"min_price":59211.5,"max_price":62300.5,"mark_price":${price},"last_price":${price},"interest_value":0.0123,"instrument_name":"${topic.slice('ticker.'.length, -'.100ms'.length)}","index_price":${price},`
      + `"funding_8h":0.00001312,"estimated_delivery_price":${price},"current_funding":0.00000734,"best_bid_price":60120,"best_bid_amount":21330,"best_ask_price":60120.5,"best_ask_amount":101220}}}`;
  },
};

const kraken: SoakVenue = {
  venue: 'kraken', dialect: 'kraken-futures', currency: 'USD', symbol: (base) => `PF_${base}USD`,
  hear: (text) => {
    const { event = '', product_ids = [] } = wordsOf(text);
    return { topics: event === 'subscribe' ? product_ids.map((product) => `ticker:${product}`) : [], replies: [JSON.stringify({ event: `${event}d`, feed: 'ticker', product_ids })] };
  },
  frame: (topic, count, now) => {
    const price = priceAt(topic, count);
    return `{"time":${now},"product_id":"${topic.slice('ticker:'.length)}","funding_rate":0.032725177043125,"funding_rate_prediction":0.031251669645,"relative_funding_rate":0.0000186711875,"relative_funding_rate_prediction":0.00001783425,`
      + `"next_funding_rate_time":${FUNDING_AT},"leverage":"100x","premium":-0.0,"feed":"ticker","bid":${price},"ask":${price},"bid_size":1.459,"ask_size":2.886,"volume":57204.177,"dtm":0,"index":${price},"last":${price},"change":0.97,"suspended":false,`
      + `"tag":"perpetual","pair":"X:USD","openInterest":24085.822,"markPrice":${price}53924942,"maturityTime":0,"post_only":false,"volumeQuote":99424431.8132,"open":1734.8,"high":1765.4,"low":1708.8}`;
  },
};

export const SOAK_VENUES: readonly SoakVenue[] = [binance, bybit, okx, deribit, kraken];
