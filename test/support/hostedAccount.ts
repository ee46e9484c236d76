import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { epochMs } from '#shared/num/units.ts';
import type { Channel } from '../../src-main/feeds/feedDirector.ts';
import type { FeedEvent } from '../../src-main/feeds/feed.ts';
import { createEngineHost, type EngineHost } from '../../src-main/hub/engineHost.ts';
import type { Outcome } from '../../src-main/hub/session.ts';

/** An account in a real engine host, on a clock that the test moves. */
export type HostedAccount = Readonly<{
  portfolio: ParsedPortfolio['portfolio'];
  host: EngineHost;
  outcomes: readonly Outcome[];
  /** Prices arrive; the account is evaluated at once, as time `at` (ms from the start). */
  apply: (event: Extract<FeedEvent, { kind: 'ticks' }>, at: number) => void;
  /** Time passes without prices. */
  pass: (at: number) => void;
}>;

export const ACCOUNT_ID = 'under-test';

/** @throws Error with the document's faults */
export function hostAccount(document: string, channel: Channel, start: number, staleMs = 5000): HostedAccount {
  const parsed = parsePortfolio(document, epochMs(start));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const { portfolio, prices } = parsed.value;
  const outcomes: Outcome[] = [];
  let now = 0;
  const host = createEngineHost({
    clock: { wall: () => epochMs(start + now), monotonic: () => now },
    priceRules: () => ({ band: Infinity, wild: Infinity, memoryMs: 60_000, confirmMs: 30_000, confirmCount: 5 }), supplyOf: () => ({ connected: true, staleMs, liveHosts: [] }),
    onOutcome: (outcome) => outcomes.push(outcome),
    onFault: ({ error }) => { throw error; },
  });
  host.open({ accountId: ACCOUNT_ID, name: portfolio.name, demo: channel === 'demo', live: false, portfolio, prices, sources: new Map(), manual: new Map() }, null);
  host.setChannel(ACCOUNT_ID, channel);
  const pass = (at: number): void => {
    now = at;
    host.pulse(true);
  };
  return {
    portfolio, host, outcomes, pass,
    apply: (event, at) => {
      now = at;
      host.applyFeed(event, channel);
      host.pulse(true);
    },
  };
}
