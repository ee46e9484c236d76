import { type BookLeg, type BookState, type Holding, legValue, rateIn, stateValue, unitCost, unitValue } from './bookState.ts';
import { legParts } from './legChange.ts';
import { type Changed, createTally, type PriceParts, sumOfParts, type Tally } from './tally.ts';
import { closed, splitLeg, type Trade } from './trades.ts';

/** What was paid (below 0) or received between the two moments; null when nobody knows. Both are in the change of what is held. */
export type Flows = Readonly<{ funding: number | null; fees: number | null }>;

/**
 * Why an account is worth more or less than before. Money in the valuation currency, above 0 a gain. `change` is the sum of
 * `underlyings`, `fx`, the gains of `trades`, `funding` and `fees` where known, and `unexplained`.
 */
export type Explanation = Readonly<{
  before: number;
  change: number;
  /** By what was held all the time; `residual` is what the Greeks leave over. */
  underlyings: readonly (PriceParts & Readonly<{ asset: string }>)[];
  /** By currency: of settlement, and of what is held that is no underlying. */
  fx: readonly Readonly<{ currency: string; gain: number }>[];
  /** Since each trade, at the price that the entry says. */
  trades: readonly Trade[];
  funding: number | null;
  fees: number | null;
  /** What was changed by hand or by the venue, known flows among it. */
  changed: readonly Changed[];
  /** All of `changed` less the known flows. */
  unexplained: number;
}>;

/**
 * Splits the change of an account between two states into price by underlying, volatility, time, currencies, trades, known flows,
 * what the Greeks leave over, and what is not explained. What was traded is explained from its trade on, apart from the rest.
 *
 * @throws RangeError when a state lacks the rate of a settle currency
 * @source the midpoint rule: its error is the third derivative times the cube of the step, over 24
 */
export function explain(before: BookState, after: BookState, { funding, fees }: Flows): Explanation {
  const tally = createTally();
  const is = new Set(after.legs.map(({ id }) => id));
  const was = new Map(before.legs.map((leg) => [leg.id, leg]));
  const trades = [
    ...after.legs.flatMap((leg) => explainLeg(tally, { leg: was.get(leg.id) ?? null, state: before }, { leg, state: after })),
    ...before.legs.filter(({ id }) => !is.has(id)).map((leg) => {
      const had = worth({ leg, state: before });
      if (had !== 0) tally.addChanged({ kind: 'position', id: leg.id, gain: -had });
      return closed(leg);
    }),
  ];
  explainHeld(tally, before.held, after.held);
  const [underlyings, fx, changed] = [tally.underlyings(), tally.fx(), tally.changed()];
  const unexplained = changed.reduce((sum, { gain }) => sum + gain, 0) - (funding ?? 0) - (fees ?? 0);
  const change = [...underlyings.map(sumOfParts), ...fx.map(({ gain }) => gain), ...trades.map(({ gain }) => gain), funding ?? 0, fees ?? 0, unexplained].reduce((sum, own) => sum + own, 0);
  return { before: stateValue(before), change, underlyings, fx, trades, funding, fees, changed, unexplained };
}

type At<L extends BookLeg | null> = Readonly<{ leg: L; state: BookState }>;

function explainLeg(tally: Tally, before: At<BookLeg | null>, after: At<BookLeg>): readonly Trade[] {
  const { id, settle, underlying } = after.leg;
  const rate = rateIn(after.state, settle);
  const { kept, trade } = splitLeg(before.leg, after.leg);
  let told = 0;
  if (kept !== null) {
    const { fx, ...parts } = legParts(kept, { before: rateIn(before.state, settle), after: rate });
    tally.addPrice(underlying, parts);
    tally.addFx(settle, fx);
    told += fx + sumOfParts(parts);
  }
  if (trade !== null) {
    if (trade.premium !== 0) tally.addChanged({ kind: 'premium', id, gain: trade.premium * rate });
    told += (trade.gain + trade.premium) * rate;
  }
  const open = worth(after) - (before.leg === null ? 0 : worth({ leg: before.leg, state: before.state })) - told;
  const size = Math.abs(after.leg.quantity) + Math.abs(before.leg?.quantity ?? 0);
  // As it was held all the time, or added at a price, there is nothing open but rounding.
  const isChanged = trade !== null || before.leg?.entry !== after.leg.entry;
  if (isChanged && Math.abs(open) > ROUNDING * size * rate * Math.max(Math.abs(unitValue(after.leg)), Math.abs(unitCost(after.leg)))) tally.addChanged({ kind: 'position', id, gain: open });
  return trade === null ? [] : [{ ...trade, gain: trade.gain * rate, premium: trade.premium * rate }];
}

const worth = ({ leg, state }: At<BookLeg>): number => legValue(leg) * rateIn(state, leg.settle);

/** Of a value at its price: less is no change. */
const ROUNDING = 1e-12;

/** What was held all the time gains by its price; what came or went is not explained. */
function explainHeld(tally: Tally, before: readonly Holding[], after: readonly Holding[]): void {
  const [was, is] = [new Map(before.map((own) => [own.asset, own])), new Map(after.map((own) => [own.asset, own]))];
  for (const asset of new Set([...was.keys(), ...is.keys()])) {
    const [start, end] = [was.get(asset), is.get(asset)];
    const gain = start === undefined || end === undefined ? 0 : start.amount * (end.price - start.price);
    const flow = start === undefined || end === undefined ? (end === undefined ? 0 : end.amount * end.price) - (start === undefined ? 0 : start.amount * start.price) : (end.amount - start.amount) * end.price;
    if ((start ?? end)?.moves === false) tally.addFx(asset, gain);
    else if (gain !== 0) tally.addPrice(asset, { delta: gain, gamma: 0, vega: 0, theta: 0, residual: 0 });
    if (flow !== 0) tally.addChanged({ kind: 'holding', id: asset, gain: flow });
  }
}
