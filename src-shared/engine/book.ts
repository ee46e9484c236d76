import type { Collateral, OpenOrder, ParameterSet, Portfolio, Position } from '../domain/account.ts';
import { betaOf } from '../domain/account.ts';
import type { Instrument } from '../domain/instrument.ts';
import { asSize, Decimal, ONE, price, type Price, type Size } from '../num/units.ts';
import { invariant } from '../util/invariant.ts';
import { type Weighting, weightingOf } from './collateralWeight.ts';
import { createSchedule, type Schedule } from './schedule.ts';

/** One position, ready to be priced. */
export type Row = Readonly<{
  /** Symbol, side and mode: unique in a portfolio. */
  id: string;
  position: Position;
  instrument: Instrument;
  /** Base units, signed. */
  size: Size;
  absoluteSize: Decimal;
  entryPrice: Price;
  schedule: Schedule | null;
  /** 1 / leverage when the row names one: then initial margin is notional times this. */
  leverageRate: Decimal | null;
  /** Why this model cannot margin the row; null when it can. */
  unsupported: string | null;
}>;

export type CollateralLine = Readonly<{
  collateral: Collateral;
  amount: Decimal;
  weighting: Weighting;
  /** What the amount counts for, in units of the asset; null when no weight is known. */
  countedAmount: Decimal | null;
  /** Effective weight of the whole amount: 1 for a debt and for nothing, null when none is known. */
  weight: Decimal | null;
}>;

/** Everything of one symbol that a tick of it changes. */
export type Holding = Readonly<{
  symbol: string;
  instrument: Instrument;
  schedule: Schedule | null;
  rows: readonly number[];
  orders: readonly BookOrder[];
  /** Some order can reserve margin: one that is not reduce-only. */
  reserves: boolean;
  /** The model does not cover the contract. */
  unsupported: boolean;
}>;
export type BookOrder = Readonly<{ order: OpenOrder; size: Size; price: Price }>;

/** A portfolio with every decimal made and every index built. Prices are not in it. */
export type Book = Readonly<{
  portfolio: Portfolio;
  parameters: ParameterSet;
  valuationCurrency: string;
  rows: readonly Row[];
  holdings: ReadonlyMap<string, Holding>;
  collateral: readonly CollateralLine[];
  collateralByAsset: ReadonlyMap<string, readonly number[]>;
  /** Row numbers by base, and by settle currency. */
  rowsByBase: ReadonlyMap<string, readonly number[]>;
  rowsBySettle: ReadonlyMap<string, readonly number[]>;
  /** Assets whose move can hurt: bases and collateral, without the valuation currency. */
  assets: readonly string[];
  beta: (asset: string) => Decimal;
}>;

const rowId = (position: Position): string => `${position.symbol}|${position.positionSide}|${position.marginMode}`;

/**
 * Prepares a portfolio for the engine.
 *
 * @throws InvariantError when a position or order names an instrument that the portfolio lacks: documents are checked before
 */
export function createBook(portfolio: Portfolio): Book {
  const instruments = new Map(portfolio.instruments.map((instrument) => [instrument.symbol, instrument]));
  const find = (symbol: string): Instrument => {
    const instrument = instruments.get(symbol);
    invariant(instrument !== undefined, `every position and order has an instrument (${symbol})`);
    return instrument;
  };
  const schedules = new Map(portfolio.instruments.map((instrument) => [instrument.symbol, createSchedule(instrument)]));
  const { valuationCurrency } = portfolio;
  const rows = portfolio.positions.map((position) => createRow(position, find(position.symbol), schedules.get(position.symbol) ?? null, valuationCurrency));
  const collateral = portfolio.collateral.map((line) => createCollateralLine(line, portfolio));
  const rowsByBase = groupBy(rows, (row) => row.instrument.base);
  const collateralByAsset = groupBy(collateral, (line) => line.collateral.asset);
  const assets = new Set([...rowsByBase.keys(), ...collateralByAsset.keys()]);
  assets.delete(valuationCurrency);
  const betas = new Map<string, Decimal>();
  return {
    portfolio,
    parameters: portfolio.parameters,
    valuationCurrency,
    rows,
    holdings: createHoldings(rows, portfolio, find, schedules),
    collateral,
    collateralByAsset,
    rowsByBase,
    rowsBySettle: groupBy(rows, (row) => row.instrument.settle),
    assets: [...assets],
    beta: (asset) => {
      const known = betas.get(asset) ?? new Decimal(betaOf(portfolio, asset));
      betas.set(asset, known);
      return known;
    },
  };
}

function createRow(position: Position, instrument: Instrument, schedule: Schedule | null, valuationCurrency: string): Row {
  const size = asSize(new Decimal(position.contracts).times(instrument.contractSize));
  return {
    id: rowId(position),
    position,
    instrument,
    size,
    absoluteSize: size.abs(),
    entryPrice: price(position.entryPrice),
    schedule,
    leverageRate: position.leverage === undefined ? null : ONE.div(position.leverage),
    unsupported: position.marginMode === 'isolated' ? 'isolated margin is not in this model' : unsupportedInstrument(instrument, valuationCurrency),
  };
}

/** What tiered cross margin does not cover yet is said, never margined as if it were something else. */
function unsupportedInstrument({ settlement, kind, tierUnit, base }: Instrument, valuationCurrency: string): string | null {
  if (settlement !== 'linear') return `${settlement} settlement is not in this model`;
  if (kind === 'option' || kind === 'spot') return `${kind} positions are not in this model`;
  if (tierUnit !== undefined && tierUnit !== 'quote') return `tiers by ${tierUnit} are not in this model`;
  return base === valuationCurrency ? 'a contract on the valuation currency itself is not in this model' : null;
}

function createCollateralLine(collateral: Collateral, portfolio: Portfolio): CollateralLine {
  // Adding 0 makes a negative zero a plain one: it is no debt.
  const amount = new Decimal(collateral.amount).plus(0);
  const weighting = weightingOf(collateral, portfolio);
  const countedAmount = weighting.counted(amount);
  return { collateral, amount, weighting, countedAmount, weight: countedAmount === null ? null : amount.isZero() ? ONE : countedAmount.div(amount) };
}

function createHoldings(
  rows: readonly Row[],
  { orders, valuationCurrency }: Portfolio,
  find: (symbol: string) => Instrument,
  schedules: ReadonlyMap<string, Schedule | null>,
): ReadonlyMap<string, Holding> {
  const rowsBySymbol = groupBy(rows, (row) => row.instrument.symbol);
  const ordersBySymbol = Map.groupBy(orders, (order) => order.symbol);
  const symbols = new Set([...rowsBySymbol.keys(), ...ordersBySymbol.keys()]);
  return new Map([...symbols].map((symbol) => {
    const instrument = find(symbol);
    const compiled = (ordersBySymbol.get(symbol) ?? []).map((order) => ({
      order, size: asSize(new Decimal(order.contracts).times(instrument.contractSize)), price: price(order.price),
    }));
    return [symbol, {
      symbol,
      instrument,
      schedule: schedules.get(symbol) ?? null,
      unsupported: unsupportedInstrument(instrument, valuationCurrency) !== null,
      rows: rowsBySymbol.get(symbol) ?? [],
      orders: compiled,
      reserves: compiled.some(({ order }) => !order.reduceOnly),
    }];
  }));
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  items.forEach((item, at) => {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [at]);
    else group.push(at);
  });
  return groups;
}
