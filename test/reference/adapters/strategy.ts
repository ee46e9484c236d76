import { strategyMargin } from '#shared/scenario/strategy/strategyMargin.ts';
import { type StrategyBook, type StrategyOption, strategyRates } from '#shared/scenario/strategy/strategyLegs.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { figure, floatOf } from '../floats.ts';
import { isInputs, record, records, text } from '../inputs.ts';

type Figures = Readonly<Record<string, Figure>>;

const days = (leg: Inputs): number => (typeof leg['expiration'] === 'string' && leg['expiration'].endsWith('d') ? Number(leg['expiration'].slice(0, -1)) : 0);
const quantityOf = (leg: Inputs): number => floatOf(leg, leg['quantity'] === undefined ? 'qty' : 'quantity');
const optionOf = (leg: Inputs): StrategyOption => ({ sign: text(leg, 'type') === 'C' ? 1 : -1, strike: floatOf(leg, 'strike'), price: floatOf(leg, 'price'), quantity: quantityOf(leg), days: days(leg) });

/** A strategy as the cases give it: legs of a described underlying, legs of a plain one, one option, or two legs by name. */
function bookOf(inputs: Inputs): Readonly<{ book: StrategyBook; isBroad: boolean; leverage: number }> {
  const described = isInputs(inputs['underlying']) ? record(inputs, 'underlying') : null;
  const multiplier = floatOf(inputs, inputs['multiplier'] === undefined ? 'mult' : 'multiplier');
  const legs = legsOf(inputs);
  const isShares = (leg: Inputs): boolean => leg['kind'] === 'shares';
  // A spread whose legs cover each other does not depend on the price of the underlying.
  const underlying = described !== null ? floatOf(described, 'price') : inputs['underlying'] === undefined ? 0 : floatOf(inputs, 'underlying');
  return {
    book: { underlying, multiplier, options: legs.filter((leg) => !isShares(leg)).map(optionOf), shares: legs.filter(isShares).map((leg) => ({ price: floatOf(leg, 'price'), quantity: quantityOf(leg) })) },
    isBroad: described?.['etf_type'] === 'broad', leverage: described === null ? 1 : floatOf(described, 'leverage_factor'),
  };
}

function legsOf(inputs: Inputs): readonly Inputs[] {
  if (Array.isArray(inputs['legs'])) return records(inputs, 'legs');
  if (inputs['long'] === undefined) return [inputs];
  const [long, short] = [record(inputs, 'long'), record(inputs, 'short')];
  // A credit spread: of puts when the long strike is the lower one.
  const type = floatOf(long, 'k') < floatOf(short, 'k') ? 'P' : 'C';
  return [{ type, strike: long['k'], price: long['price'], qty: '1' }, { type, strike: short['k'], price: short['price'], qty: '-1' }];
}

function strategy(inputs: Inputs): Figures {
  const { book, isBroad, leverage } = bookOf(inputs);
  const { margin, before, after, cash } = strategyMargin(book, strategyRates(isBroad, leverage));
  return { margin: figure(margin), cash: figure(cash), requirement: figure(before), call_after_proceeds: figure(after), initial_margin: figure(before), broker_reported: figure(after) };
}

/** Strategy-based margin of the examples of the CBOE and of brokers. */
export const strategyAdapters: readonly Adapter[] = [{ exchange: null, model: 'regt.strategy', run: strategy }];
