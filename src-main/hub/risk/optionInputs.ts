import type { Instrument } from '#shared/domain/instrument.ts';
import type { Row } from '#shared/engine/row.ts';
import { isDecimalText } from '#shared/num/units.ts';
import type { Expiry, OptionLine } from '#shared/scenario/margin/riskUnit.ts';
import { impliedVolatility } from '#shared/scenario/pricing/impliedVolatility.ts';
import type { AccountFacts } from '../accountHost.ts';

/** What is asked of an account to price its options. */
export type OptionFacts = Pick<AccountFacts, 'engine' | 'quote' | 'curves'>;

export const YEAR_MS = 365 * 86_400_000;

export const dayOf = (end: number): string => new Date(end).toISOString().slice(0, 10);

/** As the venue says it with an option of that expiry, as a document gave it, or the mark of a future that ends then. */
export function forwardOf(host: OptionFacts, asset: string, end: number, rows: readonly Row[], markOf: (instrument: Instrument) => number | null): number | null {
  const own = rows.filter(({ instrument }) => instrument.expiry === end);
  const told = own.map(({ instrument }) => said(host, instrument.symbol, 'underlyingPrice')).find((value) => value !== null) ?? null;
  const given = [...(host.curves.forward.get(asset) ?? [])].find(([expiry]) => Date.parse(expiry) === end || expiry === dayOf(end));
  return told ?? (given === undefined ? null : Number(given[1].value)) ?? own.map(({ instrument }) => (instrument.kind === 'future' ? markOf(instrument) : null)).find((value) => value !== null) ?? null;
}

/** As the venue says it, as a document gave it, or as the mark implies it now; a coin-settled mark is in coin. */
export function volatilityOf(host: OptionFacts, { symbol, settlement }: Instrument, terms: Pick<OptionLine, 'sign' | 'strike'>, { years, forward }: Pick<Expiry, 'years' | 'forward'>, mark: number | null): number | null {
  const told = said(host, symbol, 'markVolatility') ?? (host.curves.volatility.has(symbol) ? Number(host.curves.volatility.get(symbol)?.value) : null);
  if (told !== null && told > 0) return told;
  return mark === null ? null : impliedBy(mark, settlement, { ...terms, forward, years });
}

/** What a mark implies, which of a coin-settled option is in coin; null where it implies nothing. */
export function impliedBy(mark: number, settlement: Instrument['settlement'], at: Pick<OptionLine, 'sign' | 'strike'> & Pick<Expiry, 'years' | 'forward'>): number | null {
  const found = impliedVolatility({ ...at, rate: 0, price: settlement === 'inverse' ? mark * at.forward : mark });
  return found.volatility !== null && found.volatility > 0 ? found.volatility : null;
}

function said(host: OptionFacts, symbol: string, name: 'underlyingPrice' | 'markVolatility'): number | null {
  const value = host.quote(symbol).items.find((item) => item.name === name)?.value;
  return typeof value === 'string' && isDecimalText(value) && Number(value) > 0 ? Number(value) : null;
}
