import type { PriceSet, StampedPrice } from '#shared/domain/account.ts';
import { isPriceText, price, quotient, type DecimalText, type EpochMs, toText } from '#shared/num/units.ts';
import type { StoredAccount } from '../db/records.ts';
import { type Book, createBook } from '#shared/engine/book.ts';
import { evaluate, type Evaluation, ratioInputs } from '#shared/engine/evaluate.ts';
import { createLedger, type Ledger } from '#shared/engine/ledger.ts';
import { recompute } from '#shared/engine/recompute.ts';
import { firstStage, nextStage, resumedStage, stageOf, type StageState } from '#shared/engine/stage.ts';
import { isStale, type PriceState, worstState } from '#shared/domain/priceState.ts';
import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { Tick } from '#shared/domain/tick.ts';
import { createPriceBoard, type Freshness, type PriceBoard, type PriceKey } from './priceBoard.ts';
import { expiredSymbols, heldKeys, isPriceKey, nameOf, neededKeys } from './priceKeys.ts';

/** A price as it is stored: what the terminal writes once a second. */
export type PricePut = Readonly<{ key: PriceKey; value: DecimalText; at: EpochMs; source: 'feed' | 'replay' }>;

export type WorstInput = Readonly<{ state: PriceState; key: PriceKey; at: EpochMs | null }>;

export type PricesInUse = Readonly<{ prices: PriceSet; stateOf: (key: PriceKey) => PriceState }>;

/** One account in memory: its ledger, its prices and its stage. The only writer of all three. */
export type AccountHost = Readonly<{
  accountId: string;
  book: Book;
  ledger: Ledger;
  board: PriceBoard;
  /** Applies the prices that concern this account. @returns what changed, to be stored; empty when nothing did */
  applyTicks: (ticks: readonly Tick[], receivedAt: EpochMs, seenAt: number, replay: boolean) => readonly PricePut[];
  /** True when a price of this key can change a figure of the account. */
  uses: (key: PriceKey) => boolean;
  setManual: (key: PriceKey, own: Readonly<{ value: DecimalText; at: EpochMs }> | null) => boolean;
  /** True when the ratio alone asks for a higher stage than the account has, and than it asked for before: evaluate at once. */
  ratioRaises: () => boolean;
  evaluate: () => Evaluation;
  /** Moves the stage on. `now` is monotonic. */
  advance: (evaluation: Evaluation, now: number, stale: boolean) => Readonly<{ before: Stage; after: Stage }>;
  stage: () => Stage;
  worstInput: (freshness: Freshness) => WorstInput | null;
  /** The needed prices that somebody streams: an expired contract has no more. */
  streamed: (at: EpochMs) => readonly PriceKey[];
  /** A price that once streamed is not fresh, or one is missing: a stage may not be left on that. What the user gave, in a document or by hand, stands as it is. */
  awaitsFresh: (freshness: Freshness) => boolean;
  /** Every price in use with its state, for a document: re-reading it gives the same figures. */
  pricesInUse: (freshness: Freshness) => PricesInUse;
  /** Compares the ledger with a full recompute. */
  agrees: () => boolean;
}>;

