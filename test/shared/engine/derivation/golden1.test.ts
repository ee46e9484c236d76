import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { derivationOf } from '#shared/engine/derivation/derivationOf.ts';
import type { FigureRef } from '#shared/engine/derivation/figureRef.ts';
import { epochMs } from '#shared/num/units.ts';
import { derives, engineOf, leavesOf, spelled } from '../../../support/derived.ts';

const parsed = parsePortfolio(readFileSync(resolve(import.meta.dirname, '../../../golden/account-1/portfolio.json'), 'utf8'), epochMs(Date.UTC(2026, 10, 22)));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const engine = engineOf(parsed.value);

function derived(figure: FigureRef) {
  const derivation = derivationOf(engine, figure);
  if (derivation === null) throw new Error('the account has this figure');
  return derivation;
}

const BTC = 'BTC-PERP|both|cross';
const ETH = 'ETH-PERP|both|cross';
const EQUITY = 'sum(sum(round18(product(20000 1)) round18(product(0.1 60000))) sum(round18(product(1 difference(60000 58000))) round18(product(-20 difference(3000 3100))) round18(product(500 difference(150 160)))))';
const ADJUSTED = 'sum(sum(round18(product(20000 1 1)) round18(product(0.1 0.95 60000))) sum(round18(product(1 difference(60000 58000))) round18(product(-20 difference(3000 3100))) round18(product(500 difference(150 160)))))';
const MARGINS = 'sum(round18(product(product(absolute(1) 60000) 0.005)) round18(product(product(absolute(-20) 3000) 0.01)) round18(product(product(absolute(500) 150) 0.02)))';
const BUFFER = `difference(${ADJUSTED} ${MARGINS})`;

describe('golden account 1, spelled out', () => {
  const table: readonly (readonly [FigureRef, string, string])[] = [
    [{ of: 'collateral', line: 1, figure: 'adjustedValue' }, '5700', 'round18(product(0.1 0.95 60000))'],
    [{ of: 'collateral', line: 1, figure: 'haircutCost' }, '300', 'difference(round18(product(0.1 60000)) round18(product(0.1 0.95 60000)))'],
    [{ of: 'row', row: ETH, figure: 'notional' }, '60000', 'round18(product(absolute(-20) 3000))'],
    [{ of: 'row', row: ETH, figure: 'unrealizedPnl' }, '2000', 'round18(product(-20 difference(3000 3100)))'],
    [{ of: 'row', row: ETH, figure: 'maintenanceMargin' }, '600', 'round18(product(product(absolute(-20) 3000) 0.01))'],
    [{ of: 'row', row: ETH, figure: 'initialMargin' }, '1200', 'round18(product(product(absolute(-20) 3000) 0.02))'],
    [{ of: 'row', row: ETH, figure: 'maintenanceShare' }, '0.25', `round24(product(round18(product(product(absolute(-20) 3000) 0.01)) quotient(1 ${MARGINS})))`],
    [{ of: 'row', row: ETH, figure: 'withoutThis.adjustedEquity' }, '24700', `given(${ADJUSTED})`],
    [{ of: 'row', row: ETH, figure: 'withoutThis.maintenanceMargin' }, '1800', `difference(${MARGINS} round18(product(product(absolute(-20) 3000) 0.01)))`],
    [{ of: 'account', figure: 'equity' }, '25000', EQUITY],
    [{ of: 'account', figure: 'adjustedEquity' }, '24700', ADJUSTED],
    [{ of: 'account', figure: 'buffer' }, '22300', BUFFER],
    [{ of: 'account', figure: 'marginRatio' }, '0.097165991902834008097166', `round24(quotient(${MARGINS} ${ADJUSTED}))`],
    [{ of: 'account', figure: 'leverage' }, '7.8', `round24(quotient(sum(round18(product(absolute(1) 60000)) round18(product(absolute(-20) 3000)) round18(product(absolute(500) 150))) ${EQUITY}))`],
    // 60,000 · (1 − 22,300 / (60,000 − 300 + 5,700)): the gain per move of 1 is of the row and of the collateral that moves with it.
    [{ of: 'row', row: BTC, figure: 'liquidationPrice' }, '39541.284403669724770642201835',
      `round24(product(60000 sum(1 quotient(negative(${BUFFER}) sum(difference(product(1 60000) product(product(absolute(1) 60000) 0.005)) round18(product(0.1 0.95 60000)))))))`],
    [{ of: 'underlying', asset: 'ETH', figure: 'distance' }, '0.367986798679867986798680',
      `round24(quotient(negative(${BUFFER}) sum(difference(product(-20 3000) product(product(absolute(-20) 3000) 0.01)))))`],
  ];
  test.each(table)('%j is %s', (figure, value, tree) => {
    const derivation = derived(figure);
    expect({ value: Number(derivation.value), tree: spelled(derivation.tree), agrees: derivation.agrees }).toEqual({ value: Number(value), tree, agrees: true });
    expect(derivation.value).toBe(value.replace(/(\.\d*?)0+$/, '$1'));
  });

  test('every figure follows from its tree', () => derives(engine));

  test('a leaf says what it is, and where it was read', () => {
    const leaves = leavesOf(derived({ of: 'row', row: ETH, figure: 'maintenanceMargin' }).tree);
    expect(leaves.map(({ name, op, unit, source }) => [name, op, unit, source])).toEqual([
      ['size of ETH-PERP', 'input', 'ETH', { kind: 'position', row: ETH, field: 'contracts' }],
      ['mark price of ETH-PERP', 'input', 'USD per ETH', { kind: 'price', key: 'mark:ETH-PERP' }],
      ['maintenance margin rate of tier 1 of ETH-PERP', 'parameter', undefined, { kind: 'parameter', parameterSet: 'generic-2020-01-01', field: 'maintenanceMarginRate', symbol: 'ETH-PERP', tier: 1 }],
    ]);
    const [amount, weight, index] = leavesOf(derived({ of: 'collateral', line: 1, figure: 'adjustedValue' }).tree);
    expect([amount?.source, weight?.source, index?.source]).toEqual([
      { kind: 'collateral', asset: 'BTC', line: 1, field: 'amount' }, { kind: 'collateral', asset: 'BTC', line: 1, field: 'weight' }, { kind: 'price', key: 'index:BTC' },
    ]);
  });

  test('what the account does not have has no derivation', () => {
    expect(derivationOf(engine, { of: 'row', row: 'XRP-PERP|both|cross', figure: 'notional' })).toBeNull();
    expect(derivationOf(engine, { of: 'collateral', line: 2, figure: 'value' })).toBeNull();
    expect(derivationOf(engine, { of: 'underlying', asset: 'XRP', figure: 'liquidationPrice' })).toBeNull();
    expect(derivationOf(engine, { of: 'account', figure: 'equity', pool: 'cross:USD' })).toBeNull();
    expect(derivationOf(engine, { of: 'account', figure: 'isolatedMargin' })).toBeNull();
    expect(derivationOf(engine, { of: 'orders', symbol: 'BTC-PERP', figure: 'orderMargin' })).toBeNull();
  });

  test('a price that does not exist is an answer with its reason', () => {
    const { value, certainty, tree, agrees } = derived({ of: 'collateral', line: 0, figure: 'liquidationPrice' });
    expect({ value, certainty, agrees, op: tree.op, name: tree.name }).toEqual({ value: null, certainty: 'exact', agrees: true, op: 'none', name: 'no price of USDX alone liquidates this account' });
  });
});
