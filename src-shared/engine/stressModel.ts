import type { Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import { assetMoves, type Roots } from './moves.ts';
import { rateOf } from './prices.ts';
import type { StageLevel } from './stage.ts';
import { knownAdjustedEquity } from './sums.ts';

type FloatTier = Readonly<{ floor: number; rate: number; amount: number }>;

/** One priced row in float64, in the valuation currency. */
export type FloatRow = Readonly<{ at: number; base: string; exposure: number; notional: number; rate: number; tiers: readonly FloatTier[] }>;

/** The account in float64, for searches that ask many questions; the exact engine answers the final one. */
export type StressModel = Readonly<{
  equity: number;
  maintenance: number;
  rows: readonly FloatRow[];
  /** Per asset: the moves at which a stage must still hold, the slope of its collateral, and its own roots. */
  assets: ReadonlyMap<string, Readonly<{ rows: readonly FloatRow[]; collateral: number; settled: number; down: number; up: number; roots: Roots | null }>>;
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
  const prices = ledger.prices();
  const rows = book.rows.flatMap((row, at): FloatRow[] => {
    const mark = prices.mark.get(row.instrument.symbol);
    const rate = rateOf(row.instrument.settle, book.valuationCurrency, prices.index)?.toNumber();
    if (mark === undefined || rate === undefined || row.unsupported !== null) return [];
    const tiers = (row.schedule?.tiers ?? []).map((tier) => ({
      floor: tier.floor.toNumber(), rate: tier.maintenanceMarginRate.toNumber(), amount: tier.maintenanceAmount.toNumber(),
    }));
    return [{ at, base: row.instrument.base, exposure: row.size.times(mark).toNumber() * rate, notional: row.absoluteSize.times(mark).toNumber(), rate, tiers }];
  });
  const byBase = Map.groupBy(rows, (row) => row.base);
  const assets = new Map(book.assets.map((asset) => {
    const sigma = book.parameters.dailyVolatility[asset];
    const stretch = sigma === undefined ? 0 : level.sigmas * sigma;
    const collateral = (book.collateralByAsset.get(asset) ?? []).reduce((sum, at) => sum + (ledger.collateralTerms(at)?.adjustedValue?.toNumber() ?? 0), 0);
    const settled = (book.rowsBySettle.get(asset) ?? []).reduce((sum, at) => {
      const terms = ledger.rowTerms(at);
      return terms === null ? sum : sum + terms.unrealizedPnl.toNumber() - (terms.maintenanceMargin?.toNumber() ?? 0);
    }, 0);
    return [asset, {
      rows: byBase.get(asset) ?? [], collateral, settled,
      down: Math.max(-0.999999, Math.min(-level.distance, Math.expm1(-stretch))), up: Math.max(level.distance, Math.expm1(stretch)),
      roots: assetMoves(book, ledger, asset).roots,
    }];
  }));
  return { equity: knownAdjustedEquity(sums).toNumber(), maintenance: sums.maintenanceMargin.toNumber(), rows, assets, level };
}

/** Change of (adjusted equity − maintenance margin) when one asset moves by x. */
export function changeAt(model: StressModel, asset: string, x: number): number {
  const holding = model.assets.get(asset);
  if (holding === undefined) return 0;
  const rows = holding.rows.reduce((sum, row) => sum + rowValueAt(row, x, 1) - rowValueAt(row, 0, 1), 0);
  return rows + (holding.collateral + holding.settled) * x;
}

/** Money that is missing at one test; ≤ 0 when the test is passed. `asset` is null for the ratio test. */
export type Need = Readonly<{ asset: string | null; move: number; missing: number }>;

/** Every test that the account must pass to leave the stage. */
export function needsOf(model: StressModel): readonly Need[] {
  const { equity, maintenance, level } = model;
  const needs: Need[] = [{ asset: null, move: 0, missing: maintenance / level.ratio - equity }];
  if (level.distance === 0 && level.sigmas === 0) return needs;
  for (const [asset, { down, up }] of model.assets) {
    for (const move of [down, up]) needs.push({ asset, move, missing: -(equity - maintenance + changeAt(model, asset, move)) });
  }
  return needs;
}
