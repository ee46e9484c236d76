import type { Database, Statement } from 'better-sqlite3';
import type { Collateral, ParameterSet, Portfolio, Position } from '#shared/domain/account.ts';
import type { Instrument, MarginTier } from '#shared/domain/instrument.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { type Columns, present, selected } from './columns.ts';
import {
  BETA, type BetaRow, COLLATERAL, type CollateralRow, INSTRUMENT, type InstrumentRow, ORDER, type OrderRow, POSITION, type PositionRow, SET, type SetRow,
  TIER, type TierRow, WEIGHT, type WeightRow,
} from './portfolioRows.ts';
import { readDecimalMap, readNumberMap, readTextList } from './storedJson.ts';
import { readOpenInterest, readRules, readShareHolding, readSizeLinear, readWeightTiers } from './storedRules.ts';

type HeadRow = Readonly<{ name: string; venue: string; model: string; valuationCurrency: string; asOf: EpochMs | null }>;
const HEAD: Columns<HeadRow> = { name: 'name', venue: 'venue', model: 'model', valuationCurrency: 'valuation_currency', asOf: 'as_of' };

/** A row as its domain record: without the account it is of and its place there. */
function withoutPlace<Row extends Readonly<{ accountId: string; ordinal?: number }>>(row: Row): Omit<Row, 'accountId' | 'ordinal'> {
  const { accountId: _account, ordinal: _ordinal, ...rest } = row;
  return rest;
}

function tierOf(row: TierRow): MarginTier {
  const { symbol: _symbol, ...step } = withoutPlace(row);
  return present(step);
}

/** Reads an account's tables back into the domain, as they were written, order included. Null when there is no such account. */
export function createPortfolioReader(db: Database): (accountId: string) => Portfolio | null {
  const ordered = <Row>(table: string, columns: Readonly<Record<string, string>>): Statement<[string], Row> =>
    db.prepare<[string], Row>(`SELECT ${selected(columns)} FROM ${table} WHERE account_id = ? ORDER BY ordinal`);
  const head = db.prepare<[string], HeadRow>(`SELECT ${selected(HEAD)} FROM account WHERE account_id = ?`);
  const parameterSet = db.prepare<[string], SetRow>(`SELECT ${selected(SET)} FROM parameter_set WHERE account_id = ?`);
  const instruments = ordered<InstrumentRow>('instrument', INSTRUMENT);
  const tiers = ordered<TierRow>('instrument_tier', TIER);
  const collateral = ordered<CollateralRow>('collateral', COLLATERAL);
  const weights = ordered<WeightRow>('collateral_tier', WEIGHT);
  const positions = ordered<PositionRow>('position', POSITION);
  const orders = ordered<OrderRow>('open_order', ORDER);
  const betas = ordered<BetaRow>('beta', BETA);

  const parametersOf = (accountId: string): ParameterSet => {
    const row = parameterSet.get(accountId);
    if (row === undefined) throw new Error(`account ${accountId} has no parameter set`);
    const { stablecoins, collateralWeights, weightTiers, weightSizeFactors, liabilityWeights, rules, dailyVolatility, ...rest } = withoutPlace(row);
    return {
      ...present(rest),
      ...(weightTiers === null ? {} : { weightTiers: readWeightTiers(weightTiers) }),
      ...(weightSizeFactors === null ? {} : { weightSizeFactors: readDecimalMap(weightSizeFactors, 'size factors of weights') }),
      ...(liabilityWeights === null ? {} : { liabilityWeights: readDecimalMap(liabilityWeights, 'weights of debts') }),
      ...(rules === null ? {} : { rules: readRules(rules) }),
      stablecoins: readTextList(stablecoins, 'stablecoins'),
      collateralWeights: readDecimalMap(collateralWeights, 'collateral weights'),
      dailyVolatility: readNumberMap(dailyVolatility, 'volatilities'),
    };
  };
  const instrumentsOf = (accountId: string): readonly Instrument[] => {
    const steps = Map.groupBy(tiers.all(accountId), ({ symbol }) => symbol);
    return instruments.all(accountId).map((row) => {
      const { hasTiers, sizeLinear, openInterest, ...item } = withoutPlace(row);
      return {
        ...present(item),
        ...(hasTiers === 0 ? {} : { tiers: (steps.get(item.symbol) ?? []).map(tierOf) }),
        ...(sizeLinear === null ? {} : { sizeLinear: readSizeLinear(sizeLinear) }),
        ...(openInterest === null ? {} : { openInterest: readOpenInterest(openInterest) }),
      };
    });
  };
  const collateralOf = (accountId: string): readonly Collateral[] => {
    const steps = Map.groupBy(weights.all(accountId), ({ collateralOrdinal }) => collateralOrdinal);
    return collateral.all(accountId).map((row) => {
      const { hasTiers, holds, ...line } = withoutPlace(row);
      return { ...present(line), ...(hasTiers === 0 ? {} : { tiers: (steps.get(row.ordinal) ?? []).map(({ from, weight }) => ({ from, weight })) }), ...(holds === null ? {} : { holds: readShareHolding(holds) }) };
    });
  };

  return (accountId) => {
    const row = head.get(accountId);
    if (row === undefined) return null;
    return {
      ...present(row),
      parameters: parametersOf(accountId),
      instruments: instrumentsOf(accountId),
      collateral: collateralOf(accountId),
      positions: positions.all(accountId).map((item): Position => present(withoutPlace(item))),
      orders: orders.all(accountId).map(({ symbol, contracts, price, reduceOnly }) => ({ symbol, contracts, price, reduceOnly: reduceOnly === 1 })),
      betas: new Map(betas.all(accountId).map(({ asset, beta }) => [asset, beta])),
    };
  };
}
