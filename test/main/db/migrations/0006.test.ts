import { expect, test } from 'vitest';
import type { Collateral, Portfolio } from '#shared/domain/account.ts';
import { epochMs } from '#shared/num/units.ts';
import { directly, madeAtVersion, newFolders, NOW, opened } from '../support/database.ts';
import { decimal, golden } from '../support/samples.ts';

const at = newFolders();

const SHARE: Collateral = {
  asset: 'vBTC', amount: decimal('10.0'), weight: decimal('0.50'), location: 'a vault',
  holds: { asset: 'BTC', amount: decimal('0.10'), shortCalls: [{ strike: decimal('70000.0'), expiry: epochMs(NOW + 86_400_000), contracts: decimal('0.090'), volatility: decimal('0.60') }, { strike: decimal('80000'), expiry: epochMs(NOW), contracts: decimal('0.01') }] },
};

const withShare = (portfolio: Portfolio): Portfolio => ({ ...portfolio, collateral: [...portfolio.collateral, SHARE, { ...SHARE, asset: 'vETH', holds: { asset: 'ETH', amount: decimal('1'), shortCalls: [] } }] });

test('collateral of before holds nothing but itself', () => {
  madeAtVersion(at('plimsoll.db'), 5);
  directly(at('plimsoll.db'), (db) => db.exec(`
    INSERT INTO account VALUES ('id', 'Main', 0, 1, 'generic', 'tiered-cross', 'USDT', NULL, 0);
    INSERT INTO parameter_set (account_id, id, venue, model, valid_from, source, stablecoins, collateral_weights, daily_volatility, volatility_source) VALUES ('id', 'set', 'generic', 'tiered-cross', 0, 'test', '[]', '{}', '{}', 'test');
    INSERT INTO collateral VALUES ('id', 0, 'BTC', '1.50', '0.9', 0, NULL);`));
  const store = opened(at('plimsoll.db'));
  expect(store.migratedFrom).toBe(5);
  expect(store.accounts.load('id')?.portfolio.collateral).toStrictEqual([{ asset: 'BTC', amount: '1.50', weight: '0.9' }]);
  expect(store.integrity()).toBe('ok');
  store.close();
});

test('shares of vaults come back as they were, after closing and opening', () => {
  const { portfolio, prices } = golden();
  const store = opened(at('plimsoll.db'));
  const { accountId } = store.accounts.save(withShare(portfolio), prices, { demo: false, at: NOW });
  store.close();
  const again = opened(at('plimsoll.db'));
  expect(again.accounts.load(accountId)?.portfolio).toStrictEqual(withShare(portfolio));
  again.close();
});

test.each(['{"asset":"BTC"}', '{"asset":"BTC","amount":1,"shortCalls":[]}', '{"asset":"BTC","amount":"1","shortCalls":[{"strike":"70000","contracts":"1"}]}', '{"asset":"BTC","amount":"1","shortCalls":[],"more":1}'])('a cell that holds %s is an error that names it', (text) => {
  const { portfolio, prices } = golden();
  const store = opened(at('plimsoll.db'));
  const { accountId } = store.accounts.save(withShare(portfolio), prices, { demo: false, at: NOW });
  store.close();
  directly(at('plimsoll.db'), (db) => db.prepare("UPDATE collateral SET holds = ? WHERE asset = 'vBTC'").run(text));
  const again = opened(at('plimsoll.db'));
  expect(() => again.accounts.load(accountId)).toThrow('the stored holding of a vault share is damaged');
  again.close();
});
