import { expect, test } from 'vitest';
import { jointMoves } from '#shared/engine/moves.ts';
import { standsOf } from '#shared/engine/stands.ts';
import { parsedAccount } from '../../arbitraries/accounts.ts';
import { accountOf } from '../../support/movedAccount.ts';

test('a slope that came to nothing but the rounding of its last digit has no root beyond all prices', () => {
  const tier = (notionalFloor: string, maintenanceMarginRate: string) => ({ notionalFloor, maintenanceMarginRate, maintenanceAmount: '0', initialMarginRate: '0.5' });
  const parsed = parsedAccount({
    schema: 'plimsoll.portfolio/1', name: 'Residue', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '5000' }],
    instruments: [{ symbol: 'SOL-PERP', kind: 'perpetual', settlement: 'linear', base: 'SOL', quote: 'USD', settle: 'USD', contractSize: '1', tierRule: 'flat', takerFeeRate: '0.00055', tiers: [tier('0', '0.01'), tier('50', '0.5')] }],
    positions: [{ symbol: 'SOL-PERP', contracts: '-1.1', entryPrice: '198.21', leverage: '7' }], prices: { mark: { 'SOL-PERP': '198.21' } }, betas: { SOL: '-2' },
  });
  const { book, ledger } = accountOf({ ...parsed, portfolio: { ...parsed.portfolio, parameters: { ...parsed.portfolio.parameters, rules: { closingFee: 'bankruptcy' } } } });
  const { roots } = jointMoves(book, ledger, standsOf(book, ledger), 'liquidation');
  expect(roots).toEqual({ down: null, up: null });
});
