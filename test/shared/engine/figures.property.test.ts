import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBook } from '#shared/engine/book.ts';
import { evaluate } from '#shared/engine/evaluate.ts';
import { type Totals, totalsOf } from '#shared/engine/figures.ts';
import { createLedger } from '#shared/engine/ledger.ts';
import { recompute } from '#shared/engine/recompute.ts';
import { Decimal, ONE, price, quotient } from '#shared/num/units.ts';
import { accountDocument, type Document, parsedAccount } from '../../arbitraries/accounts.ts';
import { accountOf } from '../../support/movedAccount.ts';

const sum = (values: readonly (Decimal | null | undefined)[]): Decimal => values.reduce<Decimal>((total, value) => total.plus(value ?? NaN), new Decimal(0));
const known = (totals: Totals, name: keyof Totals): Decimal => totals[name].value ?? new Decimal(NaN);

describe('totals', () => {
  test('are the sums of the rows and lines, exactly, and hang together', () => {
    fc.assert(fc.property(accountDocument(), (document) => {
      const { evaluation: { totals, rows, collateral }, book, ledger } = accountOf(parsedAccount(document));
      const pnl = sum(rows.map(({ terms }) => terms?.unrealizedPnl));
      expect(known(totals, 'unrealizedPnl').toFixed()).toBe(pnl.toFixed());
      expect(known(totals, 'equity').toFixed()).toBe(sum(collateral.map(({ terms }) => terms?.value)).plus(pnl).toFixed());
      expect(known(totals, 'adjustedEquity').toFixed()).toBe(sum(collateral.map(({ terms }) => terms?.adjustedValue)).plus(pnl).toFixed());
      expect(known(totals, 'maintenanceMargin').toFixed()).toBe(sum(rows.map(({ terms }) => terms?.maintenanceMargin)).toFixed());
      expect(known(totals, 'orderMargin').toFixed()).toBe(sum([...book.holdings.keys()].map((symbol) => ledger.orderMargin(symbol))).toFixed());
      expect(known(totals, 'initialMargin').toFixed()).toBe(sum(rows.map(({ terms }) => terms?.initialMargin)).plus(known(totals, 'orderMargin')).toFixed());
      expect(known(totals, 'buffer').toFixed()).toBe(known(totals, 'adjustedEquity').minus(known(totals, 'maintenanceMargin')).toFixed());
      expect(known(totals, 'freeMargin').toFixed()).toBe(known(totals, 'adjustedEquity').minus(known(totals, 'initialMargin')).toFixed());
      expect(Object.values(totals).every(({ certainty }) => certainty === 'exact')).toBe(true);
    }));
  });

  test('have a ratio of 0 without a requirement, none when equity is used up, else the quotient', () => {
    fc.assert(fc.property(accountDocument(), (document) => {
      const { totals, stageInputs } = accountOf(parsedAccount(document)).evaluation;
      const [margin, equity] = [known(totals, 'maintenanceMargin'), known(totals, 'adjustedEquity')];
      const ratio = totals.marginRatio.value;
      if (margin.isZero()) expect(ratio?.toFixed()).toBe('0');
      else if (equity.lte(0)) expect(ratio).toBeNull();
      else expect(ratio?.toFixed()).toBe(quotient(margin.div(equity)).toFixed());
      expect(stageInputs.liquidating).toBe(margin.gt(0) ? equity.lte(margin) : equity.lt(0));
    }));
  });

  test('count a debt in full and never count collateral for more than it is worth', () => {
    fc.assert(fc.property(accountDocument(), (document) => {
      for (const { line, terms } of accountOf(parsedAccount(document)).evaluation.collateral) {
        const [value, counted] = [terms?.value ?? new Decimal(NaN), terms?.adjustedValue ?? new Decimal(NaN)];
        if (line.amount.lte(0)) expect(counted.toFixed()).toBe(value.toFixed());
        else expect(counted.gte(0) && counted.lte(value)).toBe(true);
      }
    }));
  });
});

describe('maintenance shares', () => {
  test('add up to 1 when every row is margined, and are not given when one is not', () => {
    fc.assert(fc.property(accountDocument().filter(({ positions }) => positions.length > 0), (document) => {
      const { rows } = accountOf(parsedAccount(document)).evaluation;
      expect(sum(rows.map(({ maintenanceShare }) => maintenanceShare)).minus(1).abs().lte('1e-20')).toBe(true);
      const untiered = { ...document, instruments: document.instruments.map(({ tiers, ...held }) => (held.symbol === document.positions[0]?.symbol ? held : { ...held, tiers })) };
      expect(accountOf(parsedAccount(untiered)).evaluation.rows.every(({ maintenanceShare }) => maintenanceShare === null)).toBe(true);
    }));
  });
});

