import { decimal } from '#shared/venues/table.ts';
import { isObject } from '../json.ts';
import type { Pair } from '../quote.ts';

const CONTEXT = 'activeAssetCtx';
const ACCOUNT = 'clearinghouseState';

/** What the perpetuals of the venue's own exchange are margined in; its oracle counts one of it as one US dollar. */
export const SETTLE = 'USDC';
/** Price units of a coin with a k before its name. */
const THOUSAND = decimal('1000');
/** Coins that the venue lists by the thousand. */
const BY_THE_THOUSAND: ReadonlySet<string> = new Set(['PEPE', 'SHIB', 'BONK', 'FLOKI', 'LUNC', 'DOGS', 'NEIRO']);

/** Perpetuals (`BTC`, `kPEPE`, `xyz:AAPL`) and spot pairs (`@107`, `PURR/USDC`) are asked for alike. */
export const contextTopic = (coin: string): string => `${CONTEXT}:${coin}`;

/** An account by its public address; accounts on the exchanges of builders are apart. @param dex empty: the venue's own exchange */
export const accountTopic = (address: string, dex = ''): string => `${ACCOUNT}:${address.toLowerCase()}${dex === '' ? '' : `:${dex}`}`;

export const isAccountTopic = (topic: string): boolean => topic.startsWith(`${ACCOUNT}:`);

/** Coins of builders' exchanges have the exchange before a colon; what they stand for has no index of the venue's own. */
export const isBuilderCoin = (coin: string): boolean => coin.includes(':');

/** The perpetual whose oracle price is an asset's index. */
export const indexCoin = (asset: string): string => (BY_THE_THOUSAND.has(asset) ? `k${asset}` : asset);

/** What a request asks for, as the venue writes it. */
export function subscriptionOf(topic: string): object {
  const colon = topic.indexOf(':');
  const [type, rest] = [topic.slice(0, colon), topic.slice(colon + 1)];
  if (type !== ACCOUNT) return { type, coin: rest };
  const [user = '', dex] = rest.split(':');
  return { type, user, ...(dex === undefined ? {} : { dex }) };
}

/** The topic that the venue means by what it repeats of a request. Null when it is none of ours. */
export function topicOf(subscription: unknown): string | null {
  if (!isObject(subscription)) return null;
  const { type, coin, user, dex } = subscription;
  if (type === CONTEXT && typeof coin === 'string') return contextTopic(coin);
  return type === ACCOUNT && typeof user === 'string' ? accountTopic(user, typeof dex === 'string' ? dex : '') : null;
}

/**
 * Underlying of a perpetual: `kPEPE` is a thousand PEPE. Null for spot pairs, and for coins of builders (`xyz:AAPL`), whose
 * currency is not in the name.
 */
export function pairOf(coin: string): Pair | null {
  if (!/^\w+$/.test(coin)) return null;
  return /^k[A-Z0-9]+$/.test(coin) ? { base: coin.slice(1), quote: SETTLE, multiplier: THOUSAND } : { base: coin, quote: SETTLE };
}
