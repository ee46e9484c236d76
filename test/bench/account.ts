import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { type Book, createBook } from '#shared/engine/book.ts';
import type { Ledger } from '#shared/engine/ledger.ts';
import { epochMs } from '#shared/num/units.ts';
import { ledgerWith } from '../support/account.ts';

const AS_OF = epochMs(Date.UTC(2026, 5, 1));

const TIERS = [
  ['0', '0.004', '0', '125'], ['50000', '0.005', '50', '100'], ['250000', '0.01', '1300', '50'], ['1000000', '0.025', '16300', '20'], ['5000000', '0.05', '141300', '10'],
  ['20000000', '0.1', '1141300', '5'], ['50000000', '0.125', '2391300', '4'], ['100000000', '0.25', '14891300', '2'],
].map(([notionalFloor, maintenanceMarginRate, maintenanceAmount, maxLeverage]) => ({ notionalFloor, maintenanceMarginRate, maintenanceAmount, maxLeverage }));

const STEPS = [['0', '1'], ['1000000', '0.99'], ['5000000', '0.95'], ['20000000', '0.9'], ['100000000', '0.5']].map(([from, weight]) => ({ from, weight }));

export const symbolAt = (at: number): string => `A${at}USDT`;

/**
 * An account of N positions, each on an underlying of its own with eight tiers, and three collateral assets.
 *
 * @param weighed what they settle in has weights by steps, and is weighed after the profit of all of them
 */
export function benchAccount(size: number, weighed = false): Readonly<{ book: Book; ledger: Ledger }> {
  const parsed = parsePortfolio(JSON.stringify(benchDocument(size, weighed)), AS_OF);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const { portfolio } = parsed.value;
  const book = createBook(weighed ? { ...portfolio, parameters: { ...portfolio.parameters, rules: { ...portfolio.parameters.rules, weightedOn: 'equity' } } } : portfolio);
  return { book, ledger: ledgerWith(book, parsed.value.prices) };
}

/** The same as a portfolio document. */
export function benchDocument(size: number, weighed = false): object {
  const each = Array.from({ length: size }, (_, at) => at);
  return {
    schema: 'plimsoll.portfolio/1', name: 'Bench', valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'tiered-cross', asOf: '2026-06-01T00:00:00Z',
    collateral: [{ asset: 'USDT', amount: String(100_000 * size), ...(weighed ? { tiers: STEPS } : {}) }, { asset: 'BTC', amount: '1.25' }, { asset: 'A0', amount: '3', weight: '0.9' }],
    instruments: each.map((at) => ({ symbol: symbolAt(at), kind: 'perpetual', settlement: 'linear', base: `A${at}`, quote: 'USDT', settle: 'USDT', contractSize: '1', tiers: TIERS })),
    positions: each.map((at) => ({ symbol: symbolAt(at), contracts: `${at % 2 === 0 ? '' : '-'}${1 + (at % 300)}.125`, entryPrice: `${1000 + (at % 900)}.25` })),
    prices: { mark: Object.fromEntries(each.map((at) => [symbolAt(at), `${1010 + (at % 900)}.12340000`])), index: { BTC: '60123.45000000', A0: '1010.5' } },
  };
}
