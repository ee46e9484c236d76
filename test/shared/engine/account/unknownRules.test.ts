import { describe, expect, test } from 'vitest';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { openAccount } from '#shared/engine/step.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';

const instrument = { symbol: 'X', kind: 'perpetual', settlement: 'linear', base: 'X', quote: 'USD', settle: 'USD', contractSize: '1', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }] };

function evaluated(rules: Partial<MarginRules>, positions: readonly object[]): AccountEvaluation {
  const { portfolio, prices } = parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'Rules', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '10000' }],
    instruments: [instrument], positions, prices: { mark: { X: '1000' } },
  });
  return openAccount({ ...portfolio, parameters: { ...portfolio.parameters, rules } }, prices, [], null).engine.evaluate();
}

describe('a closing fee that nobody says', () => {
  test('makes the maintenance margin a bound, and the initial margin only where it is inside that too', () => {
    const at = (closingFeeInInitial: boolean) => evaluated({ closingFee: 'notional', closingFeeInInitial }, [{ symbol: 'X', contracts: '1', entryPrice: '1000', leverage: '10' }]).totals;
    expect([at(false), at(true)].map(({ maintenanceMargin, initialMargin }) => [maintenanceMargin.certainty, initialMargin.certainty, initialMargin.value?.toFixed()])).toEqual([['atLeast', 'exact', '100'], ['atLeast', 'atLeast', '0']]);
  });

  test('leaves the initial rate of the tier', () => {
    const { totals } = evaluated({ closingFee: 'notional' }, [{ symbol: 'X', contracts: '1', entryPrice: '1000' }]);
    expect([totals.initialMargin.certainty, totals.initialMargin.value?.toFixed()]).toEqual(['exact', '20']);
  });
});

test('a hedge that keeps its fees alone has the initial rate of its tier', () => {
  const legs = [{ symbol: 'X', contracts: '1', entryPrice: '1000', positionSide: 'long' }, { symbol: 'X', contracts: '-1', entryPrice: '1000', positionSide: 'short' }];
  const { totals } = evaluated({ hedgedLeg: 'feesOnly' }, legs);
  expect([totals.initialMargin.certainty, totals.initialMargin.value?.toFixed(), totals.maintenanceMargin.value?.toFixed()]).toEqual(['exact', '40', '0']);
});
