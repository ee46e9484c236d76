import type { PriceSet, StampedPrice } from '#shared/domain/account.ts';
import { isPriceText, price, type DecimalText, type EpochMs } from '#shared/num/units.ts';
import type { StoredAccount } from '../db/records.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { NO_PATHS } from '#shared/engine/optionPath.ts';
import { type NextChange, nextChange, openAccount, step } from '#shared/engine/step.ts';
import type { Ages } from '#shared/engine/interval/reach.ts';
import { firstStage, nextStage, resumedStage, type StageInputs, stageOf, type StageState } from '#shared/engine/stage.ts';
import { isStale, type PriceState, worstState } from '#shared/domain/priceState.ts';
import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { PriceView } from '#shared/ipc/view.ts';
import type { VenueRules } from '#shared/venues/registry.ts';
import { upcomingFor } from '#shared/venues/upcoming.ts';
import { type AccountStream, createAccountStream } from './accountStream.ts';
import { type Drill, movedBy } from './drill.ts';
import { optionPathsOf } from './risk/optionPaths.ts';
import { createPriceBoard, type Freshness, type PriceBoard, type PriceKey } from './priceBoard.ts';
import { expiredSymbols, heldKeys, isPriceKey, nameOf, neededKeys } from './priceKeys.ts';

export type WorstInput = Readonly<{ state: PriceState; key: PriceKey; at: EpochMs | null }>;

export type PricesInUse = Readonly<{ prices: PriceSet; stateOf: (key: PriceKey) => PriceState }>;

/** One account in memory: its ledger, its prices and its stage. The only writer of all three. */
export type AccountHost = AccountStream & Readonly<{
  accountId: string;
  engine: () => AccountEngine;
  board: PriceBoard;
  /** Tells the account our clock: rules that come into force by then are taken up. */
  tellTime: (at: EpochMs) => void;
  /** What the rules that come next will ask for; null when none are known. */
  nextChange: () => NextChange | null;
  /** The margin ratio as it would be with this price, null when it is not known, and the stage that it alone would ask for. */
  ifTrue: (key: PriceKey, value: DecimalText) => Readonly<{ ratio: number | null; stage: Stage }>;
  /** Prices that were typed in or imported and win. */
  manualKeys: () => readonly PriceKey[];
  /** True when a price of this key can change a figure of the account. */
  uses: (key: PriceKey) => boolean;
  setManual: (key: PriceKey, own: Readonly<{ value: DecimalText; at: EpochMs }> | null) => boolean;
  /** Moves every price for practice, or lets them be. */
  setDrill: (drill: Drill | null) => void;
  drill: () => Drill | null;
  /** True when the ratio alone asks for a higher stage than the account has, and than it asked for before: evaluate at once. */
  ratioRaises: () => boolean;
  evaluate: () => AccountEvaluation;
  /** Moves the stage on. `now` is monotonic. @param worst what the tests read when old prices are at their bad ends; null when none is old */
  advance: (evaluation: AccountEvaluation, now: number, stale: boolean, worst?: StageInputs | null) => Readonly<{ before: Stage; after: Stage }>;
  stage: () => Stage;
  worstInput: (freshness: Freshness) => WorstInput | null;
  /** The needed prices that somebody streams: an expired contract has no more. */
  streamed: (at: EpochMs) => readonly PriceKey[];
  /** A price that once streamed is not fresh, or one is missing: a stage may not be left on that. What the user gave, in a document or by hand, stands as it is. */
  awaitsFresh: (freshness: Freshness) => boolean;
  /** How old the prices are; null when none that decides a headline has an age. */
  ages: (freshness: Freshness, wall: EpochMs) => Readonly<{ of: Ages; oldestMs: number }> | null;
  /** Forward prices by asset and expiry and volatilities by symbol, as a document gave them. */
  curves: Pick<PriceSet, 'forward' | 'volatility'>;
  /** Every price in use with its state, for a document: re-reading it gives the same figures. */
  pricesInUse: (freshness: Freshness) => PricesInUse;
  /** Compares the ledger with a full recompute. */
  agrees: () => boolean;
}>;

/** An account as it is shown and asked about: one in memory, or a fork of one. */
export type AccountFacts = Pick<AccountHost, 'accountId' | 'engine' | 'stage' | 'nextChange' | 'quote' | 'curves'> & Readonly<{ board: Pick<PriceBoard, 'view' | 'sourceOf'> }>;

/** The worst of some prices by state, of equals the oldest; null when there are none. */
export function worstOf(keys: readonly PriceKey[], viewOf: (key: PriceKey) => Pick<PriceView, 'state' | 'at'>): WorstInput | null {
  return keys.reduce<WorstInput | null>((worst, key) => {
    const { state: candidate, at } = viewOf(key);
    if (worst === null) return { state: candidate, key, at };
    const worse = worstState(worst.state, candidate) === candidate && (candidate !== worst.state || (at ?? 0) < (worst.at ?? 0));
    return worse ? { state: candidate, key, at } : worst;
  }, null);
}

/** Options that are re-priced at each evaluation at most: of more than these the liquidation is unknown, and V shows it. */
const MOST_OPTIONS = 100;

const NO_PRICES = { mark: new Map<string, StampedPrice>(), index: new Map<string, StampedPrice>() };

