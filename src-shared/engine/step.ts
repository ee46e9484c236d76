import type { Portfolio, StampedPrice, UpcomingRules } from '../domain/account.ts';
import { type EpochMs, price, type Price } from '../num/units.ts';
import { type AccountEngine, createAccountEngine } from './accountEngine.ts';
import type { VenueRatio } from './accountEvaluation.ts';
import type { Totals } from './figures.ts';

/** Everything that can happen to an account. Time is an event: the engine reads no clock. */
export type AccountEvent =
  | Readonly<{ kind: 'mark'; symbol: string; price: Price | null }>
  | Readonly<{ kind: 'index'; asset: string; price: Price | null }>
  | Readonly<{ kind: 'clock'; at: EpochMs }>;

/** An account after some events. The engine inside is updated in place: a state is used until the next step, and no longer. */
export type AccountState = Readonly<{ engine: AccountEngine; upcoming: readonly UpcomingRules[]; now: EpochMs | null }>;

/** The prices that an account starts with. */
export type OpeningPrices = Readonly<{ mark: ReadonlyMap<string, StampedPrice>; index: ReadonlyMap<string, StampedPrice> }>;

/** An account with its first prices. @param now null when nobody told the time yet */
export function openAccount(portfolio: Portfolio, prices: OpeningPrices, upcoming: readonly UpcomingRules[], now: EpochMs | null): AccountState {
  const engine = createAccountEngine(portfolio);
  for (const [symbol, { value }] of prices.mark) engine.setMark(symbol, price(value));
  for (const [asset, { value }] of prices.index) engine.setIndex(asset, price(value));
  return { engine, upcoming, now };
}

/** The only transition. The same events give the same figures to the last digit. */
export function step(state: AccountState, event: AccountEvent): AccountState {
  switch (event.kind) {
    case 'mark':
      state.engine.setMark(event.symbol, event.price);
      return state;
    case 'index':
      state.engine.setIndex(event.asset, event.price);
      return state;
    case 'clock':
      return atTime(state, event.at);
  }
}

/** Rules come into force at their second, and a clock that is set back does not undo them. */
function atTime(state: AccountState, at: EpochMs): AccountState {
  const due = state.upcoming.findLast(({ parameters }) => parameters.validFrom <= at);
  if (due === undefined) return state.now === at ? state : { ...state, now: at };
  return { engine: under(state.engine, due), upcoming: state.upcoming.filter(({ parameters }) => parameters.validFrom > at), now: at };
}

/** The same account at the same prices under other rules. */
function under(engine: AccountEngine, { parameters, instruments }: UpcomingRules): AccountEngine {
  const next = createAccountEngine({ ...engine.portfolio, parameters, instruments });
  const { mark, index } = engine.prices();
  for (const [symbol, value] of mark) next.setMark(symbol, value);
  for (const [asset, value] of index) next.setIndex(asset, value);
  return next;
}

/** What the next rules will ask of the account as it stands. */
export type NextChange = Readonly<{ at: EpochMs; parameterSetId: string; totals: Totals; venueRatio: VenueRatio }>;

/** Null when no rules are known that come into force later. */
export function nextChange({ engine, upcoming }: AccountState): NextChange | null {
  const [next] = upcoming;
  if (next === undefined) return null;
  const { totals, venueRatio } = under(engine, next).evaluate();
  return { at: next.parameters.validFrom, parameterSetId: next.parameters.id, totals, venueRatio };
}
