import { strategyMargin } from '#shared/scenario/strategy/strategyMargin.ts';
import { type StrategyBook, type StrategyOption, strategyRates } from '#shared/scenario/strategy/strategyLegs.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { figure, floatOf } from '../floats.ts';
import { isInputs, record, records, text } from '../inputs.ts';

type Figures = Readonly<Record<string, Figure>>;

const DAY_MS = 86_400_000;

/** "30d" from today, or a date, "19May23", of which only the order is known: counted from the first of the legs. */
function daysOf(leg: Inputs, legs: readonly Inputs[]): number {
  const { expiration, exp } = leg;
  if (typeof expiration === 'string') return Number(expiration.replace(/d$/, ''));
  if (typeof exp !== 'string') return 0;
  return (dayOf(exp) - Math.min(...legs.flatMap((own) => (typeof own['exp'] === 'string' ? [dayOf(own['exp'])] : [])))) / DAY_MS;
}

function dayOf(exp: string): number {
  const [, day, month, year] = /^(\d{1,2})([A-Za-z]{3})(\d{2})$/.exec(exp) ?? [];
  const at = Date.parse(`${day} ${month} 20${year} UTC`);
  if (Number.isNaN(at)) throw new RangeError(`exp is "${exp}"; expected a date such as 19May23`);
  return at;
}

const quantityOf = (leg: Inputs): number => floatOf(leg, leg['quantity'] === undefined ? 'qty' : 'quantity');
const optionOf = (leg: Inputs, legs: readonly Inputs[]): StrategyOption => ({ sign: text(leg, 'type') === 'C' ? 1 : -1, strike: floatOf(leg, 'strike'), price: floatOf(leg, 'price'), quantity: quantityOf(leg), days: daysOf(leg, legs) });

/** A strategy as the cases give it: legs of a described underlying, legs of a plain one, one option, or two legs by name. */
function bookOf(inputs: Inputs): Readonly<{ book: StrategyBook; isBroad: boolean; leverage: number }> {
  const described = isInputs(inputs['underlying']) ? record(inputs, 'underlying') : null;
  const multiplier = floatOf(inputs, inputs['multiplier'] === undefined ? 'mult' : 'multiplier');
  const legs = legsOf(inputs);
  const isShares = (leg: Inputs): boolean => leg['kind'] === 'shares';
  // A spread whose legs cover each other does not depend on the price of the underlying.
  const underlying = described !== null ? floatOf(described, 'price') : inputs['underlying'] === undefined ? null : floatOf(inputs, 'underlying');
  return {
    book: { underlying, multiplier, options: legs.filter((leg) => !isShares(leg)).map((leg) => optionOf(leg, legs)), shares: legs.filter(isShares).map((leg) => ({ price: floatOf(leg, 'price'), quantity: quantityOf(leg) })) },
    isBroad: described?.['etf_type'] === 'broad', leverage: described === null ? 1 : floatOf(described, 'leverage_factor'),
  };
}

function legsOf(inputs: Inputs): readonly Inputs[] {
  if (Array.isArray(inputs['legs'])) return records(inputs, 'legs');
  if (inputs['long'] === undefined) return [inputs];
  const [long, short] = [record(inputs, 'long'), record(inputs, 'short')];
  // Of two puts of an expiry the higher strike is the dearer, of two calls the lower.
  const type = floatOf(long, 'k') < floatOf(short, 'k') === floatOf(long, 'price') < floatOf(short, 'price') ? 'P' : 'C';
  return [{ type, strike: long['k'], price: long['price'], qty: '1' }, { type, strike: short['k'], price: short['price'], qty: '-1' }];
}

function strategy(inputs: Inputs): Figures {
  const { book, isBroad, leverage } = bookOf(inputs);
  const { margin, before, after, cash } = strategyMargin(book, strategyRates(isBroad, leverage));
  return { margin: figure(margin), cash: figure(cash), requirement: figure(before), call_after_proceeds: figure(after), initial_margin: figure(before), broker_reported: figure(after) };
}

/** Strategy-based margin of the examples of the CBOE and of brokers. */
export const strategyAdapters: readonly Adapter[] = [{ exchange: null, model: 'regt.strategy', run: strategy }];
