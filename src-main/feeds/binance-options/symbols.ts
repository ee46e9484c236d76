import { remembered } from '../binanceStream.ts';
import type { Pair } from '../quote.ts';

/** Options are on indices in this currency. */
const QUOTE = 'USDT';
const OPTION = /^([^-]+)-\d{6}-\d+(?:\.\d+)?-[CP]$/;

/** The index that an option is on: that of `BTC-260327-100000-C` is BTC in USDT. @returns null for what is no option of this venue */
export const underlyingOf: (symbol: string) => Pair | null = remembered((symbol) => {
  const base = OPTION.exec(symbol)?.[1];
  return base === undefined ? null : { base, quote: QUOTE };
});

/** The pair of an index: `BTCUSDT`. @returns null for another form */
export function splitIndex(symbol: string): Pair | null {
  return symbol.length > QUOTE.length && symbol.endsWith(QUOTE) ? { base: symbol.slice(0, -QUOTE.length), quote: QUOTE } : null;
}

const nameOf: (base: string) => string = remembered((base) => `${base}${QUOTE}`.toLowerCase());

/** The stream that carries every option on an underlying once a second, in one array. */
export const marksTopic = ({ base }: Pair): string => `${nameOf(base)}@optionMarkPrice`;

/** The stream that carries an underlying's index alone. */
export const indexTopic = ({ base }: Pair): string => `${nameOf(base)}@optionIndexPrice`;
