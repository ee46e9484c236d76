import { expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { VENUES } from '#shared/venues/registry.ts';
import { builtInLists } from '../../../src-main/catalogue/builtIn.ts';
import { createCatalogue } from '../../../src-main/catalogue/catalogue.ts';
import { SOURCES } from '../../../src-main/catalogue/sources.ts';
import { assetNames } from '../../../src-main/jobs/assetNames.ts';
import { ACCOUNT_ID, hostAccount } from '../../support/hostedAccount.ts';

const NOW = epochMs(Date.UTC(2026, 10, 25));
const catalogue = createCatalogue(SOURCES, builtInLists, () => new Map());
const listings = VENUES.flatMap(({ id }) => [...catalogue.of(id, NOW).values()].map(({ listing }) => listing));
const OWN = {
  schema: 'plimsoll.portfolio/1', name: 'Own', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'MYCOIN', amount: '1', weight: '0.5' }],
  instruments: [{ symbol: 'OURCOIN-PERP', kind: 'perpetual', settlement: 'linear', base: 'OURCOIN', quote: 'USD', settle: 'USD', contractSize: '1' }], positions: [{ symbol: 'OURCOIN-PERP', contracts: '1', entryPrice: '1' }],
};
const own = hostAccount(JSON.stringify(OWN), 'demo', NOW).host.find(ACCOUNT_ID)?.engine().portfolio ?? expect.fail('the account is open');
const listed = assetNames(listings, []);

test.each(['BTC', 'ETH', 'SOL', 'DOGE', 'XRP', 'USDE', 'USDT', 'USDC', 'USD', 'EUR'])('%s is an asset, by what venues list and weigh', (asset) => expect(listed(asset)).toBeNull());

test.each([['btc', 'BTC'], ['BTCUSDT', 'BTC'], ['BTC-PERPETUAL', 'BTC'], ['NOSUCHCOIN', ''], ['', '']])('%j is none; %j may be meant', (name, meant) => expect(listed(name)).toBe(meant));

test('what an account here has is one, though no venue lists it', () => {
  const here = assetNames(listings, [own]);
  for (const asset of ['MYCOIN', 'OURCOIN']) expect([listed(asset), here(asset)]).toEqual(['', null]);
  expect(here('OURCOIN-PERP')).toBe('OURCOIN');
});
