import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utilizationOf } from '#shared/engine/contribution/utilization.ts';
import { price } from '#shared/num/units.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';
import { engineOf, golden, goldenDocument, linear } from './support.ts';

describe('utilizationOf', () => {
  test('golden account 1: 19.43 % of the equity may not be opened with again, 9.7166 % must be kept', () => {
    const { initialMarginUse, maintenanceMarginUse } = utilizationOf(golden().evaluate().totals);
    expect([initialMarginUse.value?.toFixed(6), maintenanceMarginUse.value?.toFixed(6)]).toEqual(['0.194332', '0.097166']);
    expect([initialMarginUse.certainty, maintenanceMarginUse.certainty]).toEqual(['exact', 'exact']);
  });

  test('at a maintenance use of 100 % the account is liquidated on the same tick', () => {
    // One long BTC from 60,000: 10,250 + (P − 60,000) = 0.005 · P at P = 50,000.
    const engine = engineOf(parsedAccount({ ...goldenDocument, positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000' }], collateral: [{ asset: 'USD', amount: '10250' }] }));
    const at = (mark: string) => {
      engine.setMark('BTC-PERP', price(mark));
      const { totals, stageInputs } = engine.evaluate();
      return [utilizationOf(totals).maintenanceMarginUse.value?.comparedTo(1), stageInputs.liquidating];
    };
    expect(at('50001')).toEqual([-1, false]);
    expect(at('50000')).toEqual([0, true]);
    expect(at('49999')).toEqual([1, true]);
  });

  test('is a bound or unknown where an input is missing, and liquidates from 1 on', () => {
    const { 'SOL-PERP': _sol, ...mark } = goldenDocument.prices.mark;
    const lacking = utilizationOf(engineOf(parsedAccount({ ...goldenDocument, prices: { ...goldenDocument.prices, mark } })).evaluate().totals);
    expect([lacking.initialMarginUse, lacking.maintenanceMarginUse]).toEqual([{ value: null, certainty: 'unknown' }, { value: null, certainty: 'unknown' }]);
    fc.assert(fc.property(linear, (parsed) => {
      const { totals, stageInputs } = engineOf(parsed).evaluate();
      const { value } = utilizationOf(totals).maintenanceMarginUse;
      if (totals.maintenanceMargin.value?.gt(0) === true) expect(value === null || value.gte(1)).toBe(stageInputs.liquidating);
    }));
  });
});
