/** A name's parts are asked for with every tick of it. */
const known = new Map<string, Readonly<{ base: string; quote: string }> | null>();
const KNOWN_LIMIT = 10_000;

/**
 * Underlying and index currency of an instrument name: `BTC-PERPETUAL` and `BTC-25MAR22-30000-C` are BTC in USD,
 * `SOL_USDC-PERPETUAL` is SOL in USDC.
 */
export function indexOfInstrument(name: string): Readonly<{ base: string; quote: string }> | null {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const [pair = ''] = name.split('-');
  const [base = '', quote = 'USD'] = pair.split('_');
  const index = base === '' || !name.includes('-') ? null : { base, quote };
  if (known.size < KNOWN_LIMIT) known.set(name, index);
  return index;
}

export const tickerTopic = (instrument: string): string => `ticker.${instrument}.100ms`;
export const indexTopic = (base: string, quote: string): string => `deribit_price_index.${base.toLowerCase()}_${quote.toLowerCase()}`;
