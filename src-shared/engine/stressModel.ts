import { listedVolatility } from '../domain/account.ts';
import type { Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import { assetMoves, type Roots, standsOf } from './moves.ts';
import type { FloatTier } from './schedule.ts';
import type { StageLevel } from './stage.ts';
import { knownAdjustedEquity, knownBuffer } from './sums.ts';

/** One priced row in float64, in the valuation currency but for `notional` (settle currency). */
export type FloatRow = Readonly<{ at: number; base: string; settle: string; exposure: number; notional: number; rate: number; tiers: readonly FloatTier[] }>;

/** What moves with one asset, and the moves at which a stage must still hold. */
export type FloatAsset = Readonly<{
  rows: readonly FloatRow[];
  /** Weighted collateral in it, and P&L and maintenance margin of the rows settled in it. */
  collateral: number;
  settledPnl: number;
  settledMargin: number;
  down: number;
  up: number;
  roots: Roots | null;
}>;

/** The account in float64, for searches that ask many questions; results are rounded to the safe side. */
export type StressModel = Readonly<{
  equity: number;
  maintenance: number;
  /** More than float64 can be wrong by here: what "enough" must be exceeded by. */
  slack: number;
  rows: readonly FloatRow[];
  assets: ReadonlyMap<string, FloatAsset>;
  level: StageLevel;
}>;

/** Maintenance margin of a notional (settle currency) under float tiers. */
export function floatMargin(tiers: readonly FloatTier[], notional: number): number {
  let at = tiers.length - 1;
  while (at > 0 && notional <= (tiers[at]?.floor ?? 0)) at -= 1;
  const tier = tiers[at];
  return tier === undefined ? 0 : Math.max(0, notional * tier.rate - tier.amount);
}

/** What a row adds to (adjusted equity − maintenance margin) when its underlying moves by x and `kept` of it remains. */
export const rowValueAt = (row: FloatRow, x: number, kept: number): number =>
  kept * row.exposure * x - floatMargin(row.tiers, row.notional * kept * (1 + x)) * row.rate;

export function createStressModel(book: Book, ledger: Ledger, level: StageLevel): StressModel {
  const sums = ledger.sums();
  const stands = standsOf(book, ledger);
  const buffer = knownBuffer(sums);
  const rows = book.rows.flatMap((row, at): FloatRow[] => {
    const stand = stands[at] ?? null;
    return stand === null ? [] : [{
      at, base: row.instrument.base, settle: row.instrument.settle, exposure: stand.near.exposure, notional: stand.near.notional, rate: stand.near.rate,
      tiers: stand.tiers.map(({ near }) => near),
    }];
  });
  const byBase = Map.groupBy(rows, (row) => row.base);
  const assets = new Map(book.assets.map((asset): [string, FloatAsset] => {
    const stretch = level.sigmas * (listedVolatility(book.parameters, asset) ?? 0);
    const settled = (book.rowsBySettle.get(asset) ?? []).flatMap((at) => ledger.rowTerms(at) ?? []);
    return [asset, {
      rows: byBase.get(asset) ?? [],
      collateral: (book.collateralByAsset.get(asset) ?? []).reduce((sum, at) => sum + (ledger.collateralTerms(at)?.adjustedValue?.toNumber() ?? 0), 0),
      settledPnl: settled.reduce((sum, terms) => sum + terms.unrealizedPnl.toNumber(), 0),
      settledMargin: settled.reduce((sum, terms) => sum + (terms.maintenanceMargin?.toNumber() ?? 0), 0),
      down: Math.max(-0.999999, Math.min(-level.distance, Math.expm1(-stretch))), up: Math.max(level.distance, Math.expm1(stretch)),
      roots: assetMoves(book, ledger, stands, asset, buffer).roots,
    }];
  }));
  const equity = knownAdjustedEquity(sums).toNumber();
  const size = rows.reduce((sum, row) => sum + Math.abs(row.exposure), Math.abs(equity) + sums.collateralValue.abs().toNumber());
  return { equity, maintenance: sums.maintenanceMargin.toNumber(), slack: size * 1e-12, rows, assets, level };
}

/** Change of adjusted equity when one asset moves by x. */
export const equityChangeAt = (asset: FloatAsset, x: number): number =>
  (asset.rows.reduce((sum, row) => sum + row.exposure, 0) + asset.collateral + asset.settledPnl) * x;

/** Change of (adjusted equity − maintenance margin) when one asset moves by x. */
export const changeAt = (asset: FloatAsset, x: number): number =>
  asset.rows.reduce((sum, row) => sum + rowValueAt(row, x, 1) - rowValueAt(row, 0, 1), 0) + (asset.collateral + asset.settledPnl - asset.settledMargin) * x;

/** Money that is missing at one test; < 0 when the test is passed. `asset` is null for the ratio test. */
export type Need = Readonly<{ asset: string | null; move: number; missing: number }>;

/** Every test that the account must pass to leave the stage. */
export function needsOf({ equity, maintenance, level, assets, slack }: StressModel): readonly Need[] {
  const needs: Need[] = [{ asset: null, move: 0, missing: maintenance / level.ratio - equity + slack }];
  if (level.distance === 0 && level.sigmas === 0) return needs;
  for (const [name, asset] of assets) {
    for (const move of [asset.down, asset.up]) needs.push({ asset: name, move, missing: slack - (equity - maintenance + changeAt(asset, move)) });
  }
  return needs;
}

/**
 * What another asset's test gains, beyond the change of both alone, when one asset has moved by x: a row on the one that
 * is settled in the other is worth as much more as both have moved.
 */
export function crossChangeAt({ rows }: StressModel, name: string, x: number, need: Need): number {
  const gainAt = (row: FloatRow, move: number): number => rowValueAt(row, move, 1) - rowValueAt(row, 0, 1);
  return rows.reduce((sum, row) => {
    if (row.base === name && row.settle === need.asset) return sum + gainAt(row, x) * need.move;
    return row.base === need.asset && row.settle === name ? sum + gainAt(row, need.move) * x : sum;
  }, 0);
}