/** @param openStage the stage of the account's open alert from an earlier session; null when it has none */
export function createAccountHost(stored: StoredAccount, openStage: Stage | null): AccountHost {
  const book = createBook(stored.portfolio);
  const ledger = createLedger(book);
  const board = createPriceBoard();
  let state: StageState | null = openStage === null ? null : resumedStage(openStage);

  const needed = neededKeys(book);
  const held = new Set(heldKeys(book));
  /** What the ratio alone asked for when the account was last evaluated. */
  let asked: Stage = 'calm';

  /** Puts the price in use into the ledger. */
  function settle(key: PriceKey): void {
    const text = board.inUse(key);
    const value = text === null ? null : price(text);
    const name = nameOf(key);
    if (key.startsWith('mark:')) ledger.setMark(name, value);
    else ledger.setIndex(name, value);
  }

  for (const [kind, prices] of [['mark', stored.prices.mark], ['index', stored.prices.index]] as const) {
    for (const [name, { value, at }] of prices) {
      const key: PriceKey = `${kind}:${name}`;
      if (isPriceText(value)) board.put(key, { value, at: at ?? stored.portfolio.asOf ?? null, source: stored.sources.get(key) ?? 'document', seenAt: null });
      held.add(key);
    }
  }
  for (const [key, own] of stored.manual) {
    if (isPriceKey(key)) board.putManual(key, own);
  }
  for (const key of held) settle(key);

  return {
    accountId: stored.accountId,
    book,
    ledger,
    board,
    applyTicks: (ticks, receivedAt, seenAt, replay) => {
      const source = replay ? 'replay' : 'feed';
      const puts: PricePut[] = [];
      const put = (key: PriceKey, value: DecimalText): void => {
        if (!held.has(key)) return;
        board.put(key, { value, at: receivedAt, source, seenAt });
        puts.push({ key, value, at: receivedAt, source });
        if (!board.isManual(key)) settle(key);
      };
      for (const tick of ticks) {
        if (tick.venue !== stored.portfolio.venue) continue;
        if (tick.kind === 'mark') put(`mark:${tick.symbol}`, tick.markPrice);
        const [base, quote] = tick.kind === 'mark' ? [tick.indexBase, tick.indexQuote] : [tick.base, tick.quote];
        if (tick.indexPrice === undefined || base === undefined || quote === undefined || !held.has(`index:${base}`)) continue;
        const value = inValuation(tick.indexPrice, quote);
        if (value !== null) put(`index:${base}`, value);
      }
      return puts;
    },
    uses: (key) => held.has(key),
    setManual: (key, own) => {
      if (!held.has(key)) return false;
      board.putManual(key, own);
      settle(key);
      return true;
    },
    ratioRaises: () => stageRank(askedByRatio()) > Math.max(stageRank(state?.stage ?? 'calm'), stageRank(asked)),
    evaluate: () => evaluate(book, ledger),
    advance: (evaluation, now, stale) => {
      const before = state?.stage ?? 'calm';
      asked = askedByRatio();
      state = state === null ? firstStage(evaluation.stageInputs) : nextStage(state, evaluation.stageInputs, now, stale);
      return { before, after: state.stage };
    },
    stage: () => state?.stage ?? 'calm',
    worstInput: (freshness) => needed.reduce<WorstInput | null>((worst, key) => {
      const { state: candidate, at } = board.view(key, freshness);
      if (worst === null) return { state: candidate, key, at };
      const worse = worstState(worst.state, candidate) === candidate && (candidate !== worst.state || (at ?? 0) < (worst.at ?? 0));
      return worse ? { state: candidate, key, at } : worst;
    }, null),
    streamed: (at) => {
      const expired = new Set(expiredSymbols(book, at));
      return needed.filter((key) => !key.startsWith('mark:') || !expired.has(nameOf(key)));
    },
    awaitsFresh: (freshness) => needed.some((key) => isStale(board.view(key, freshness).state) && board.sourceOf(key) !== 'document'),
    pricesInUse: (freshness) => {
      const of = (kind: 'mark' | 'index'): ReadonlyMap<string, StampedPrice> => new Map([...held].flatMap((key): [string, StampedPrice][] => {
        const { value, at } = board.view(key, freshness);
        return value === null || !key.startsWith(`${kind}:`) ? [] : [[key.slice(kind.length + 1), at === null ? { value } : { value, at }]];
      }));
      return { prices: { ...stored.prices, mark: of('mark'), index: of('index') }, stateOf: (key) => board.view(key, freshness).state };
    },
    agrees: () => JSON.stringify(recompute(book, ledger.prices())) === JSON.stringify(ledger.sums()),
  };

  function askedByRatio(): Stage {
    return stageOf({ ...ratioInputs(ledger.sums()), sigmas: null, distance: null }).stage;
  }

  /** An index in another quote is brought into the valuation currency by that quote's own index. */
  function inValuation(text: DecimalText, quote: string): DecimalText | null {
    if (quote === book.valuationCurrency) return text;
    const rate = board.inUse(`index:${quote}`);
    if (rate === null) return null;
    const value = toText(quotient(price(text).times(rate)));
    return isPriceText(value) ? value : null;
  }
}
