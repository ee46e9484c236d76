import { expect, test } from 'vitest';
import type { Portfolio } from '#shared/domain/account.ts';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import { directly, madeAtVersion, NOW, opened, newFolders } from '../support/database.ts';
import { decimal, golden } from '../support/samples.ts';

const at = newFolders();

/** An account of version 2, as that version wrote it: one contract with a tier, one position. */
const BEFORE = `
INSERT INTO account VALUES ('id', 'Main', 0, 1, 'generic', 'tiered-cross', 'USDT', NULL, 0);
INSERT INTO parameter_set VALUES ('id', 'set', 'generic', 'tiered-cross', 0, 'test', '["USDT"]', '{"BTC":"0.90"}', '0.5', '{"BTC":0.035}', 'test');
INSERT INTO instrument VALUES ('id', 0, 'BTC', 'perpetual', 'linear', 'BTC', 'USDT', 'USDT', '1', NULL, NULL, NULL, 1, '1000', 'flat', 'quote', '0.0005', '0.10', '0.001');
INSERT INTO instrument_tier VALUES ('id', 'BTC', 0, '0', '0.01', '0', '0.02', NULL);
INSERT INTO position VALUES ('id', 0, 'BTC', '-1.50', '60000', 'isolated', '7.0', '10', 'short');
`;

test('brings an account of before through as it was, with none of the new fields', () => {
  madeAtVersion(at('plimsoll.db'), 2);
  directly(at('plimsoll.db'), (db) => db.exec(BEFORE));
  const store = opened(at('plimsoll.db'));
  const portfolio = store.accounts.load('id')?.portfolio;
  expect(store.migratedFrom).toBe(2);
  expect(portfolio?.parameters).toStrictEqual({
    id: 'set', venue: 'generic', model: 'tiered-cross', validFrom: 0, source: 'test', stablecoins: ['USDT'], collateralWeights: { BTC: '0.90' }, defaultWeight: '0.5',
    dailyVolatility: { BTC: 0.035 }, volatilitySource: 'test',
  });
  expect(portfolio?.instruments).toStrictEqual([{
    symbol: 'BTC', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USDT', settle: 'USDT', contractSize: '1', notionalCap: '1000', tierRule: 'flat', tierUnit: 'quote',
    takerFeeRate: '0.0005', tickSize: '0.10', lotSize: '0.001', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }],
  }]);
  expect(portfolio?.positions).toStrictEqual([{ symbol: 'BTC', contracts: '-1.50', entryPrice: '60000', marginMode: 'isolated', isolatedMargin: '7.0', leverage: '10', positionSide: 'short' }]);
  expect(store.integrity()).toBe('ok');
  store.close();
});

const RULES: MarginRules = {
  pooling: 'settle', weightedOn: 'equity', settlements: ['linear', 'inverse'], maintenanceBasis: 'larger', initialBasis: 'entry', closingFee: 'bankruptcy', takerFeeRate: decimal('0.00060'), closingFeeInInitial: false,
  tierSize: 'netOfLegs', hedgedLeg: 'feesOnly', sides: 'larger', rowPrice: 'proRata', orders: 'eachOrder', orderCharge: 'fill', sellBuffer: decimal('0.00150'), ratioLabel: 'uniMMR', ratioForm: 'equityOverRequirement', backstop: decimal('0.70'),
};

/** Every new field set, with zeros at the end that a number would lose. */
function withEverything({ parameters, instruments, positions, ...rest }: Portfolio): Portfolio {
  const [first, ...others] = instruments;
  if (first === undefined) throw new Error('the sample has instruments');
  const { tiers: _tiers, ...bare } = first;
  return {
    ...rest,
    parameters: {
      ...parameters, rules: RULES, weightTiers: { BTC: [{ from: decimal('0'), weight: decimal('0.950') }, { from: decimal('10.0'), weight: decimal('0.5') }], ETH: [] },
      weightSizeFactors: { constructor: decimal('0.0010') }, liabilityWeights: { BTC: decimal('1.20') }, defaultLiabilityWeight: decimal('1.10'),
    },
    instruments: [{
      ...bare, sizeLinear: { initialBase: decimal('0.020'), maintenanceBase: decimal('0.01'), step: decimal('0.000050') },
      openInterest: { notional: decimal('5.0'), lower: decimal('1'), upper: decimal('10') }, sizePremium: decimal('0.00010'),
    }, ...others],
    positions: positions.map((position, place) => ({ ...position, tierRule: place === 0 ? 'progressive' : 'flat' })),
  };
}

test('an account with every new field comes back as it was, after closing and opening', () => {
  const { portfolio, prices } = golden();
  const whole = withEverything(portfolio);
  const store = opened(at('plimsoll.db'));
  const { accountId } = store.accounts.save(whole, prices, { demo: false, at: NOW });
  store.close();
  const again = opened(at('plimsoll.db'));
  expect(again.accounts.load(accountId)?.portfolio).toStrictEqual(whole);
  again.close();
});

test.each([
  ['parameter_set', 'rules', '{"pooling":"both"}', 'the stored margin rules is damaged'], ['parameter_set', 'rules', '{"colour":"red"}', 'the stored margin rules is damaged'],
  ['parameter_set', 'weight_tiers', '{"BTC":[{"from":"0"}]}', 'the stored tiers of weight is damaged'], ['parameter_set', 'liability_weights', '{"BTC":1.2}', 'the stored weights of debts is damaged'],
  ['instrument', 'size_linear', '{"initialBase":"0.02","maintenanceBase":"0.01"}', 'the stored size-linear rates is damaged'],
  ['instrument', 'open_interest', '{"notional":5,"lower":"1","upper":"10"}', 'the stored open interest is damaged'],
])('a cell of %s.%s that holds %s is an error that names it, never a guess', (table, column, text, message) => {
  const { portfolio, prices } = golden();
  const store = opened(at('plimsoll.db'));
  const { accountId } = store.accounts.save(portfolio, prices, { demo: false, at: NOW });
  store.close();
  directly(at('plimsoll.db'), (db) => db.prepare(`UPDATE ${table} SET ${column} = ?`).run(text));
  const again = opened(at('plimsoll.db'));
  expect(() => again.accounts.load(accountId)).toThrow(message);
  again.close();
});

test.each([['parameter_set', 'default_liability_weight'], ['instrument', 'size_premium'], ['instrument', 'open_interest'], ['position', 'tier_rule']])('%s.%s takes no text of another kind', (table, column) => {
  const { portfolio, prices } = golden();
  const store = opened(at('plimsoll.db'));
  store.accounts.save(portfolio, prices, { demo: false, at: NOW });
  store.close();
  directly(at('plimsoll.db'), (db) => expect(() => db.prepare(`UPDATE ${table} SET ${column} = 'much'`).run()).toThrow('CHECK'));
});
