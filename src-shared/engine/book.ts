import type { Collateral, OpenOrder, ParameterSet, Portfolio, Position } from '../domain/account.ts';
import { betaOf } from '../domain/account.ts';
import type { Instrument, MarginTier } from '../domain/instrument.ts';
import { asSize, Decimal, ONE, price, type Price, type Size, ZERO } from '../num/units.ts';
import { invariant } from '../util/invariant.ts';

/** A margin step with its decimals made once. */
export type Tier = Readonly<{ floor: Decimal; maintenanceMarginRate: Decimal; maintenanceAmount: Decimal; initialMarginRate: Decimal | null }>;

/** A margin schedule; `tiers` ascend from floor 0. */
export type Schedule = Readonly<{ tiers: readonly Tier[]; cap: Decimal | null }>;

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
  /** Effective weight of the whole amount: 1 for a debt, null when none is known. */
  weight: Decimal | null;
}>;

/** Everything of one symbol that a tick of it changes. */
export type Holding = Readonly<{
  symbol: string;
  instrument: Instrument;
  schedule: Schedule | null;
  rows: readonly number[];
  orders: readonly BookOrder[];
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

export const rowId = (position: Position): string => `${position.symbol}|${position.positionSide}|${position.marginMode}`;

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
  const rows = portfolio.positions.map((position) => createRow(position, find(position.symbol), schedules.get(position.symbol) ?? null));
  const collateral = portfolio.collateral.map((line) => createCollateralLine(line, portfolio));
  const rowsByBase = groupBy(rows, (row) => row.instrument.base);
  const collateralByAsset = groupBy(collateral, (line) => line.collateral.asset);
  const assets = new Set([...rowsByBase.keys(), ...collateralByAsset.keys()]);
  assets.delete(portfolio.valuationCurrency);
  const betas = new Map<string, Decimal>();
  return {
    portfolio,
    parameters: portfolio.parameters,
    valuationCurrency: portfolio.valuationCurrency,
    rows,
    holdings: createHoldings(rows, portfolio.orders, find, schedules),
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

function createRow(position: Position, instrument: Instrument, schedule: Schedule | null): Row {
  const contracts = new Decimal(position.contracts);
  const size = asSize(contracts.times(instrument.contractSize));
  return {
    id: rowId(position),
    position,
    instrument,
    size,
    absoluteSize: size.abs(),
    entryPrice: price(position.entryPrice),
    schedule,
    leverageRate: position.leverage === undefined ? null : ONE.div(position.leverage),
    unsupported: position.marginMode === 'isolated' ? 'isolated margin is not in this model' : unsupportedInstrument(instrument),
  };
}

/** What tiered cross margin does not cover yet is said, never margined as if it were something else. */
function unsupportedInstrument(instrument: Instrument): string | null {
  if (instrument.settlement !== 'linear') return `${instrument.settlement} settlement is not in this model`;
  if (instrument.kind === 'option' || instrument.kind === 'spot') return `${instrument.kind} positions are not in this model`;
  if (instrument.tierUnit !== undefined && instrument.tierUnit !== 'quote') return `tiers by ${instrument.tierUnit} are not in this model`;
  return null;
}

function createSchedule(instrument: Instrument): Schedule | null {
  if (instrument.tiers === undefined || instrument.tiers.length === 0) return null;
  const flat = instrument.tierRule === 'flat';
  return {
    tiers: instrument.tiers.map((tier) => createTier(tier, flat)),
    cap: instrument.notionalCap === undefined ? null : new Decimal(instrument.notionalCap),
  };
}

function createTier(tier: MarginTier, flat: boolean): Tier {
  return {
    floor: new Decimal(tier.notionalFloor),
    maintenanceMarginRate: new Decimal(tier.maintenanceMarginRate),
    maintenanceAmount: flat ? ZERO : new Decimal(tier.maintenanceAmount),
    initialMarginRate: initialMarginRate(tier),
  };
}

function initialMarginRate(tier: MarginTier): Decimal | null {
  if (tier.initialMarginRate !== undefined) return new Decimal(tier.initialMarginRate);
  return tier.maxLeverage === undefined ? null : ONE.div(tier.maxLeverage);
}

function createCollateralLine(collateral: Collateral, portfolio: Portfolio): CollateralLine {
  const amount = new Decimal(collateral.amount);
  return { collateral, amount, weight: amount.isNegative() ? ONE : effectiveWeight(collateral, amount, portfolio) };
}

/** Weight of the whole amount: flat, or progressive by amount (Σ part · weight / amount). The valuation currency counts in full. */
function effectiveWeight(collateral: Collateral, amount: Decimal, { parameters, valuationCurrency }: Portfolio): Decimal | null {
  if (collateral.tiers === undefined) {
    const own = collateral.asset === valuationCurrency ? '1' : undefined;
    const weight = collateral.weight ?? own ?? parameters.collateralWeights[collateral.asset] ?? parameters.defaultWeight;
    return weight === undefined ? null : new Decimal(weight);
  }
  if (amount.isZero()) return ONE;
  const tiers = collateral.tiers.map((tier) => ({ from: new Decimal(tier.from), weight: new Decimal(tier.weight) }));
  const counted = tiers.reduce((sum, tier, at) => {
    const upper = Decimal.min(amount, tiers[at + 1]?.from ?? amount);
    return upper.gt(tier.from) ? sum.plus(upper.minus(tier.from).times(tier.weight)) : sum;
  }, ZERO);
  return counted.div(amount);
}

function createHoldings(
  rows: readonly Row[],
  orders: readonly OpenOrder[],
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
      schedule: unsupportedInstrument(instrument) === null ? schedules.get(symbol) ?? null : null,
      rows: rowsBySymbol.get(symbol) ?? [],
      orders: compiled,
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
