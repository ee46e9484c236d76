import type { Portfolio, PriceSet } from '#shared/domain/account.ts';
import type { PriceSource } from '#shared/domain/tick.ts';
import type { Stage } from '#shared/domain/stage.ts';
import type { QuoteView } from '#shared/ipc/quoteView.ts';
import type { PriceView } from '#shared/ipc/view.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { AccountHost } from '../accountHost.ts';
import type { Drill } from '../drill.ts';
import type { Freshness, PriceKey } from '../priceBoard.ts';
import { heldKeys, isPriceKey } from '../priceKeys.ts';

/** A price as it stood when the account was forked. */
export type ForkPrice = PriceView & Readonly<{ source: PriceSource | null }>;

/** An account at one moment, cut loose from it: nothing that happens to the account later changes it. */
export type ForkBase = Readonly<{
  accountId: string;
  name: string;
  demo: boolean;
  replay: boolean;
  /** Its prices were moved for practice when it was forked. */
  drill: Drill | null;
  portfolio: Portfolio;
  /** Kinds beside mark and index, as they were stored. */
  otherPrices: Pick<PriceSet, 'forward' | 'volatility' | 'rate'>;
  prices: ReadonlyMap<PriceKey, ForkPrice>;
  quotes: ReadonlyMap<string, QuoteView>;
  /** As it was shown, hysteresis included. */
  stage: Stage;
  at: EpochMs;
}>;

type Named = Readonly<{ name: string; demo: boolean; replay: boolean; at: EpochMs }>;

/** What is forked of an account. */
export function forkBase(host: AccountHost, freshness: Freshness, { name, demo, replay, at }: Named): ForkBase {
  const { portfolio, book } = host.engine();
  const { prices: { mark, index, ...otherPrices } } = host.pricesInUse(freshness);
  const keys = new Set<PriceKey>([...heldKeys(book), ...[...mark.keys()].map((symbol) => `mark:${symbol}`), ...[...index.keys()].map((asset) => `index:${asset}`)].filter(isPriceKey));
  return {
    accountId: host.accountId, name, demo, replay, portfolio, otherPrices, drill: host.drill(), stage: host.stage(), at,
    prices: new Map([...keys].map((key) => [key, { ...host.board.view(key, freshness), source: host.board.sourceOf(key) }])),
    quotes: new Map([...book.holdings.keys()].map((symbol) => [symbol, host.quote(symbol)])),
  };
}
