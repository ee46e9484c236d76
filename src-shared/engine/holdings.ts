import type { OpenOrder, Portfolio } from '../domain/account.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { MarginRules } from '../domain/marginRules.ts';
import { placesBy } from '../util/placesBy.ts';
import type { Leg } from './kernel/contractTerms.ts';
import { type OrderCharge, orderChargeOf } from './orderCharge.ts';
import { createReserve, type Reserve } from './reserve.ts';
import { legOf, type Row, unsupportedInstrument } from './row.ts';

/** Everything of one symbol that a tick of it changes. */
export type Holding = Readonly<{
  symbol: string;
  instrument: Instrument;
  rows: readonly number[];
  orders: readonly BookOrder[];
  /** What its orders can reserve; null when none can: all are reduce-only. */
  reserve: Reserve | null;
  /** What they ask for beyond initial margin; null where the rules ask for nothing. */
  charge: OrderCharge | null;
  /** The model does not cover the contract. */
  unsupported: boolean;
}>;
export type BookOrder = Readonly<{ order: OpenOrder; leg: Leg }>;

/** Rows and orders by their symbol. @param find the instrument of a symbol */
export function createHoldings(rows: readonly Row[], { orders }: Portfolio, rules: MarginRules, find: (symbol: string) => Instrument): ReadonlyMap<string, Holding> {
  const rowsBySymbol = placesBy(rows, (row) => row.instrument.symbol);
  const ordersBySymbol = Map.groupBy(orders, (order) => order.symbol);
  const symbols = new Set([...rowsBySymbol.keys(), ...ordersBySymbol.keys()]);
  return new Map([...symbols].map((symbol) => {
    const instrument = find(symbol);
    const held = rowsBySymbol.get(symbol) ?? [];
    const compiled = (ordersBySymbol.get(symbol) ?? []).map((order) => ({ order, leg: legOf(instrument, order.contracts, order.price) }));
    const reserving = compiled.filter(({ order }) => !order.reduceOnly);
    const reserve = reserving.length === 0 ? null : createReserve(instrument, rules, held.flatMap((at) => rows[at] ?? []), reserving.map(({ leg }) => leg));
    return [symbol, {
      symbol,
      instrument,
      unsupported: unsupportedInstrument(instrument) !== null,
      rows: held,
      orders: compiled,
      reserve,
      charge: reserve === null || rules.orderCharge === 'initial' ? null : orderChargeOf(instrument, rules, reserve.orders),
    }];
  }));
}
