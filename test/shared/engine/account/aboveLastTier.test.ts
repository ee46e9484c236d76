import { expect, test } from 'vitest';
import { stageOf } from '#shared/engine/stage.ts';
import { openAccount } from '#shared/engine/step.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';

const at = (contracts: string, cash: string) => {
  const { portfolio, prices } = parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'Above', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: cash }],
    instruments: [{
      symbol: 'X', kind: 'perpetual', settlement: 'linear', base: 'X', quote: 'USD', settle: 'USD', contractSize: '1', notionalCap: '100000',
      tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }, { notionalFloor: '50000', maintenanceMarginRate: '0.02', maintenanceAmount: '500', initialMarginRate: '0.04' }],
    }],
    positions: [{ symbol: 'X', contracts, entryPrice: '1000' }], prices: { mark: { X: '1000' } },
  });
  const { engine } = openAccount(portfolio, prices, [], null);
  return { engine, evaluation: engine.evaluate() };
};

test('a position above the last tier is asked for at least what that tier asks at its cap', () => {
  const { evaluation: { totals, rows, stageInputs }, engine } = at('101', '1600');
  expect([totals.maintenanceMargin.value?.toFixed(), totals.maintenanceMargin.certainty, totals.marginRatio.value?.toFixed(), totals.marginRatio.certainty]).toEqual(['1500', 'atLeast', '0.9375', 'atLeast']);
  expect([rows[0]?.terms?.maintenanceMargin, rows[0]?.maintenanceShare, stageOf({ ...stageInputs, distance: null, sigmas: null }).stage]).toEqual([null, null, 'danger']);
  expect(engine.agrees()).toBe(true);
});

test('at the cap itself the requirement is known', () => {
  const { evaluation: { totals } } = at('100', '1600');
  expect([totals.maintenanceMargin.value?.toFixed(), totals.maintenanceMargin.certainty]).toEqual(['1500', 'exact']);
});
