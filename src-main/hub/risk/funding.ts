import type { Portfolio, Position } from '#shared/domain/account.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import { engineAt } from '#shared/engine/contribution/engineAt.ts';
import { withCash } from '#shared/engine/contribution/withoutRow.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { notionalAt } from '#shared/engine/kernel/contractTerms.ts';
import type { Row } from '#shared/engine/row.ts';
import type { StressLineView } from '#shared/ipc/riskView.ts';
import type { SupposeSpec } from '#shared/ipc/stressSpec.ts';
import { Decimal, toText } from '#shared/num/units.ts';
import type { AccountFacts } from '../accountHost.ts';
import { stressedView } from './stressed.ts';
import { floatText } from './text.ts';

/** Venues that charge funding every hour; the others every eight. */
const HOURLY = new Set(['hyperliquid', 'dydx']);

export const fundingHours = (venue: string): number => (HOURLY.has(venue) ? 1 : 8);

/** The rate of an interval as the venue told it last; null when it told none. A long pays one above 0. */
export function fundingRate(host: Pick<AccountFacts, 'quote'>, symbol: string): Decimal | null {
  const value = host.quote(symbol).items.find(({ name }) => name === 'fundingRate')?.value;
  return typeof value === 'string' ? new Decimal(value) : null;
}

/**
 * Days of funding paid at once, sizes and prices as they are: cash of what a contract is settled in, or the margin of an isolated
 * row. Null without perpetuals.
 */
export function fundingLine(engine: AccountEngine, now: AccountEvaluation, { funding, days }: Pick<SupposeSpec, 'funding' | 'days'>, lastRate: (symbol: string) => Decimal | null): StressLineView | null {
  const rows = engine.book.rows.filter(({ instrument }) => instrument.kind === 'perpetual');
  if (rows.length === 0) return null;
  const hours = fundingHours(engine.portfolio.venue);
  const times = new Decimal(floatText((days * 24) / hours));
  const name = funding.kind === 'times' ? `Funding × ${funding.times} for ${days} ${days === 1 ? 'day' : 'days'}` : `Funding of ${floatText(funding.rate * 100)} % each ${hours} h for ${days} ${days === 1 ? 'day' : 'days'}`;
  const line = { id: 'funding', name, note: 'Paid at once, at the sizes and prices of now', moves: [] };
  const { mark } = engine.prices();
  const paid = rows.map((row) => {
    const told = funding.kind === 'rate' ? new Decimal(floatText(funding.rate)) : lastRate(row.instrument.symbol)?.times(floatText(funding.times)) ?? null;
    const price = mark.get(row.instrument.symbol);
    return { row, cash: told === null || price === undefined ? null : notionalAt(row.leg, price).times(row.leg.quantity.isNegative() ? 1 : -1).times(told).times(times), lacks: told === null ? 'funding rate' : 'mark price' };
  });
  const missing = paid.filter(({ cash }) => cash === null).map(({ row, lacks }) => `${lacks} of ${row.instrument.symbol}`);
  if (missing.length > 0) return { ...line, after: { status: 'unknown', missing: missing.join(', ') } };
  const after = paid.reduce((portfolio, { row, cash }) => withPayment(portfolio, row, cash ?? new Decimal(0)), engine.portfolio);
  return { ...line, after: stressedView(now, engineAt(after, engine.prices()).evaluate()) };
}

function withPayment(portfolio: Portfolio, { position, instrument: { settle } }: Row, cash: Decimal): Portfolio {
  if (position.marginMode === 'cross') return { ...portfolio, collateral: withCash(portfolio, settle, cash) };
  const paid = (own: Position): Position => ({ ...own, isolatedMargin: toText(new Decimal(own.isolatedMargin ?? 0).plus(cash)) });
  return { ...portfolio, positions: portfolio.positions.map((own) => (own === position ? paid(own) : own)) };
}
