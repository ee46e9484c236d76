import { expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import type { Channel, Subscription } from '../../../src-main/feeds/feedDirector.ts';
import { createDesk } from '../../../src-main/hub/desk.ts';
import { createFeedRouting } from '../../../src-main/jobs/feedRouting.ts';

const HOST = 'advanced-trade-ws.coinbase.com';

/** What is read for reference, by stream. */
function reference(hosts: readonly string[], ...subscriptions: readonly Subscription[]): readonly (readonly [string, readonly string[]])[] {
  const desk = createDesk({ get: () => null, set: () => undefined });
  desk.setHosts(hosts);
  const unused = (): never => { throw new Error('not asked'); };
  const sources = { demoRuns: false, replaySources: [], urlFor: ({ defaultUrl }: Readonly<{ defaultUrl: string }>) => defaultUrl, close: () => Promise.resolve() };
  return createFeedRouting({ sources, desk, engine: unused, feeds: unused, now: () => epochMs(0) }).reference(subscriptions).map(({ dialect, topics }) => [dialect.id, topics]);
}
const subscription = (channel: Channel, ...assets: readonly string[]): Subscription => ({ accountId: 'a', venue: 'binance-usdm', channel, wanted: { instruments: [], assets, valuationCurrency: 'USDT' } });

test('collateral of live accounts is compared with the reference venue once the user allows its host', () => {
  expect(reference([HOST], subscription('live', 'BTC', 'USD'), subscription('live', 'BTC', 'ETH'))).toEqual([['coinbase-advanced', ['ticker:BTC-USD', 'ticker:USDT-USD', 'ticker:ETH-USD']]]);
});

test('not before, and not for the demo or a recording', () => {
  expect(reference([], subscription('live', 'BTC'))).toEqual([]);
  expect(reference(['stream.bybit.com'], subscription('live', 'BTC'))).toEqual([]);
  expect(reference([HOST], subscription('demo', 'BTC'), subscription('replay', 'BTC'))).toEqual([]);
});
