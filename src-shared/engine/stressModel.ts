import { listedVolatility } from '../domain/account.ts';
import type { Book } from './book.ts';
import { type FloatRow, floatRowOf, rowValueAt } from './floatRow.ts';
import { type FloatWeighed, floatWeighedOf, weighedChange } from './floatWeighed.ts';
import type { Ledger } from './ledger.ts';
import { assetMoves, type Roots } from './moves.ts';
import { chargedIn } from './orderCharge.ts';
import { standsOf } from './stands.ts';
import { rateOf } from './prices.ts';
import type { StageLevel } from './stage.ts';
import { knownAdjustedEquity, knownBuffer } from './sums.ts';

/** What moves with one asset, and the moves at which a stage must still hold. */
export type FloatAsset = Readonly<{
  rows: readonly FloatRow[];
  /** Weighted collateral in it less what orders settled in it ask for, and P&L and maintenance margin of the rows settled in it. */
  collateral: number;
  settledPnl: number;
  settledMargin: number;
  /** What weighing open profits with their balances gains when the asset moves by x. */
  weighedAt: (x: number) => number;
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
  weighed: readonly FloatWeighed[];
  assets: ReadonlyMap<string, FloatAsset>;
  level: StageLevel;
}>;

export function createStressModel(book: Book, ledger: Ledger, level: StageLevel): StressModel {
  const sums = ledger.sums();
  const stands = standsOf(book, ledger);
  const buffer = knownBuffer(sums);
  const rows = floatRowsOf(book, ledger);
  const byBase = Map.groupBy(rows, (row) => row.base);
  const weighed = floatWeighedOf(book, ledger, rows);
  const assets = new Map(book.assets.map((asset): [string, FloatAsset] => {
    const stretch = level.sigmas * (listedVolatility(book.parameters, asset) ?? 0);
    // An inverse row moves with its own price already.
    const settled = (book.rowsBySettle.get(asset) ?? []).filter((at) => book.rows[at]?.leg.settlement !== 'inverse');
    const touched = weighed.filter((own) => own.asset === asset || own.rows.has(asset));
    return [asset, {
      rows: byBase.get(asset) ?? [],
      collateral: heldIn(book, ledger, asset),
      settledPnl: settled.reduce((sum, at) => sum + (ledger.rowTerms(at)?.unrealizedPnl.toNumber() ?? 0), 0),
      settledMargin: settled.reduce((sum, at) => sum + ledger.requiredOf(at).toNumber(), 0),
      weighedAt: (x) => weighedChange(touched, new Map([[asset, x]])),
      down: Math.max(-0.999999, Math.min(-level.distance, Math.expm1(-stretch))), up: Math.max(level.distance, Math.expm1(stretch)),
      roots: assetMoves(book, ledger, stands, asset, buffer).roots,
    }];
  }));
  const equity = knownAdjustedEquity(sums).toNumber();
  const size = rows.reduce((sum, row) => sum + Math.abs(row.exposure), Math.abs(equity) + sums.collateralValue.abs().toNumber());
  return { equity, maintenance: sums.maintenanceMargin.toNumber(), slack: size * 1e-12, rows, weighed, assets, level };
}

/**
 * The rows of a pool that have a price and a rate.
 *
 * @param everySide whether the smaller side of an underlying asks for its requirement too, where only the larger does
 */
export function floatRowsOf(book: Book, ledger: Ledger, everySide = false): readonly FloatRow[] {
  const { mark, index } = ledger.prices();
  return book.rows.flatMap((row, at): FloatRow[] => {
    const [price, rate] = [mark.get(row.instrument.symbol), rateOf(row.instrument.settle, book.valuationCurrency, index)];
    const terms = ledger.rowTerms(at);
    if (terms === null || price === undefined || rate === null) return [];
    return [floatRowOf(row, at, price.toNumber(), rate.toNumber(), everySide || terms.maintenanceMargin?.isZero() !== false || !ledger.requiredOf(at).isZero())];
  });
}

/** What is held in an asset: its weighted value, less what debts add to the requirement and what orders settled in it ask for. */
export const heldIn = (book: Book, ledger: Ledger, asset: string): number =>
  (book.collateralByAsset.get(asset) ?? []).reduce((sum, at) => sum + countedValue(ledger, at), chargedIn(book, ledger, asset).toNumber());

/** Weighted value of a collateral line, less what a debt adds to the requirement. */
function countedValue(ledger: Ledger, at: number): number {
  const terms = ledger.collateralTerms(at);
  return (terms?.adjustedValue?.toNumber() ?? 0) - (terms?.owedMargin.toNumber() ?? 0);
}

/** Change of adjusted equity when one asset moves by x. */
export const equityChangeAt = (asset: FloatAsset, x: number): number =>
  (asset.rows.reduce((sum, row) => sum + row.exposure, 0) + asset.collateral + asset.settledPnl) * x + asset.weighedAt(x);

/** Change of (adjusted equity − maintenance margin) when one asset moves by x. */
export const changeAt = (asset: FloatAsset, x: number): number =>
  asset.rows.reduce((sum, row) => sum + rowValueAt(row, x, 1) - rowValueAt(row, 0, 1), 0) + (asset.collateral + asset.settledPnl - asset.settledMargin) * x + asset.weighedAt(x);

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
 * is settled in the other is worth as much more as both have moved, and rows on both may be weighed together.
 */
export function crossChangeAt({ rows, weighed }: StressModel, name: string, x: number, need: Need): number {
  const gainAt = (row: FloatRow, move: number): number => rowValueAt(row, move, 1) - rowValueAt(row, 0, 1);
  const alone = (asset: string, move: number): number => weighedChange(weighed, new Map([[asset, move]]));
  const together = need.asset === null ? 0 : weighedChange(weighed, new Map([[name, x], [need.asset, need.move]])) - alone(name, x) - alone(need.asset, need.move);
  return rows.reduce((sum, row) => {
    if (row.base === name && row.settle === need.asset) return sum + gainAt(row, x) * need.move;
    return row.base === need.asset && row.settle === name ? sum + gainAt(row, need.move) * x : sum;
  }, together);
}
