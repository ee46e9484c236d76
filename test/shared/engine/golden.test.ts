import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { createBook } from '#shared/engine/book.ts';
import { evaluate } from '#shared/engine/evaluate.ts';
import { totalsOf } from '#shared/engine/figures.ts';
import { recompute } from '#shared/engine/recompute.ts';
import { stageOf } from '#shared/engine/stage.ts';
import { Decimal, epochMs } from '#shared/num/units.ts';
import { ledgerWith } from '../../support/account.ts';

const folder = resolve(import.meta.dirname, '../../golden/account-1');
const expected = JSON.parse(readFileSync(resolve(folder, 'expected.json'), 'utf8'));
const parsed = parsePortfolio(readFileSync(resolve(folder, 'portfolio.json'), 'utf8'), epochMs(Date.UTC(2026, 10, 22)));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const book = createBook(parsed.value.portfolio);
const ledger = ledgerWith(book, parsed.value.prices);
const account = evaluate(book, ledger);

const near = (actual: Decimal | null | undefined, text: string): void => {
  const want = new Decimal(text);
  const got = actual ?? new Decimal(NaN);
  const tolerance = want.abs().times('1e-12');
  expect(got.minus(want).abs().lte(tolerance), `${got.toFixed()} against ${text}`).toBe(true);
};
const priceOf = (liquidation: { status: string; price?: Decimal }): Decimal | undefined => liquidation.price;

describe('golden account 1', () => {
  test.each(['equity', 'adjustedEquity', 'initialMargin', 'maintenanceMargin', 'freeMargin', 'buffer', 'marginRatio', 'leverage'] as const)('%s', (figure) => {
    near(account.totals[figure].value, expected.totals[figure]);
    expect(account.totals[figure].certainty).toBe('exact');
  });

  test('the stage is calm', () => expect(stageOf(account.stageInputs).stage).toBe(expected.totals.stage));

  test.each(Object.keys(expected.positions))('row %s', (symbol) => {
    const row = account.rows.find((candidate) => candidate.row.instrument.symbol === symbol);
    near(row?.terms?.notional, expected.positions[symbol].notional);
    near(row?.terms?.unrealizedPnl, expected.positions[symbol].unrealizedPnl);
    near(row?.terms?.maintenanceMargin, expected.positions[symbol].maintenanceMargin);
    near(row?.withoutThis?.adjustedEquity, expected.withoutThis[symbol].adjustedEquity);
    near(row?.withoutThis?.maintenanceMargin, expected.withoutThis[symbol].maintenanceMargin);
  });

  test.each(Object.keys(expected.underlyings))('liquidation price and distance of %s', (asset) => {
    const underlying = account.underlyings.find((candidate) => candidate.asset === asset);
    expect(underlying?.liquidation.status).toBe('price');
    if (underlying !== undefined) near(priceOf(underlying.liquidation), expected.underlyings[asset]);
    near(underlying?.distance?.fraction, expected.distance[asset]);
  });

  test('joint moves to liquidation and bankruptcy', () => {
    const { liquidation, bankruptcy } = account.jointMove;
    expect([liquidation.status, bankruptcy.status]).toEqual(['move', 'move']);
    if (liquidation.status === 'move') near(liquidation.move, expected.jointMove.liquidation.move);
    if (bankruptcy.status === 'move') near(bankruptcy.move, expected.jointMove.bankruptcy.move);
  });

  test('the stablecoin has no price that alone liquidates the account', () => {
    expect(account.collateral.find(({ line }) => line.collateral.asset === 'USDX')?.liquidation.status).toBe('none');
  });

  test('the parts add up to equity', () => {
    const collateral = account.collateral.reduce((sum, line) => sum.plus(line.terms?.value ?? 0), new Decimal(0));
    near(collateral.plus(account.totals.unrealizedPnl.value ?? 0), expected.totals.equity);
    near(account.collateral[0]?.terms?.value, expected.equityParts.USDX);
    near(account.collateral[1]?.terms?.value, expected.equityParts.BTC);
  });

  test('the full recompute says the same', () => expect(totalsOf(recompute(book, ledger.prices()))).toEqual(account.totals));
});
