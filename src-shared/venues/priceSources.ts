/** Whose prices serve the accounts of a venue, by the venue that ticks carry, where it is not the venue of the same name alone. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  'binance-usdm': ['binance-usdm', 'binance-options'],
  'binance-portfolio-margin': ['binance-usdm', 'binance-coinm', 'binance-options'],
  'bybit-inverse': ['bybit'],
};

export const priceSourcesOf = (venue: string): readonly string[] => (Object.hasOwn(SOURCES, venue) ? SOURCES[venue] ?? [venue] : [venue]);
