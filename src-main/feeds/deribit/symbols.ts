import type { Pair } from '../quote.ts';

/** A name's parts are asked for with every tick of it. */
const known = new Map<string, Pair | null>();
const KNOWN_LIMIT = 10_000;

/**
 * Underlying and index currency of an instrument name: `BTC-PERPETUAL`, `BTC-25MAR22-30000-C` and the combo
 * `BTC-FS-30SEP22_PERP` are BTC in USD, `SOL_USDC-PERPETUAL` and the spot pair `SOL_USDC` are SOL in USDC. Null for a name
 * of no instrument of the venue.
 */
export function indexOfInstrument(name: string): Pair | null {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const [pair = ''] = name.split('-');
  const [base = '', quote = 'USD', rest] = pair.split('_');
  const index = base === '' || quote === '' || rest !== undefined || !/[-_]/.test(name) ? null : { base, quote };
  if (known.size < KNOWN_LIMIT) known.set(name, index);
  return index;
}

/** The two sides of an index as the venue names it, in capitals: `btc_usd` is BTC in USD. Null for a name of another form. */
export function pairOfIndex(name: unknown): Pair | null {
  const [base = '', quote = '', rest] = typeof name === 'string' ? name.split('_') : [];
  return base === '' || quote === '' || rest !== undefined ? null : { base: base.toUpperCase(), quote: quote.toUpperCase() };
}

export const tickerTopic = (instrument: string): string => `ticker.${instrument}.100ms`;
/** Whether a topic is the ticker of an option: `ticker.BTC-25MAR22-30000-C.100ms`. */
export const isOption = (topic: string): boolean => /-[CP]\.100ms$/.test(topic);
export const indexTopic = ({ base, quote }: Pair): string => `deribit_price_index.${base.toLowerCase()}_${quote.toLowerCase()}`;
