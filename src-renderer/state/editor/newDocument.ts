/** The choices that a new account begins with. */
export type NewAccount = Readonly<{ name: string; venue: string; model: string; valuationCurrency: string }>;

/** Currencies that accounts are valued in, to choose from; any other may be written. */
export const CURRENCIES = ['USDT', 'USDC', 'USD', 'EUR', 'BTC', 'ETH'] as const;

/** A document that holds nothing yet. */
export const newDocument = ({ name, venue, model, valuationCurrency }: NewAccount): string =>
  JSON.stringify({ schema: 'plimsoll.portfolio/1', name, valuationCurrency, venue, model, collateral: [], instruments: [], positions: [], orders: [] });
