import { betaOf, type ParameterSet, type Portfolio } from '../domain/account.ts';
import type { Instrument } from '../domain/instrument.ts';
import { type MarginRules, rulesOf } from '../domain/marginRules.ts';
import { Decimal } from '../num/units.ts';
import { invariant } from '../util/invariant.ts';
import { placesBy } from '../util/placesBy.ts';
import { type Balance, balanceOf, type CollateralLine, createCollateral, surplusOf } from './collateralLines.ts';
import { createHoldings, type Holding } from './holdings.ts';
import { type ProfitWeighing, profitWeighingOf } from './profitWeighing.ts';
import type { Rated } from './rowRates.ts';
import { createRow, opposites, type Row } from './row.ts';

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
  /** Short options by an asset that they are not settled in and that their requirement hangs on; a long one has none. */
  optionsBeside: ReadonlyMap<string, readonly number[]>;
  collateral: readonly CollateralLine[];
  collateralByAsset: ReadonlyMap<string, readonly number[]>;
  /** Row numbers by base, and by settle currency, but of options, which no move is followed for. */
  rowsByBase: ReadonlyMap<string, readonly number[]>;
  rowsBySettle: ReadonlyMap<string, readonly number[]>;
  /** Assets whose move can hurt: bases of positions and collateral; the valuation currency only where a row is on it. */
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
  const rowsByBase = placesBy(rows, ({ option, instrument }) => (option === null ? instrument.base : null));
  const collateralByAsset = placesBy(collateral, (line) => line.collateral.asset);
  const assets = new Set([...rows.map(({ instrument }) => instrument.base), ...collateralByAsset.keys()]);
  if (!rowsByBase.has(valuationCurrency)) assets.delete(valuationCurrency);
  const betas = new Map<string, Decimal>();
  const rowsBySettle = placesBy(rows, ({ option, instrument }) => (option === null ? instrument.settle : null));
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
    optionsBeside: optionsBeside(rows),
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

function optionsBeside(rows: readonly Row[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  rows.forEach(({ option, instrument: { base, quote, settle } }, at) => {
    for (const asset of option === null || !option.size.isNegative() ? [] : new Set([base, quote])) if (asset !== settle) found.set(asset, [...found.get(asset) ?? [], at]);
  });
  return found;
}

function weighingsOf(portfolio: Portfolio, { weightedOn }: MarginRules, assets: readonly string[], balance: Book['balance']): ReadonlyMap<string, ProfitWeighing> {
  if (weightedOn === 'balance') return new Map();
  return new Map(assets.flatMap((asset) => {
    const weighing = profitWeighingOf(asset, balance(asset), surplusOf(portfolio, asset));
    return weighing === null ? [] : [[asset, weighing]];
  }));
}
