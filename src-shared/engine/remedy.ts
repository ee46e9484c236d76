import type { Stage } from '../domain/stage.ts';
import { Decimal } from '../num/units.ts';
import type { Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import { clearingOf } from './stage.ts';
import { changeAt, createStressModel, type FloatRow, floatMargin, type Need, needsOf, rowValueAt, type StressModel } from './stressModel.ts';

/** The three numbers that help, each alone enough to bring the account to the clearing level of its stage. */
export type Remedy = Readonly<{
  /** Cash at weight 1, in the valuation currency, rounded up to cents. */
  topUp: Decimal;
  /** The same in each collateral asset by its weight, and with the asset's own risk counted; null where weight or price is unknown. */
  topUpByAsset: readonly Readonly<{ asset: string; amount: Decimal | null }>[];
  /** The row of which the least notional must be closed; null when no single row is enough. */
  reduce: Readonly<{ symbol: string; contracts: Decimal; fraction: Decimal }> | null;
  /** The price of the nearest underlying that clears the stage when nothing else moves; null when none does. */
  clearingPrice: Readonly<{ asset: string; price: Decimal }> | null;
}>;

const SEARCH_STEPS = 48;

/**
 * What brings an account out of its stage. Found in float64 and rounded to the safe side.
 *
 * @returns null when the account is calm
 * @source docs/margin-models.md, "What helps"
 */
export function remedyOf(book: Book, ledger: Ledger, stage: Stage): Remedy | null {
  const level = clearingOf(stage);
  if (level === null) return null;
  const model = createStressModel(book, ledger, level);
  const needs = needsOf(model);
  return {
    topUp: roundUp(Math.max(0, ...needs.map(({ missing }) => missing)), 2),
    topUpByAsset: topUpByAsset(book, ledger, needs),
    reduce: cheapestReduction(book, model, needs),
    clearingPrice: clearingPriceOf(book, ledger, model, needs),
  };
}

function roundUp(value: number, decimals: number): Decimal {
  // A hair more than the search found: the test it must pass is strict.
  return new Decimal((value * (1 + 1e-9)).toFixed(decimals + 6)).toDecimalPlaces(decimals, Decimal.ROUND_UP);
}

function topUpByAsset(book: Book, ledger: Ledger, needs: readonly Need[]): Remedy['topUpByAsset'] {
  return [...book.collateralByAsset].flatMap(([asset, [first]]): Remedy['topUpByAsset'] => {
    const line = first === undefined ? undefined : book.collateral[first];
    if (line === undefined || line.amount.isNegative()) return [];
    const price = asset === book.valuationCurrency ? 1 : ledger.prices().index.get(asset)?.toNumber();
    const weight = line.weight?.toNumber();
    if (price === undefined || weight === undefined || weight === 0) return [{ asset, amount: null }];
    const amount = Math.max(0, ...needs.map((need) => need.missing / (price * weight * (1 + (need.asset === asset ? need.move : 0)))));
    return [{ asset, amount: roundUp(amount, price >= 100 ? 6 : 2) }];
  });
}

/** The smallest notional to close, over all rows that can do it alone. */
function cheapestReduction(book: Book, model: StressModel, needs: readonly Need[]): Remedy['reduce'] {
  let best: Readonly<{ row: FloatRow; closed: number; notional: number }> | null = null;
  for (const row of model.rows) {
    if (!passesWithout(model, needs, row, 1)) continue;
    let [low, high] = [0, 1];
    for (let step = 0; step < SEARCH_STEPS; step += 1) {
      const middle = (low + high) / 2;
      if (passesWithout(model, needs, row, middle)) high = middle;
      else low = middle;
    }
    const notional = high * row.notional * row.rate;
    if (best === null || notional < best.notional) best = { row, closed: high, notional };
  }
  const row = best === null ? undefined : book.rows[best.row.at];
  if (best === null || row === undefined) return null;
  const held = new Decimal(row.position.contracts).abs();
  const lot = row.instrument.lotSize === undefined ? null : new Decimal(row.instrument.lotSize);
  const exact = held.times(best.closed);
  const rounded = lot === null ? exact.toSignificantDigits(4, Decimal.ROUND_UP) : exact.div(lot).ceil().times(lot);
  const contracts = Decimal.min(held, rounded);
  return { symbol: row.instrument.symbol, contracts, fraction: contracts.div(held).toDecimalPlaces(6, Decimal.ROUND_UP) };
}

/** All tests again with a fraction of one row closed at its mark. */
function passesWithout(model: StressModel, needs: readonly Need[], row: FloatRow, closed: number): boolean {
  const kept = 1 - closed;
  const released = (floatMargin(row.tiers, row.notional) - floatMargin(row.tiers, row.notional * kept)) * row.rate;
  return needs.every((need) => {
    if (need.asset === null) return need.missing - released / model.level.ratio <= 0;
    if (need.asset !== row.base) return need.missing - released <= 0;
    return need.missing - (rowValueAt(row, need.move, kept) - rowValueAt(row, need.move, 1)) <= 0;
  });
}

/** The nearest underlying is moved away from its liquidation until every test passes. */
function clearingPriceOf(book: Book, ledger: Ledger, model: StressModel, needs: readonly Need[]): Remedy['clearingPrice'] {
  const nearest = [...model.assets].flatMap(([asset, { roots }]) => {
    const move = roots === null ? null : roots.down === null ? roots.up : roots.up === null || roots.down.abs().lte(roots.up) ? roots.down : roots.up;
    return move === null || move.isZero() ? [] : [{ asset, move: move.toNumber() }];
  }).toSorted((a, b) => Math.abs(a.move) - Math.abs(b.move))[0];
  const asset = nearest?.asset;
  const reference = asset === undefined ? undefined : referencePrice(book, ledger, asset);
  if (nearest === undefined || asset === undefined || reference === undefined) return null;
  const limit = nearest.move < 0 ? 3 : -0.95;
  if (!passesAt(model, needs, asset, limit)) return null;
  let [low, high] = [0, limit];
  for (let step = 0; step < SEARCH_STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (passesAt(model, needs, asset, middle)) high = middle;
    else low = middle;
  }
  const exact = reference.times(new Decimal((1 + high).toFixed(15)));
  return { asset, price: exact.toSignificantDigits(6, high > 0 ? Decimal.ROUND_UP : Decimal.ROUND_DOWN) };
}

function referencePrice(book: Book, ledger: Ledger, asset: string): Decimal | undefined {
  const { mark, index } = ledger.prices();
  const row = (book.rowsByBase.get(asset) ?? []).flatMap((at) => book.rows[at] ?? []).find(({ instrument }) => mark.has(instrument.symbol));
  return index.get(asset) ?? (row === undefined ? undefined : mark.get(row.instrument.symbol));
}

/** All tests again with one asset moved by x; its own liquidation price stays where it is. */
function passesAt(model: StressModel, needs: readonly Need[], asset: string, x: number): boolean {
  const gained = changeAt(model, asset, x);
  const holding = model.assets.get(asset);
  const exposure = holding === undefined ? 0 : holding.rows.reduce((sum, row) => sum + row.exposure, 0) + holding.collateral;
  const equity = model.equity + exposure * x;
  const required = equity - (model.equity - model.maintenance + gained);
  if (equity <= 0 || required > model.level.ratio * equity) return false;
  if (needs.some((need) => need.asset !== null && need.asset !== asset && need.missing - gained > 0)) return false;
  const roots = holding?.roots;
  if (holding === undefined || roots === undefined || roots === null) return true;
  return [roots.down, roots.up].every((root) => {
    if (root === null) return true;
    const remaining = (1 + root.toNumber()) / (1 + x) - 1;
    return remaining <= holding.down || remaining >= holding.up;
  });
}
