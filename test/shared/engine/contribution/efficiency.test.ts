import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Efficiency, efficiencyOf } from '#shared/engine/contribution/efficiency.ts';
import { jointShock } from '#shared/engine/contribution/shock.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { anyAccount, anyShock, dec, engineOf, golden, goldenDocument, isolatedEth, known, linear, ruled, scaledAccount, sum } from './support.ts';

const underFall = (engine: AccountEngine, move = '-0.2'): Efficiency => known(efficiencyOf(engine, jointShock(engine.book, dec(move))));
const needs = ({ pooled, standAlone }: Efficiency): readonly string[] => [pooled, standAlone].flatMap(({ loss, maintenanceMargin, need }) => [loss, maintenanceMargin, need]).map((value) => value.toFixed());

describe('efficiencyOf', () => {
  test('golden account 1 under a joint fall of 20 %: 18,060 pooled against 30,060 apart saves 39.92 %', () => {
    const efficiency = underFall(golden());
    expect(needs(efficiency)).toEqual(['16140', '1920', '18060', '28140', '1920', '30060']);
    expect(efficiency.saving.toFixed(6)).toBe('0.399202');
    expect(efficiency.pools[0]?.lines.map(({ line, need }) => [line.name, need.toFixed()])).toEqual([['BTC-PERP', '12240'], ['ETH-PERP', '480'], ['SOL-PERP', '16200'], ['USDX', '0'], ['BTC', '1140']]);
  });

  test('an account with a single position and cash saves 0', () => {
    fc.assert(fc.property(accountDocument({ orders: false }).filter(({ positions }) => positions.length > 0), anyShock, (document, shock) => {
      const { saving, pooled, standAlone } = known(efficiencyOf(engineOf(parsedAccount({ ...document, positions: document.positions.slice(0, 1), collateral: document.collateral.slice(0, 1) })), shock));
      expect(saving.toFixed()).toBe('0');
      expect(pooled.need.toFixed()).toBe(standAlone.need.toFixed());
    }), { numRuns: 100 });
  });

  test('pools are added up, not netted: with the ETH short isolated nothing is saved', () => {
    const efficiency = underFall(isolatedEth());
    expect(needs(efficiency)).toEqual(['28140', '1920', '30060', '28140', '1920', '30060']);
    expect(efficiency.saving.isZero()).toBe(true);
    expect(efficiency.pools.map(({ pool, pooled }) => [pool, pooled.need.toFixed()])).toEqual([['cross', '29580'], ['ETH-PERP|both|isolated', '480']]);
  });

  test('a hedge of which only the larger side is margined saves margin too, and each leg alone keeps its whole', () => {
    const legs = { ...goldenDocument, positions: [{ symbol: 'BTC-PERP', positionSide: 'long', contracts: '2', entryPrice: '60000' }, { symbol: 'BTC-PERP', positionSide: 'short', contracts: '-1', entryPrice: '60000' }], collateral: [{ asset: 'USD', amount: '20000' }] };
    for (const rules of [{ sides: 'larger' }, { hedgedLeg: 'feesOnly' }] as const) {
      // Long 2 loses 24,000 and short 1 gains 12,000; margin at 48,000: 480 and 240.
      expect(needs(underFall(engineOf(ruled(parsedAccount(legs), rules))))).toEqual(['12000', '480', '12480', '24000', '720', '24720']);
    }
  });

  test('lies in [0, 1] for linear books, and below 1 wherever a margin is kept', () => {
    fc.assert(fc.property(linear, anyShock, (parsed, shock) => {
      const { saving, pooled } = known(efficiencyOf(engineOf(parsed), shock));
      expect(saving.gte(0) && saving.lte(1), saving.toFixed()).toBe(true);
      if (pooled.maintenanceMargin.gt(0)) expect(saving.lt(1), saving.toFixed()).toBe(true);
    }), { numRuns: 150 });
  });

  test('needs are their parts, and the whole is the sum of pools and of lines, to the last digit', () => {
    fc.assert(fc.property(anyAccount, anyShock, (parsed, shock) => {
      const answer = efficiencyOf(engineOf(parsed), shock);
      if (answer.status === 'unknown') return;
      const { pools, pooled, standAlone } = answer;
      expect(sum(pools.map((pool) => pool.pooled.need)).toFixed()).toBe(pooled.need.toFixed());
      expect(sum(pools.flatMap(({ lines }) => lines.map(({ need }) => need))).toFixed()).toBe(standAlone.need.toFixed());
      for (const { loss, maintenanceMargin, need } of [pooled, standAlone, ...pools.flatMap(({ lines }) => lines)]) expect(loss.plus(maintenanceMargin).toFixed()).toBe(need.toFixed());
    }), { numRuns: 100 });
  });

  test('a shock of 0 loses nothing: the needs are the margins as they stand', () => {
    fc.assert(fc.property(linear, (parsed) => {
      const engine = engineOf(parsed);
      const { pooled, standAlone, saving } = underFall(engine, '0');
      expect([pooled.loss, standAlone.loss, saving].map(String)).toEqual(['0', '0', '0']);
      expect(pooled.need.toFixed()).toBe(engine.evaluate().totals.maintenanceMargin.value?.toFixed());
    }), { numRuns: 50 });
  });

  test('scaling all amounts scales the needs and leaves the saving', () => {
    fc.assert(fc.property(linear, anyShock, (parsed, shock) => {
      const [one, ten] = [parsed, scaledAccount(parsed, 10)].map((own) => known(efficiencyOf(engineOf(own), shock)));
      expect(one?.pooled.need.times(10).minus(ten?.pooled.need ?? NaN).abs().lte('1e-15')).toBe(true);
      expect(one?.saving.minus(ten?.saving ?? NaN).abs().lte('1e-15')).toBe(true);
    }), { numRuns: 50 });
  });

  test('is unknown where the moved notional is above the last tier', () => {
    const engine = engineOf(parsedAccount({ ...goldenDocument, instruments: goldenDocument.instruments.map((instrument) => (instrument['symbol'] === 'SOL-PERP' ? { ...instrument, notionalCap: '80000' } : instrument)) }));
    expect(efficiencyOf(engine, new Map([['SOL', dec('0.1')]]))).toEqual({ status: 'unknown', missing: 'margin of SOL-PERP: its notional is above the last tier' });
    expect(efficiencyOf(engine, new Map([['SOL', dec('0.05')]])).status).toBe('known');
  });
});
