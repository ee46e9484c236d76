import type { Collateral, ParameterSet, Portfolio } from '../domain/account.ts';
import { rulesOf } from '../domain/marginRules.ts';
import { type DecimalText, toText, ONE } from '../num/units.ts';

/** A part of an account that is margined and liquidated by itself, as a portfolio of its own. */
export type Pool = Readonly<{
  /** `cross`, `cross:BTC`, or the id of the isolated row. */
  id: string;
  kind: 'cross' | 'isolated';
  /** The one currency that counts in it; null for a pool of weighted collateral. */
  currency: string | null;
  portfolio: Portfolio;
  /** Places of its rows and collateral lines in the account's portfolio; the margin of an isolated row has none. */
  rows: readonly number[];
  collateral: readonly number[];
}>;

const IN_FULL: DecimalText = toText(ONE);

/**
 * The pools of an account: one of all cross positions, or one for each settle currency; and each isolated position with
 * its own margin. No pool counts what is in another.
 *
 * @source docs/margin-models.md, "Pools"
 */
export function poolsOf(portfolio: Portfolio): readonly Pool[] {
  const isolated = portfolio.positions.flatMap((position, at) => (position.marginMode === 'isolated' ? [at] : []));
  const cross = portfolio.positions.flatMap((position, at) => (position.marginMode === 'isolated' ? [] : [at]));
  const pools = rulesOf(portfolio.parameters).pooling === 'one' ? [crossPool(portfolio, cross)] : currencyPools(portfolio, cross);
  return [...pools, ...isolated.map((at) => isolatedPool(portfolio, at))];
}

const places = (items: readonly unknown[]): readonly number[] => items.map((_, at) => at);

function crossPool(portfolio: Portfolio, rows: readonly number[]): Pool {
  const own = rows.length === portfolio.positions.length ? portfolio : { ...portfolio, positions: rows.flatMap((at) => portfolio.positions[at] ?? []) };
  return { id: 'cross', kind: 'cross', currency: null, portfolio: own, rows, collateral: places(portfolio.collateral) };
}

function currencyPools(portfolio: Portfolio, cross: readonly number[]): readonly Pool[] {
  const settleOf = new Map(portfolio.instruments.map(({ symbol, settle }) => [symbol, settle]));
  const rowsBy = Map.groupBy(cross, (at) => settleOf.get(portfolio.positions[at]?.symbol ?? '') ?? '');
  const ordersBy = Map.groupBy(portfolio.orders, ({ symbol }) => settleOf.get(symbol) ?? '');
  const linesBy = Map.groupBy(places(portfolio.collateral), (at) => portfolio.collateral[at]?.asset ?? '');
  const currencies = new Set([...rowsBy.keys(), ...ordersBy.keys(), ...linesBy.keys()]);
  if (currencies.size === 0) currencies.add(portfolio.valuationCurrency);
  return [...currencies].map((currency): Pool => {
    const [rows, collateral] = [rowsBy.get(currency) ?? [], linesBy.get(currency) ?? []];
    return {
      id: `cross:${currency}`, kind: 'cross', currency, rows, collateral,
      portfolio: {
        ...portfolio,
        parameters: alone(portfolio.parameters),
        positions: rows.flatMap((at) => portfolio.positions[at] ?? []),
        orders: ordersBy.get(currency) ?? [],
        collateral: collateral.flatMap((at) => inFull(portfolio.collateral[at])),
      },
    };
  });
}

function isolatedPool(portfolio: Portfolio, at: number): Pool {
  const position = portfolio.positions[at];
  const settle = portfolio.instruments.find(({ symbol }) => symbol === position?.symbol)?.settle ?? portfolio.valuationCurrency;
  const margin = position?.isolatedMargin;
  return {
    id: position === undefined ? `isolated:${at}` : `${position.symbol}|${position.positionSide}|isolated`, kind: 'isolated', currency: settle, rows: [at], collateral: [],
    portfolio: {
      ...portfolio,
      parameters: { ...alone(portfolio.parameters), rules: { ...portfolio.parameters.rules, pooling: 'one', weightedOn: 'balance', rowPrice: 'symbol', sides: 'sum' } },
      positions: position === undefined ? [] : [position],
      orders: [],
      collateral: margin === undefined ? [] : [{ asset: settle, amount: margin, weight: IN_FULL }],
    },
  };
}

/** In a pool of one currency there is nothing to weigh, and no debt of one currency against another. */
function alone({ weightTiers: _tiers, weightSizeFactors: _factors, ...set }: ParameterSet): ParameterSet {
  return { ...set, collateralWeights: {}, defaultWeight: IN_FULL, rules: { ...set.rules, pooling: 'one', weightedOn: 'balance' } };
}

function inFull(line: Collateral | undefined): readonly Collateral[] {
  if (line === undefined) return [];
  const { asset, amount, location } = line;
  return [{ asset, amount, weight: IN_FULL, ...(location === undefined ? {} : { location }) }];
}
