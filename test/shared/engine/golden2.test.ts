import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import type { Liquidation, Move } from '#shared/engine/liquidation.ts';
import { stageOf } from '#shared/engine/stage.ts';
import { Decimal, toText } from '#shared/num/units.ts';
import { AS_OF } from '../../arbitraries/accounts.ts';
import { accountOf } from '../../support/movedAccount.ts';

type Expected = Readonly<{
  totals: Readonly<Record<'equity' | 'adjustedEquity' | 'initialMargin' | 'maintenanceMargin' | 'orderMargin' | 'freeMargin' | 'buffer' | 'marginRatio' | 'leverage' | 'notional' | 'unrealizedPnl', string>>;
  collateral: Readonly<Record<string, Readonly<{ value: string; adjustedValue: string }>>>;
  rows: readonly Readonly<{ symbol: string; positionSide: string; notional: string; unrealizedPnl: string; initialMargin: string; maintenanceMargin: string; withoutThis: Readonly<{ adjustedEquity: string; maintenanceMargin: string }> }>[];
  underlyings: Readonly<Record<string, readonly (string | null)[]>>;
  jointMove: Readonly<Record<'liquidation' | 'bankruptcy', readonly (string | null)[]>>;
}>;

const folder = resolve(import.meta.dirname, '../../golden/account-2');
const expected: Expected = JSON.parse(readFileSync(resolve(folder, 'expected.json'), 'utf8'));
const parsed = parsePortfolio(readFileSync(resolve(folder, 'input.json'), 'utf8'), AS_OF);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const { evaluation } = accountOf(parsed.value);

const near = (got: Decimal | null | undefined, text: string | null | undefined): void => {
  const want = new Decimal(text ?? NaN);
  expect(want.minus(got ?? NaN).abs().lte(want.abs().times('1e-18')), `${got?.toFixed() ?? 'nothing'} against ${text ?? 'nothing'}`).toBe(true);
};
const only = (found: Liquidation | Move): Decimal | undefined => (found.status === 'price' ? found.price : found.status === 'move' ? found.move : undefined);

describe('golden account 2', () => {
  test('every total, exactly where it is no quotient', () => {
    for (const [name, text] of Object.entries(expected.totals)) {
      const { value, certainty } = evaluation.totals[name as keyof Expected['totals']];
      expect([name, certainty, value === null ? null : toText(value)]).toEqual([name, 'exact', text]);
    }
  });

  test('every collateral line', () => {
    const got = Object.fromEntries(evaluation.collateral.map(({ line, terms }) => [line.collateral.asset, { value: terms?.value.toFixed(), adjustedValue: terms?.adjustedValue?.toFixed() }]));
    expect(got).toEqual(expected.collateral);
  });

  test('every row, with the account as it would be without it', () => {
    expect(evaluation.rows.map(({ row, terms, withoutThis }) => ({
      symbol: row.instrument.symbol, positionSide: row.position.positionSide, notional: terms?.notional.toFixed(), unrealizedPnl: terms?.unrealizedPnl.toFixed(), initialMargin: terms?.initialMargin?.toFixed(),
      maintenanceMargin: terms?.maintenanceMargin?.toFixed(), withoutThis: { adjustedEquity: withoutThis?.adjustedEquity.toFixed(), maintenanceMargin: withoutThis?.maintenanceMargin.toFixed() },
    }))).toEqual(expected.rows);
  });

  test.each(['BTC', 'ETH', 'USDC'])('the liquidation price of %s, tiers crossed on the way', (asset) => {
    const found = [...evaluation.underlyings.map(({ asset: name, liquidation }) => ({ name, liquidation })), ...evaluation.collateral.map(({ line, liquidation }) => ({ name: line.collateral.asset, liquidation }))]
      .find(({ name }) => name === asset);
    const [down, up] = expected.underlyings[asset] ?? [];
    expect(found?.liquidation.status).toBe('price');
    if (found !== undefined) near(only(found.liquidation), down ?? up);
  });

  test.each(['liquidation', 'bankruptcy'] as const)('the joint move to %s', (target) => near(only(evaluation.jointMove[target]), expected.jointMove[target][0]));

  test('the stage is calm', () => expect(stageOf(evaluation.stageInputs).stage).toBe('calm'));
});
