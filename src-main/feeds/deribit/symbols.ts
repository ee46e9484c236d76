/**
 * Underlying and index currency of an instrument name: `BTC-PERPETUAL` and `BTC-25MAR22-30000-C` are BTC in USD,
 * `SOL_USDC-PERPETUAL` is SOL in USDC.
 */
export function indexOfInstrument(name: string): Readonly<{ base: string; quote: string }> | null {
  const [pair = ''] = name.split('-');
  const [base = '', quote = 'USD'] = pair.split('_');
  return base === '' || !name.includes('-') ? null : { base, quote };
}

export const tickerTopic = (instrument: string): string => `ticker.${instrument}.100ms`;
export const indexTopic = (base: string, quote: string): string => `deribit_price_index.${base.toLowerCase()}_${quote.toLowerCase()}`;
