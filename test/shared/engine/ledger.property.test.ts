import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBook } from '#shared/engine/book.ts';
import { createLedger, type Ledger } from '#shared/engine/ledger.ts';
import { recompute } from '#shared/engine/recompute.ts';
import type { Sums } from '#shared/engine/sums.ts';
import { price, type Price } from '#shared/num/units.ts';
import { accountDocument, parsedAccount } from '../../arbitraries/accounts.ts';

/** Sums as text and counts as numbers: equal means equal to the last digit. */
const written = (sums: Sums): string => JSON.stringify(sums);

type PriceEvent = Readonly<{ kind: 'mark' | 'index'; name: string; text: string | null }>;

function apply(ledger: Ledger, { kind, name, text }: PriceEvent): void {
  const value = text === null ? null : price(text);
  if (kind === 'mark') ledger.setMark(name, value);
  else ledger.setIndex(name, value);
}

const priceText = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 1, max: 999_999_999 })).map(([whole, rest]) => `${whole}.${String(rest).padStart(9, '0')}`),
  fc.constantFrom('999999999999999.123456789', '0.000000000000000000000001', '60000', '50000', '1'),
);

const events = (symbols: readonly string[], assets: readonly string[]): fc.Arbitrary<readonly PriceEvent[]> => fc.array(fc.oneof(
  fc.record({ kind: fc.constant('mark' as const), name: fc.constantFrom(...symbols), text: fc.option(priceText, { freq: 5 }) }),
  fc.record({ kind: fc.constant('index' as const), name: fc.constantFrom(...assets), text: fc.option(priceText, { freq: 5 }) }),
), { minLength: 1, maxLength: 25 });

describe('createLedger', () => {
  test('equals the full recompute to the last digit, sums and counts, after every price that comes or goes', () => {
    const cases = accountDocument().chain((document) => fc.tuple(
      fc.constant(document), events(document.instruments.map(({ symbol }) => symbol).concat('UNKNOWN'), ['BTC', 'ETH', 'USDC', 'USD', 'constructor']),
    ));
    fc.assert(fc.property(cases, ([document, sequence]) => {
      const book = createBook(parsedAccount(document).portfolio);
      const ledger = createLedger(book);
      // The prices that were told, kept here: the ledger is not asked what it remembers.
      const told = { mark: new Map<string, Price>(), index: new Map<string, Price>() };
      expect(written(ledger.sums())).toBe(written(recompute(book, told)));
      for (const event of sequence) {
        apply(ledger, event);
        if (event.text === null) told[event.kind].delete(event.name);
        else told[event.kind].set(event.name, price(event.text));
        expect(written(ledger.sums())).toBe(written(recompute(book, told)));
      }
    }), { numRuns: 200 });
  });

  test('leaves no trace of prices that came and went', () => {
    fc.assert(fc.property(accountDocument(), fc.array(priceText, { minLength: 1, maxLength: 5 }), (document, texts) => {
      const book = createBook(parsedAccount(document).portfolio);
      const ledger = createLedger(book);
      const before = written(ledger.sums());
      const names: readonly Omit<PriceEvent, 'text'>[] = [
        ...[...book.holdings.keys()].map((name) => ({ kind: 'mark' as const, name })),
        ...['BTC', 'ETH', 'USDC'].map((name) => ({ kind: 'index' as const, name })),
      ];
      for (const text of texts) for (const name of names) apply(ledger, { ...name, text });
      for (const name of names) apply(ledger, { ...name, text: null });
      expect(written(ledger.sums())).toBe(before);
    }));
  });

  test('stays exact at the largest sizes, prices, rates and the least leverage that pass the guard', () => {
    const huge = '99999999999999999999999.123456789123456789123456';
    const document = {
      schema: 'plimsoll.portfolio/1', name: 'Huge', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross',
      collateral: [{ asset: 'USDC', amount: huge, weight: '0.999999999999999999999999' }, { asset: 'USD', amount: `-${huge}` }],
      instruments: Array.from({ length: 40 }, (_, at) => ({
        symbol: `X${at}`, kind: 'perpetual', settlement: 'linear', base: `X${at}`, quote: 'USDC', settle: 'USDC', contractSize: '1',
        tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.333333333333333333333333', maintenanceAmount: '0', initialMarginRate: '0.777777777777777777777777' }],
      })),
      positions: Array.from({ length: 40 }, (_, at) => ({ symbol: `X${at}`, contracts: at % 2 === 0 ? huge : `-${huge}`, entryPrice: '999999999999999.123456789123456', leverage: '0.013' })),
    };
    const book = createBook(parsedAccount(document).portfolio);
    const ledger = createLedger(book);
    const texts = ['999999999999998.987654321098765432109876', '0.000000000000000000000001', '999999999999999.111111111111111111111111'];
    for (const text of texts) {
      for (const symbol of book.holdings.keys()) ledger.setMark(symbol, price(text));
      ledger.setIndex('USDC', price(texts[2] ?? text));
      expect(written(ledger.sums())).toBe(written(recompute(book, ledger.prices())));
    }
    for (const symbol of book.holdings.keys()) ledger.setMark(symbol, null);
    expect(ledger.sums().unrealizedPnl.toFixed()).toBe('0');
    expect(ledger.sums().positionInitialMargin.toFixed()).toBe('0');
  });
});
