import { isDecimalText } from '#shared/num/units.ts';
import type { Pair } from '../quote.ts';

const INSTRUMENT = '/contract/instrument:';
const SNAPSHOT = '/contractMarket/snapshot:';
const FUNDING = ' funding.rate';

/** Mark and index once a second; funding comes in between. */
export const instrumentTopic = (symbol: string): string => INSTRUMENT + symbol;
/** The last price, with the statistics of a day. */
export const snapshotTopic = (symbol: string): string => SNAPSHOT + symbol;
/** Funding comes with the topic of the marks and proves nothing of them, so it is counted under a name that nobody subscribes. */
export const fundingTopic = (symbol: string): string => INSTRUMENT + symbol + FUNDING;

/** How often a topic speaks, in ms. */
export function cadenceOf(topic: string): number {
  if (topic.endsWith(FUNDING)) return 60_000;
  return topic.startsWith(SNAPSHOT) ? 20_000 : 1000;
}

/** `XBTUSDTM`, `ETHUSDCM` and the inverse `XBTUSDM`; dated contracts, all inverse, name their month: `XBTMZ26`. */
const PERPETUAL = /^([A-Z\d]+?)(USDT|USDC|USD)M$/;
const DATED = /^([A-Z\d]+)M[FGHJKMNQUVXZ]\d{2}$/;
const UNITS = /^(10{3,}|1M)([A-Z].*)$/;

const known = new Map<string, Pair | null>();

/**
 * The underlying of a contract and the currency of its price. XBT is BTC; `1000BONK`, `10000CAT` and `1MBABYDOGE` are
 * priced per that many units.
 *
 * @returns null for what is no futures contract's name
 */
export function pairOf(symbol: string): Pair | null {
  const cached = known.get(symbol);
  if (cached !== undefined) return cached;
  const [, base, quote = 'USD'] = PERPETUAL.exec(symbol) ?? DATED.exec(symbol) ?? [];
  // A dated contract of another form than those that are known: its currency is not guessed.
  const pair = base === undefined || (!symbol.endsWith('M') && /USD[TC]?$/.test(base)) ? null : { ...baseOf(base), quote };
  if (known.size < 10_000) known.set(symbol, pair);
  return pair;
}

function baseOf(name: string): Omit<Pair, 'quote'> {
  const [, units = '', base = ''] = UNITS.exec(name) ?? [];
  const multiplier = units === '1M' ? '1000000' : units;
  return isDecimalText(multiplier) ? { base, multiplier } : { base: name === 'XBT' ? 'BTC' : name };
}

const DOLLARS: ReadonlySet<string> = new Set(['USD', 'USDT', 'USDC']);
/** The coins whose inverse perpetual carries an index in USD. */
const INVERSE: ReadonlySet<string> = new Set(['BTC', 'ETH']);

/** The perpetual whose index is that of an asset in a currency; null when there is none. */
export function contractFor(asset: string, currency: string): string | null {
  if (!DOLLARS.has(currency) || DOLLARS.has(asset) || (currency === 'USD' && !INVERSE.has(asset))) return null;
  const symbol = `${asset === 'BTC' ? 'XBT' : asset}${currency}M`;
  return PERPETUAL.test(symbol) ? symbol : null;
}
