import type { EpochMs } from '#shared/num/units.ts';
import demo from './demoPortfolio.json' with { type: 'json' };
import { listedQuarters, quarterlySymbol } from './quarterly.ts';

/**
 * The demo account as a `plimsoll.portfolio/1` document. Its dated future is the later of the two that are listed at
 * `now`: three to six months remain, whenever the demo is made.
 */
export function demoPortfolioText(now: EpochMs): string {
  const { datedFuture, positions, instruments, ...rest } = demo;
  const expiry = listedQuarters(now)[1];
  const symbol = quarterlySymbol('BTCUSDT', expiry);
  const document = {
    ...rest,
    instruments: [{ ...instruments.quarterly, symbol, expiry: new Date(expiry).toISOString() }],
    positions: [...positions, { ...datedFuture, symbol }],
  };
  return JSON.stringify(document, null, 2);
}