/**
 * @param openStage the stage of the account's open alert from an earlier session; null when it has none
 * @param profiles  venues that the user described: where rules dated later are looked for, beside the built-in ones
 */
export function createAccountHost(stored: StoredAccount, openStage: Stage | null, profiles: readonly VenueRules[] = []): AccountHost {
  let account = openAccount(stored.portfolio, NO_PRICES, upcomingFor(stored.portfolio, stored.portfolio.parameters.validFrom, profiles), null);
  const { book } = account.engine;
  const options = book.rows.filter(({ option }) => option !== null).length;
  let announced: Readonly<{ second: number; engine: AccountEngine; change: NextChange | null }> | null = null;
  const board = createPriceBoard();
  let state: StageState | null = openStage === null ? null : resumedStage(openStage);

  const needed = neededKeys(book);
  const held = new Set(heldKeys(book));
  let drill: Drill | null = null;
  /** Where the stage stood when the drill began: it stands there again when it ends. */
  let stateBefore: StageState | null = null;
  /** What the ratio alone asked for when the account was last evaluated. */
  let asked: Stage = 'calm';

  function tell(key: PriceKey, text: DecimalText | null): void {
    const value = text === null ? null : price(text);
    const name = nameOf(key);
    account = step(account, key.startsWith('mark:') ? { kind: 'mark', symbol: name, price: value } : { kind: 'index', asset: name, price: value });
  }

  /** Puts the price in use into the ledger. */
  const settle = (key: PriceKey): void => tell(key, board.inUse(key));
  const stream = createAccountStream({ book, board, held, settle });

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
    engine: () => account.engine,
    board,
    curves: stored.prices,
    tellTime: (at) => {
      account = step(account, { kind: 'clock', at });
    },
    nextChange: () => {
      const second = Math.floor((account.now ?? 0) / 1000);
      // It is an account of its own that must be made: once a second is enough for a screen.
      if (announced?.second !== second || announced.engine !== account.engine) announced = { second, engine: account.engine, change: nextChange(account) };
      return announced.change;
    },
    applyTicks: stream.applyTicks,
    hold: stream.hold,
    suspects: stream.suspects,
    distrust: stream.distrust,
    quote: stream.quote,
    ifTrue: (key, value) => {
      tell(key, value);
      const { ratio } = account.engine.ratioInputs();
      const stage = askedByRatio();
      settle(key);
      return { ratio, stage };
    },
    manualKeys: () => [...held].filter((key) => board.isManual(key)),
    uses: (key) => held.has(key),
    setManual: (key, own) => {
      if (!held.has(key)) return false;
      board.putManual(key, own);
      settle(key);
      return true;
    },
    setDrill: (next) => {
      if (drill === null) stateBefore = state;
      else if (next === null) state = stateBefore;
      drill = next;
      board.putDrill(next === null ? null : movedBy(book, next));
      for (const key of held) settle(key);
    },
    drill: () => drill,
    ratioRaises: () => stageRank(askedByRatio()) > Math.max(stageRank(state?.stage ?? 'calm'), stageRank(asked)),
    evaluate: () => account.engine.evaluate(options === 0 || options > MOST_OPTIONS || account.now === null ? NO_PATHS : optionPathsOf({ engine: () => account.engine, quote: stream.quote, curves: stored.prices }, account.now)),
    advance: (evaluation, now, stale, worst = null) => {
      const before = state?.stage ?? 'calm';
      asked = askedByRatio();
      const first = state === null && worst === null ? firstStage(evaluation.stageInputs) : null;
      // A bad end raises an account that is seen for the first time as little as any other.
      state = first ?? nextStage(state ?? firstStage(evaluation.stageInputs), worst ?? evaluation.stageInputs, now, stale);
      return { before, after: state.stage };
    },
    stage: () => state?.stage ?? 'calm',
    worstInput: (freshness) => worstOf(needed, (key) => board.view(key, freshness)),
    streamed: (at) => {
      const expired = new Set(expiredSymbols(book, at));
      return needed.filter((key) => !key.startsWith('mark:') || !expired.has(nameOf(key)));
    },
    awaitsFresh: (freshness) => needed.some((key) => isStale(board.view(key, freshness).state) && board.sourceOf(key) !== 'document'),
    ages: (freshness, wall) => {
      const of: Ages = (key) => board.ageOf(key, freshness, wall);
      const oldestMs = Math.max(0, ...needed.map((key) => of(key) ?? 0));
      return oldestMs === 0 ? null : { of, oldestMs };
    },
    pricesInUse: (freshness) => {
      const of = (kind: 'mark' | 'index'): ReadonlyMap<string, StampedPrice> => new Map([...held].flatMap((key): [string, StampedPrice][] => {
        const { value, at } = board.view(key, freshness);
        return value === null || !key.startsWith(`${kind}:`) ? [] : [[key.slice(kind.length + 1), at === null ? { value } : { value, at }]];
      }));
      return { prices: { ...stored.prices, mark: of('mark'), index: of('index') }, stateOf: (key) => board.view(key, freshness).state };
    },
    agrees: () => account.engine.agrees(),
  };

  function askedByRatio(): Stage {
    return stageOf({ ...account.engine.ratioInputs(), sigmas: null, distance: null }).stage;
  }
}
