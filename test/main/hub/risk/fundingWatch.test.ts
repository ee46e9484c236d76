import { describe, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import type { QuoteView } from '#shared/ipc/quoteView.ts';
import { createFundingWatch } from '../../../../src-main/hub/risk/fundingWatch.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';

const START = Date.UTC(2026, 10, 25, 15, 59);
const HOUR = 3_600_000;
const TERMS = { kind: 'perpetual', settlement: 'linear', quote: 'USD', settle: 'USD', contractSize: '1' };
const DOCUMENT = {
  schema: 'plimsoll.portfolio/1', name: 'Funding', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'USD', amount: '100000' }],
  instruments: [{ symbol: 'BTC-PERP', base: 'BTC', ...TERMS }, { symbol: 'ETH-PERP', base: 'ETH', ...TERMS }],
  positions: [{ symbol: 'BTC-PERP', contracts: '2', entryPrice: '60000' }, { symbol: 'ETH-PERP', contracts: '-10', entryPrice: '3000' }], prices: { mark: { 'BTC-PERP': '60000', 'ETH-PERP': '3000' } },
};

type Told = Readonly<{ rate: string | null; next: number | null }>;

function watched() {
  const host = hostAccount(JSON.stringify(DOCUMENT), 'demo', START).host.find(ACCOUNT_ID);
  if (host === null) throw new Error('the account is open');
  const told: Record<string, Told> = {};
  const item = (name: 'fundingRate' | 'nextFundingAt', value: string | number): QuoteView['items'][number] => ({ name, value, venueAt: null, receivedAt: epochMs(START) }) as QuoteView['items'][number];
  const quote = (symbol: string): QuoteView => ({ symbol, venue: 'x', items: [...(told[symbol]?.rate == null ? [] : [item('fundingRate', told[symbol].rate)]), ...(told[symbol]?.next == null ? [] : [item('nextFundingAt', told[symbol].next)])] });
  const watch = createFundingWatch();
  return { say: (symbol: string, own: Told) => { told[symbol] = own; }, see: (ms: number) => watch.see({ engine: host.engine, quote }, epochMs(START + ms)), total: watch.total };
}

describe('funding since a baseline', () => {
  test('is paid by longs and received by shorts where the rate is above 0, at the rate of the last second before it, once', () => {
    const { say, see, total } = watched();
    for (const symbol of ['BTC-PERP', 'ETH-PERP']) say(symbol, { rate: '0.0005', next: START + 60_000 });
    see(0);
    expect(total()).toBe(0);
    say('BTC-PERP', { rate: '0.0001', next: START + 60_000 });
    see(59_000);
    see(60_000);
    // 2 · 60,000 · 0.0001 paid, 10 · 3,000 · 0.0005 received.
    expect(total()).toBeCloseTo(-12 + 15, 9);
    // The venue still tells the payment that has passed.
    see(61_000);
    expect(total()).toBeCloseTo(3, 9);
    for (const symbol of ['BTC-PERP', 'ETH-PERP']) say(symbol, { rate: '-0.0002', next: START + 60_000 + 8 * HOUR });
    see(70_000);
    see(60_000 + 8 * HOUR);
    expect(total()).toBeCloseTo(3 + 24 - 6, 9);
  });

  test.each([['a rate', { rate: null, next: START + 60_000 }], ['a time of payment', { rate: '0.0001', next: null }]])('is not known while %s of a perpetual was never told', (_name, own) => {
    const { say, see, total } = watched();
    say('BTC-PERP', { rate: '0.0001', next: START + 60_000 });
    say('ETH-PERP', own);
    see(0);
    expect(total()).toBeNull();
  });
});
