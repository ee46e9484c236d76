import { describe, expect, test } from 'vitest';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { portfolioDocument } from '#shared/document/portfolioDocument.ts';
import { epochMs } from '#shared/num/units.ts';

const NOW = epochMs(Date.UTC(2026, 10, 25));
const call = { strike: '70000', expiry: '2026-12-25T08:00:00.000Z', contracts: '0.9', volatility: '0.6' };
const share = { asset: 'vBTC', amount: '10', weight: '0.5', holds: { asset: 'BTC', amount: '1', shortCalls: [call] } };
const document = (line: object) => ({
  schema: 'plimsoll.portfolio/1', name: 'Vault', asOf: '2026-11-25T00:00:00.000Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [line], positions: [], prices: { index: { vBTC: '58000', BTC: '60000' } },
});
const read = (line: object) => parsePortfolio(JSON.stringify(document(line)), NOW);

test('a share is read with what it holds, and written as it was read', () => {
  const parsed = read(share);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const { portfolio, prices } = parsed.value;
  expect(portfolio.collateral).toEqual([{ ...share, holds: { ...share.holds, shortCalls: [{ ...call, expiry: Date.UTC(2026, 11, 25, 8) }] } }]);
  expect(portfolioDocument(portfolio, prices, NOW)).toMatchObject({ collateral: [share] });
});

test('a call that has ended is no fault: the vault settled it', () => {
  expect(read({ ...share, holds: { ...share.holds, shortCalls: [{ ...call, expiry: '2026-01-30T08:00:00Z' }] } }).ok).toBe(true);
});

describe('faults', () => {
  const holds = (own: object) => ({ ...share, holds: { ...share.holds, ...own } });
  test.each<[string, object, string]>([
    ['itself', holds({ asset: 'vBTC' }), 'collateral.0.holds.asset: is "vBTC", the share itself; expected the asset that a share holds'],
    ['nothing', holds({ amount: '0' }), 'collateral.0.holds.amount: is "0"; expected a decimal in quotes above 0'],
    ['a debt', { ...share, amount: '-1' }, 'collateral.0.holds: stands on a debt; expected it where the amount is 0 or more'],
    ['a strike of 0', holds({ shortCalls: [{ ...call, strike: '0' }] }), 'collateral.0.holds.shortCalls.0.strike: is "0"; expected a decimal in quotes above 0'],
    ['long calls', holds({ shortCalls: [{ ...call, contracts: '-1' }] }), 'collateral.0.holds.shortCalls.0.contracts: is "-1"; expected a decimal in quotes above 0'],
    ['no expiry', holds({ shortCalls: [{ strike: '1', contracts: '1' }] }), 'collateral.0.holds.shortCalls.0.expiry: is missing; expected a time in UTC such as "2026-11-22T00:00:00Z"'],
    ['one call twice', holds({ shortCalls: [call, { ...call, strike: '70000.0' }] }), 'collateral.0.holds.shortCalls.1: is a second call of the same strike and expiry; expected one each'],
    ['an unknown field', holds({ shortCalls: [{ ...call, delta: '0.3' }] }), 'collateral.0.holds.shortCalls.0.delta: '],
  ])('%s', (_, line, fault) => {
    const parsed = read(line);
    if (parsed.ok || parsed.error.code !== 'document/invalid') throw new Error('it was read');
    expect(parsed.error.faults.map(({ path, message }) => `${path}: ${message}`)).toEqual([expect.stringContaining(fault)]);
  });
});
