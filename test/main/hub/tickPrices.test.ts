import { expect, test } from 'vitest';
import type { Tick } from '#shared/domain/tick.ts';
import { createBook } from '#shared/engine/book.ts';
import { pricesIn } from '../../../src-main/hub/tickPrices.ts';
import { parsed, riskyDocument, text } from './support/riskyAccount.ts';

const shib = { symbol: '1000SHIB-PERP', kind: 'perpetual', settlement: 'linear', base: '1000SHIB', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' }] };
const book = createBook(parsed(riskyDocument({ instruments: [shib], positions: [{ symbol: '1000SHIB-PERP', contracts: '1', entryPrice: '0.02' }], prices: {} })).portfolio);
const rates = { book, rateOf: (quote: string) => (quote === 'USDT' ? text('0.5') : null) };
const quote = (changes: Partial<Extract<Tick, { kind: 'quote' }>>): Tick => ({ kind: 'quote', venue: 'generic', symbol: 'X', eventAt: null, ...changes });

test.each<[string, Tick, readonly (readonly [string, string])[]]>([
  ['a mark', quote({ markPrice: text('7') }), [['mark:X', '7']]],
  ['a last price alone is none that a figure uses', quote({ lastPrice: text('7') }), []],
  ['an index in the valuation currency', quote({ indexPrice: text('7'), indexBase: 'BTC', indexQuote: 'USD' }), [['index:BTC', '7']]],
  ['an index in another currency, by its rate', quote({ indexPrice: text('7'), indexBase: 'BTC', indexQuote: 'USDT' }), [['index:BTC', '3.5']]],
  ['an index in a currency without a rate is none', quote({ markPrice: text('8'), indexPrice: text('7'), indexBase: 'BTC', indexQuote: 'EUR' }), [['mark:X', '8']]],
  ['an index per thousand is one per unit, and stands under the name that the document has for it', quote({ symbol: '1000SHIB-PERP', indexPrice: text('0.02'), indexBase: 'SHIB', indexQuote: 'USD', indexMultiplier: text('1000') }), [['index:SHIB', '0.00002'], ['index:1000SHIB', '0.02']]],
  ['an index on its own channel', { kind: 'index', venue: 'generic', base: 'ETH', quote: 'USD', indexPrice: text('9'), eventAt: null }, [['index:ETH', '9']]],
  ['one that can be none', { kind: 'index', venue: 'generic', base: 'ETH', quote: 'USD', eventAt: null }, []],
])('%s', (_what, tick, prices) => {
  expect(pricesIn(tick, rates)).toEqual(prices);
});
