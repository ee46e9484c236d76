import { betaOf, type Collateral, listedLiabilityWeight, type OpenOrder, type ParameterSet, type Portfolio } from '../domain/account.ts';
import type { Instrument } from '../domain/instrument.ts';
import { type MarginRules, rulesOf } from '../domain/marginRules.ts';
import { Decimal, ONE, ZERO } from '../num/units.ts';
import { invariant } from '../util/invariant.ts';
import { type Weighting, weightingOf } from './collateralWeight.ts';
import type { Leg } from './kernel/contractTerms.ts';
import { type OrderCharge, orderChargeOf } from './orderCharge.ts';
import { type ProfitWeighing, profitWeighingOf } from './profitWeighing.ts';
import { createReserve, type Reserve } from './reserve.ts';
import type { Rated } from './rowRates.ts';
import { createRow, legOf, opposites, type Row, unsupportedInstrument } from './row.ts';

export type CollateralLine = Readonly<{
  collateral: Collateral;
  amount: Decimal;
  /** What the account holds of the asset in lines before this one, weighed together with it; 0 where a line has a weight of its own. */
  before: Decimal;
  weighting: Weighting;
  /** What the amount counts for, in units of the asset; null when no weight is known. */
  countedAmount: Decimal | null;
  /** Effective weight of the whole amount: 1 for a debt and for nothing, null when none is known. */
  weight: Decimal | null;
  /** What a debt adds to the requirement, in units of the asset, ≥ 0. */
  owedMargin: Decimal;
}>;

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

/** What is held of an asset where a payment in it would go, and how it is weighed there. */
export type Balance = Readonly<{ amount: Decimal; weighting: Weighting }>;

/** A portfolio with every decimal made and every index built. Prices are not in it. */
export type Book = Readonly<{
  portfolio: Portfolio;
  parameters: ParameterSet;
  rules: MarginRules;
  valuationCurrency: string;
  rows: readonly Row[];
  holdings: ReadonlyMap<string, Holding>;
  /** Those with a charge, by settle currency. */
  chargedBySettle: ReadonlyMap<string, readonly Holding[]>;
  collateral: readonly CollateralLine[];
  collateralByAsset: ReadonlyMap<string, readonly number[]>;
  /** Row numbers by base, and by settle currency. */
  rowsByBase: ReadonlyMap<string, readonly number[]>;
  rowsBySettle: ReadonlyMap<string, readonly number[]>;
  /** Assets whose move can hurt: bases and collateral; the valuation currency only where a row is on it. */
  assets: readonly string[];
  beta: (asset: string) => Decimal;
  balance: (asset: string) => Balance;
  /** Settle currencies that are weighed with their open profit; empty where balances alone are weighed. */
  weighings: ReadonlyMap<string, ProfitWeighing>;
}>;

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
  const { valuationCurrency } = portfolio;
  const rules = rulesOf(portfolio.parameters);
  const [known, oppositeOf] = [new Map<string, Rated>(), opposites(portfolio.positions)];
  const rows = portfolio.positions.map((position) => createRow(position, find(position.symbol), rules, oppositeOf(position), known));
  const collateral = createCollateral(portfolio);
  const rowsByBase = groupBy(rows, (row) => row.instrument.base);
  const collateralByAsset = groupBy(collateral, (line) => line.collateral.asset);
  const assets = new Set([...rowsByBase.keys(), ...collateralByAsset.keys()]);
  if (!rowsByBase.has(valuationCurrency)) assets.delete(valuationCurrency);
  const betas = new Map<string, Decimal>();
  const rowsBySettle = groupBy(rows, (row) => row.instrument.settle);
  const balance = (asset: string): Balance => balanceOf(portfolio, collateral, collateralByAsset, asset);
  const holdings = createHoldings(rows, portfolio, rules, find);
  return {
    portfolio,
    parameters: portfolio.parameters,
    rules,
    valuationCurrency,
    rows,
    holdings,
    chargedBySettle: Map.groupBy([...holdings.values()].filter(({ charge }) => charge !== null), ({ instrument }) => instrument.settle),
    collateral,
    collateralByAsset,
    rowsByBase,
    rowsBySettle,
    assets: [...assets],
    balance,
    weighings: weighingsOf(portfolio, rules, [...rowsBySettle.keys()], balance),
    beta: (asset) => {
      const known = betas.get(asset) ?? new Decimal(betaOf(portfolio, asset, rowsByBase.has(asset)));
      betas.set(asset, known);
      return known;
    },
  };
}

const weighsItself = ({ weight, tiers }: Collateral): boolean => weight !== undefined || tiers !== undefined;

/** Lines of one asset are weighed together, one after the other, unless a line has a weight of its own. */
function createCollateral(portfolio: Portfolio): readonly CollateralLine[] {
  const held = new Map<string, Decimal>();
  return portfolio.collateral.map((line) => {
    const before = weighsItself(line) ? ZERO : held.get(line.asset) ?? ZERO;
    const made = createCollateralLine(line, before, portfolio);
    if (!weighsItself(line)) held.set(line.asset, before.plus(made.amount));
    return made;
  });
}

function createCollateralLine(collateral: Collateral, before: Decimal, portfolio: Portfolio): CollateralLine {
  // Adding 0 makes a negative zero a plain one: it is no debt.
  const amount = new Decimal(collateral.amount).plus(0);
  const weighting = weightingOf(collateral, portfolio);
  const [low, high] = [weighting.counted(before), weighting.counted(before.plus(amount))];
  const countedAmount = low === null || high === null ? null : before.isZero() ? high : high.minus(low);
  const surplus = surplusOf(portfolio, collateral.asset);
  const owed = (balance: Decimal): Decimal => (balance.isNegative() ? balance.abs().times(surplus) : ZERO);
  return {
    collateral, amount, before, weighting, countedAmount, weight: countedAmount === null ? null : amount.isZero() ? ONE : countedAmount.div(amount),
    owedMargin: owed(before.plus(amount)).minus(owed(before)),
  };
}

/** What a debt asks for beyond itself, per unit, ≥ 0. */
const surplusOf = ({ parameters }: Portfolio, asset: string): Decimal => new Decimal(listedLiabilityWeight(parameters, asset) ?? ONE).minus(ONE);

function weighingsOf(portfolio: Portfolio, { weightedOn }: MarginRules, assets: readonly string[], balance: Book['balance']): ReadonlyMap<string, ProfitWeighing> {
  if (weightedOn === 'balance') return new Map();
  return new Map(assets.flatMap((asset) => {
    const weighing = profitWeighingOf(asset, balance(asset), surplusOf(portfolio, asset));
    return weighing === null ? [] : [[asset, weighing]];
  }));
}

/** The lines that are weighed together, else the first line, else nothing. */
function balanceOf(portfolio: Portfolio, collateral: readonly CollateralLine[], byAsset: ReadonlyMap<string, readonly number[]>, asset: string): Balance {
  const lines = (byAsset.get(asset) ?? []).flatMap((at) => collateral[at] ?? []);
  const together = lines.findLast((line) => !weighsItself(line.collateral));
  const [first] = lines;
  if (together !== undefined) return { amount: together.before.plus(together.amount), weighting: together.weighting };
  return first === undefined ? { amount: ZERO, weighting: weightingOf({ asset }, portfolio) } : { amount: first.amount, weighting: first.weighting };
}

function createHoldings(rows: readonly Row[], { orders }: Portfolio, rules: MarginRules, find: (symbol: string) => Instrument): ReadonlyMap<string, Holding> {
  const rowsBySymbol = groupBy(rows, (row) => row.instrument.symbol);
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
