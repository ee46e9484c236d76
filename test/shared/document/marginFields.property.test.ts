import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#shared/document/canonicalJson.ts';
import { portfolioDocument } from '#shared/document/portfolioDocument.ts';
import { AS_OF, parsedAccount } from '../../arbitraries/accounts.ts';

/** The optional fields of rules, schedules and tier rules, alone and together. */

const any = fc.constantFrom;
const anyOf = <T extends Record<string, unknown>>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(fields, { requiredKeys: [] });
const byAsset = <T>(value: fc.Arbitrary<T>) => fc.dictionary(any('BTC', 'ETH', 'USDC', 'constructor'), value, { noNullPrototype: true });
const fraction = any('0', '0.50', '1', '0.000000000000000000000001');
const amount = any('0', '0.10', '7', '250000.000000000001');
const liability = any('1', '1.10', '2.5');
const weightTiers = fc.tuple(fraction, fraction, fraction).map(([a, b, c]) => [{ from: '0', weight: a }, { from: '0.5', weight: b }, { from: '12.0', weight: c }]);
const basis = any('mark', 'entry', 'larger');

const rules = anyOf({
  pooling: any('one', 'settle'), settlements: fc.constantFrom(['linear'], ['linear', 'inverse', 'quanto']), maintenanceBasis: basis, initialBasis: basis, weightedOn: any('balance', 'equity'),
  closingFee: any('outside', 'notional', 'bankruptcy'), takerFeeRate: any('-0.1', '0', '0.00055', '0.1'), closingFeeInInitial: fc.boolean(),
  tierSize: any('leg', 'largerLeg', 'bothLegs', 'netOfLegs'), hedgedLeg: any('full', 'feesOnly'), sides: any('sum', 'larger'), rowPrice: any('underlying', 'symbol', 'proRata'),
  orders: any('worstExposure', 'eachOrder'), orderCharge: any('initial', 'fill'), sellBuffer: any('0', '0.0015'), ratioLabel: any('uniMMR', 'Margin ratio'), ratioForm: any('requirementOverEquity', 'equityOverRequirement'), backstop: any('0.01', '1'),
});
const parameters = anyOf({
  defaultWeight: fraction, weightTiers: byAsset(weightTiers), weightSizeFactors: byAsset(amount), liabilityWeights: byAsset(liability), defaultLiabilityWeight: liability, rules,
}).map((own) => ({
  id: 'own', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00.000Z', source: 'by hand', stablecoins: ['USDC'], collateralWeights: { BTC: '0.80' },
  dailyVolatility: { BTC: 0.031 }, volatilitySource: 'own', ...own,
}));

const tiers = [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', maxLeverage: '50' }, { notionalFloor: '50000', maintenanceMarginRate: '0.02', maintenanceAmount: '500.00', maxLeverage: '25' }];
const contract = { kind: 'perpetual', settlement: 'linear', quote: 'USD', settle: 'USD', contractSize: '1' };
const tiered = anyOf({ tierUnit: any('quote', 'coin', 'contracts'), tierRule: any('progressive', 'flat'), openInterest: any({ notional: '5.0', lower: '1', upper: '10' }, { notional: '0', lower: '3', upper: '3' }), sizePremium: amount, lotSize: any('0.001', '0.5') })
  .map((own) => ({ ...contract, symbol: 'BTC', base: 'BTC', tiers, ...own }));
const sized = anyOf({ sizeLinear: fc.record({ initialBase: fraction, maintenanceBase: fraction, step: amount }) }).map((own) => ({ ...contract, symbol: 'ETH', base: 'ETH', ...own }));

const mode = fc.oneof(fc.constant({ marginMode: 'cross' }), amount.map((isolatedMargin) => ({ marginMode: 'isolated', isolatedMargin })));
const rows = fc.tuple(mode, anyOf({ tierRule: any('progressive', 'flat') }), mode).map(([first, own, second]) => [
  { symbol: 'BTC', contracts: '-1.50', entryPrice: '60000', positionSide: 'short', ...first, ...own }, { symbol: 'ETH', contracts: '2', entryPrice: '3000', positionSide: 'both', ...second },
]);

const documents = fc.record({ parameters, instruments: fc.tuple(tiered, sized), positions: rows }).map((own) => ({
  schema: 'plimsoll.portfolio/1', name: 'Rules', asOf: '2026-11-22T00:00:00.000Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '10.0' }],
  orders: [{ symbol: 'BTC', contracts: '0.5', price: '50000', reduceOnly: false }], prices: { mark: {}, index: {}, forward: {}, volatility: {} }, betas: {}, ...own,
}));

describe('portfolioDocument', () => {
  test('writes every optional field of rules and schedules as it was read, and no other', () => {
    fc.assert(fc.property(documents, (document) => {
      const { portfolio, prices } = parsedAccount(document);
      expect(canonicalJson(portfolioDocument(portfolio, prices, AS_OF))).toBe(canonicalJson(document));
    }));
  });

  test('reads again as the same portfolio', () => {
    fc.assert(fc.property(documents, (document) => {
      const first = parsedAccount(document);
      expect(parsedAccount(JSON.parse(canonicalJson(portfolioDocument(first.portfolio, first.prices, AS_OF))) as object)).toEqual(first);
    }));
  });
});

test('fields of rules reach the portfolio under their own names', () => {
  const [document] = fc.sample(documents, 1);
  const weights = { weightTiers: { BTC: [{ from: '0', weight: '0.9' }] }, weightSizeFactors: { SOL: '0.001' }, liabilityWeights: { ETH: '1.2' }, defaultLiabilityWeight: '1.1' };
  const own = { ...document?.parameters, ...weights, rules: { backstop: '0.7', sides: 'larger', settlements: ['linear'] } };
  expect(parsedAccount({ ...document, parameters: own }).portfolio.parameters).toMatchObject({ ...weights, rules: { backstop: '0.7', sides: 'larger', settlements: ['linear'] } });
});
