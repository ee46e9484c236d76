import type { Pair } from '../quote.ts';

/** Channels that are read; a topic is one of them with its key: `mark-price:BTC-USDT-SWAP`, `opt-summary:BTC-USD`. */
export const CHANNELS = ['tickers', 'mark-price', 'index-tickers', 'funding-rate', 'opt-summary'] as const;
export type Channel = (typeof CHANNELS)[number];

export const isChannel = (name: string): name is Channel => CHANNELS.some((channel) => channel === name);

export const topicOf = (channel: Channel, key: string): string => `${channel}:${key}`;

/** What a request calls a topic: the option summary goes by family, all else by instrument or index. */
export function argOf(topic: string): Readonly<Record<string, string>> {
  const at = topic.indexOf(':');
  const [channel, key] = [topic.slice(0, at), topic.slice(at + 1)];
  return channel === 'opt-summary' ? { channel, instFamily: key } : { channel, instId: key };
}

/** The topic that an `arg` of the venue is about; null when it is none of ours. */
export function topicOfArg({ channel, instId, instFamily, uly }: Readonly<Record<string, unknown>>): string | null {
  const key = channel === 'opt-summary' ? instFamily ?? uly : instId;
  return typeof channel === 'string' && isChannel(channel) && typeof key === 'string' && key !== '' ? topicOf(channel, key) : null;
}

/** `BTC-USD-261225-50000-C` is of `BTC-USD`, `BTC-USD_UM-261225-50000-C` of `BTC-USD_UM`. */
export function familyOf(instId: string): string {
  const dash = instId.indexOf('-', instId.indexOf('-') + 1);
  return dash < 0 ? instId : instId.slice(0, dash);
}

/** An index by its id: `BTC-USDT`. @returns null for an id of another form */
export function pairOfIndex(id: string): Pair | null {
  const [base = '', quote = '', rest] = id.split('-');
  return base === '' || quote === '' || rest !== undefined ? null : { base, quote };
}

/** The index of a contract: its first two parts, without what a family adds (`BTC-USD_UM_XPERP-310404` → `BTC-USD`). Null for a name of no contract. */
export function indexOf(instId: string): string | null {
  const [base = '', family = '', rest] = instId.split('-');
  const [quote = ''] = family.split('_');
  return base === '' || quote === '' || rest === undefined ? null : `${base}-${quote}`;
}