/** The document with a row gone and what it had gained put into its settle currency. */
function closed(document: Document, at: number): object {
  const position = document.positions[at];
  const held = document.instruments.find(({ symbol }) => symbol === position?.symbol);
  if (position === undefined || held === undefined) throw new Error('no such row');
  const mark = document.prices.mark[position.symbol] ?? '0';
  const gain = new Decimal(position.contracts).times(held.contractSize).times(new Decimal(mark).minus(position.entryPrice));
  const line = document.collateral.findIndex(({ asset }) => asset === held.settle);
  const collateral = line >= 0
    ? document.collateral.map((item, index) => (index === line ? { ...item, amount: new Decimal(item.amount).plus(gain).toFixed() } : item))
    : [...document.collateral, { asset: held.settle, amount: gain.toFixed() }];
  return { ...document, collateral, positions: document.positions.filter((_, index) => index !== at) };
}

describe('withoutThis', () => {
  test('equals the account recomputed with the row closed at its mark and its P&L paid out in its settle currency', () => {
    fc.assert(fc.property(accountDocument().filter(({ positions }) => positions.length > 0), (document) => {
      // Every settle currency has a weight, of its own or of the set.
      const weighted = { ...document, parameters: { id: 'test', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'test', defaultWeight: '0.93' } };
      accountOf(parsedAccount(weighted)).evaluation.rows.forEach(({ withoutThis }, at) => {
        const { portfolio, prices } = parsedAccount(closed(weighted, at));
        const book = createBook(portfolio);
        const marks = new Map([...prices.mark].map(([name, { value }]) => [name, price(value)]));
        const totals = totalsOf(recompute(book, { mark: marks, index: new Map([...prices.index].map(([name, { value }]) => [name, price(value)])) }));
        // Two roundings to 18 decimals stand where the rerun has one.
        expect(known(totals, 'adjustedEquity').minus(withoutThis?.adjustedEquity ?? NaN).abs().lte('2e-18'), `${totals.adjustedEquity.value?.toFixed()} ${withoutThis?.adjustedEquity.toFixed()}`).toBe(true);
        expect(withoutThis?.maintenanceMargin.toFixed()).toBe(known(totals, 'maintenanceMargin').toFixed());
        const [ratio, again] = [withoutThis?.marginRatio ?? null, totals.marginRatio.value];
        expect(ratio === null || again === null ? [ratio, again] : ratio.minus(again).abs().lte('1e-20')).toEqual(ratio === null ? [null, null] : true);
      });
    }));
  });
});

describe('figures with missing inputs', () => {
  test('bound the exact figure or are unknown, and never stand at zero for it', () => {
    const cases = accountDocument().chain((document) => fc.tuple(fc.constant(document), fc.subarray([...Object.keys(document.prices.mark).map((name) => `mark:${name}`), 'index:BTC', 'index:ETH', 'index:USDC'])));
    fc.assert(fc.property(cases, ([document, absent]) => {
      const { portfolio, prices } = parsedAccount(document);
      const book = createBook(portfolio);
      const ledger = createLedger(book);
      for (const [name, { value }] of prices.mark) if (!absent.includes(`mark:${name}`)) ledger.setMark(name, price(value));
      for (const [name, { value }] of prices.index) if (!absent.includes(`index:${name}`)) ledger.setIndex(name, price(value));
      const { totals, missing } = evaluate(book, ledger);
      const whole = accountOf({ portfolio, prices }).evaluation.totals;
      for (const name of Object.keys(totals) as (keyof Totals)[]) {
        const [{ value, certainty }, exact] = [totals[name], whole[name].value];
        if (certainty === 'unknown') expect(value).toBeNull();
        if (certainty === 'exact') expect(value?.toFixed() ?? null, name).toBe(exact?.toFixed() ?? null);
        if (certainty === 'atLeast' && exact !== null) expect(exact.gte(value ?? NaN), `${name} ${exact.toFixed()} at least ${value?.toFixed()}`).toBe(true);
        if (certainty === 'atMost' && exact !== null) expect(exact.lte(value ?? NaN), `${name} ${exact.toFixed()} at most ${value?.toFixed()}`).toBe(true);
        if (certainty !== 'exact') expect(missing.some(({ makesUnknown }) => makesUnknown.includes(name)), `${name} is named in unknown`).toBe(true);
      }
    }), { numRuns: 300 });
  });
});

test('the valuation currency is its own index: no price moves it', () => {
  const [document] = fc.sample(accountDocument(), { numRuns: 1, seed: 3 });
  const parsed = parsedAccount(document ?? {});
  const book = createBook(parsed.portfolio);
  const ledger = createLedger(book);
  const before = JSON.stringify(ledger.sums());
  ledger.setIndex('USD', price('2'));
  expect(JSON.stringify(ledger.sums())).toBe(before);
  expect(ledger.sums().adjustedCollateral.eq(ONE.times(document?.collateral[0]?.amount ?? 0))).toBe(true);
});
