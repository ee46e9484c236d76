import { type LocalVenue, startLocalVenue, type VenueClient } from '../localVenue.ts';
import { createIdleWatch } from './idleWatch.ts';

export type KrakenOptions = Readonly<{
  /** That can be subscribed to. */
  products: readonly string[];
  /** Acknowledged, and silent. */
  silent?: readonly string[];
  /** How an unknown product is refused. Absent: by its name. */
  refusal?: 'named' | 'bare';
  /** A client that does not ping for this long is cut. Absent: never. */
  pingWithinMs?: number;
}>;

export type KrakenVenue = LocalVenue & Readonly<{
  /** A ticker to whoever subscribed to the product. */
  ticker: (product: string, fields: object) => void;
}>;

const FEEDS: readonly unknown[] = ['ticker', 'ticker_lite', 'heartbeat', 'book', 'trade'];

/** A full ticker as the venue writes it; its time is past. */
export function krakenTicker(product: string, fields: object): object {
  return { time: 1_790_000_000_000, product_id: product, funding_rate: 0.03, feed: 'ticker', bid: 1, ask: 2, bid_size: 10, ask_size: 10, volume: 0, dtm: 0, leverage: '50x', premium: -0, change: 0, suspended: false, tag: 'perpetual', openInterest: 1, maturityTime: 0, post_only: false, ...fields };
}

/** Kraken Futures' public stream. It answers each product of a request by itself, in capitals, and nothing has an id. */
export async function startKraken({ products, silent = [], refusal = 'named', pingWithinMs = Infinity }: KrakenOptions): Promise<KrakenVenue> {
  const watch = createIdleWatch(pingWithinMs);

  function answer(client: VenueClient, event: 'subscribe' | 'unsubscribe', feed: string, name: string): void {
    const product = products.find((known) => known.toLowerCase() === name.toLowerCase());
    if (product === undefined) {
      client.send(refusal === 'bare' ? { event: 'error', message: 'Invalid product id' } : { event: `${event}d_failed`, feed, product_ids: [name] });
      return;
    }
    if (event === 'unsubscribe') client.topics.delete(`${feed}:${product}`);
    else if (!silent.includes(product)) client.topics.add(`${feed}:${product}`);
    client.send({ event: `${event}d`, feed, product_ids: [product.toUpperCase()] });
  }

  const venue = await startLocalVenue({
    connected: (client) => {
      client.send({ event: 'info', version: 1 });
      watch.alive(client);
    },
    pinged: (client) => watch.alive(client),
    said: (client, text) => {
      const request = jsonOf(text);
      const { event, feed, product_ids: names } = request ?? {};
      if (request === null) client.send({ event: 'error', message: 'Json Error' });
      else if (event !== 'subscribe' && event !== 'unsubscribe') client.send({ event: 'error', message: 'Invalid event' });
      else if (typeof feed !== 'string' || !FEEDS.includes(feed)) client.send({ event: 'error', message: 'Invalid feed' });
      else if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string')) client.send({ event: 'error', message: 'Invalid product ids' });
      else for (const name of names) answer(client, event, feed, name);
    },
  });
  return { ...venue, ticker: (product, fields) => venue.publish(`ticker:${product}`, krakenTicker(product, fields)) };
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
