import { expect, test } from 'vitest';
import type { Tick } from '#shared/domain/tick.ts';
import { hostAccount, ACCOUNT_ID } from '../../support/hostedAccount.ts';
import { epochMs } from '#shared/num/units.ts';
import { START, text } from './support/riskyAccount.ts';

/** A book in dollars at a venue that prices in USDT. */
const DOCUMENT = JSON.stringify({
  schema: 'plimsoll.portfolio/1', name: 'Converted', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross',
  collateral: [{ asset: 'BTC', amount: '1', weight: '1' }, { asset: 'USDT', amount: '5', weight: '1' }], positions: [],
});
const index = (base: string, quote: string, price: string): Tick => ({ kind: 'index', venue: 'generic', base, quote, indexPrice: text(price), eventAt: null });

function account() {
  const hosted = hostAccount(DOCUMENT, 'live', START);
  const tell = (at: number, ...ticks: readonly Tick[]): void =>
    hosted.apply({ kind: 'ticks', feedId: 'f', ticks, staleMs: ticks.map(() => 5000), receivedAt: epochMs(START + at), heardAt: at, epoch: 1, replay: false }, at);
  const stateOf = (asset: string) => hosted.host.view(ACCOUNT_ID)?.collateral.find((row) => row.asset === asset)?.price.state;
  return { tell, stateOf };
}

test('a price that is converted is no younger than the rate that it is converted at', () => {
  const { tell, stateOf } = account();
  tell(0, index('USDT', 'USD', '1'));
  tell(100, index('BTC', 'USDT', '60000'));
  expect(stateOf('BTC')).toBe('live');
  tell(3000, index('BTC', 'USDT', '60001'));
  expect(stateOf('BTC')).toBe('ageing');
  tell(6000, index('BTC', 'USDT', '60002'));
  expect([stateOf('BTC'), stateOf('USDT')]).toEqual(['stale', 'stale']);
  tell(6100, index('USDT', 'USD', '1'), index('BTC', 'USDT', '60003'));
  expect([stateOf('BTC'), stateOf('USDT')]).toEqual(['live', 'live']);
});

test('one in the valuation currency itself is as old as it is', () => {
  const { tell, stateOf } = account();
  tell(0, index('USDT', 'USD', '1'));
  tell(6000, index('BTC', 'USD', '60002'));
  expect(stateOf('BTC')).toBe('live');
});
