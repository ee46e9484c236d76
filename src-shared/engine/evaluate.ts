import { asMoney, type Decimal, type Money, type Price, ZERO } from '../num/units.ts';
import type { Book, CollateralLine, Row } from './book.ts';
import type { CollateralTerms } from './collateralTerms.ts';
import { ratioOf, type Totals, totalsOf } from './figures.ts';
import type { Ledger } from './ledger.ts';
import { type Distance, distanceOf, type Liquidation, liquidationAt, type Move, moveOf, nearestMove } from './liquidation.ts';
import { missingInputs, type MissingInput } from './missing.ts';
import { assetMoves, jointMoves, type Solution } from './moves.ts';
import { rateOf } from './prices.ts';
import type { RowTerms } from './rowTerms.ts';
import type { StageInputs } from './stage.ts';
import { knownAdjustedEquity, type Sums } from './sums.ts';

export type RowEvaluation = Readonly<{
  row: Row;
  mark: Price | null;
  terms: RowTerms | null;
  /** Fraction of the account's maintenance margin; null when either is unknown. */
  maintenanceShare: Decimal | null;
  liquidation: Liquidation;
  distance: Distance | null;
  /** The account with the row closed at its mark, without a fee. */
  withoutThis: Readonly<{ adjustedEquity: Money; maintenanceMargin: Money; marginRatio: Decimal | null }> | null;
}>;

export type CollateralEvaluation = Readonly<{
  line: CollateralLine;
  index: Decimal | null;
  terms: CollateralTerms | null;
  liquidation: Liquidation;
}>;

export type UnderlyingEvaluation = Readonly<{
  asset: string;
  /** The index, else the mark of the asset's largest row; null when neither is known. */
  reference: Price | null;
  liquidation: Liquidation;
  distance: Distance | null;
  /** Base units over positions and collateral, signed. */
  netSize: Decimal;
}>;

/** Everything that the engine says of one account at one set of prices. */
export type Evaluation = Readonly<{
  totals: Totals;
  rows: readonly RowEvaluation[];
  collateral: readonly CollateralEvaluation[];
  underlyings: readonly UnderlyingEvaluation[];
  jointMove: Readonly<{ liquidation: Move; bankruptcy: Move }>;
  /** The underlying whose own move liquidates first, by price distance. */
  nearest: UnderlyingEvaluation | null;
  missing: readonly MissingInput[];
  stageInputs: StageInputs;
}>;

/** The whole account as it stands: totals, rows, collateral, liquidation prices and moves. Pure; reads no clock. */
export function evaluate(book: Book, ledger: Ledger): Evaluation {
  const sums = ledger.sums();
  const missing = missingInputs(book, ledger);
  const blocking = missing.filter((input) => input.blocksLiquidation).map((input) => input.missing);
  const unknown = blocking.length === 0 ? null : blocking.join(', ');
  const solutions = new Map(book.assets.map((asset) => [asset, assetMoves(book, ledger, asset)]));
  const place = (asset: string, reference: Price | null): Placed => placeLiquidation(book, solutions, unknown, asset, reference);
  const underlyings = book.assets.map((asset) => underlyingOf(book, ledger, asset, place));
  const adjusted = knownAdjustedEquity(sums);
  return {
    totals: totalsOf(sums),
    rows: book.rows.map((row, at) => evaluateRow(row, ledger, at, sums, adjusted, place)),
    collateral: book.collateral.map((line, at) => ({
      line,
      index: rateOf(line.collateral.asset, book.valuationCurrency, ledger.prices().index),
      terms: ledger.collateralTerms(at),
      liquidation: place(line.collateral.asset, ledger.prices().index.get(line.collateral.asset) ?? null).liquidation,
    })),
    underlyings,
    jointMove: {
      liquidation: moveOf(jointMoves(book, ledger, 'liquidation'), unknown, 'liquidation'),
      bankruptcy: moveOf(jointMoves(book, ledger, 'bankruptcy'), unknown, 'bankruptcy'),
    },
    nearest: nearestOf(underlyings),
    missing,
    stageInputs: { ...ratioInputs(sums), ...distanceInputs(book, solutions) },
  };
}

/** The part of the stage tests that a tick alone changes: exact comparison for liquidation, a fraction for the rest. */
export function ratioInputs(sums: Sums): Pick<StageInputs, 'liquidating' | 'ratio'> {
  const adjusted = knownAdjustedEquity(sums);
  const required = sums.maintenanceMargin;
  const liquidating = required.gt(0) && adjusted.lte(required);
  return { liquidating, ratio: ratioOf(required, adjusted)?.toNumber() ?? null };
}

type Placed = Readonly<{ liquidation: Liquidation; distance: Distance | null }>;

function placeLiquidation(
  book: Book,
  solutions: ReadonlyMap<string, Solution>,
  unknown: string | null,
  asset: string,
  reference: Price | null,
): Placed {
  if (asset === book.valuationCurrency) {
    return { liquidation: { status: 'none', reason: `${asset} is the valuation currency` }, distance: null };
  }
  if (unknown !== null) return { liquidation: { status: 'unknown', missing: unknown }, distance: null };
  if (reference === null) return { liquidation: { status: 'unknown', missing: `price of ${asset}` }, distance: null };
  const solution = solutions.get(asset);
  if (solution?.roots === null) return { liquidation: { status: 'unknown', missing: solution.reason }, distance: null };
  const roots = solution?.roots ?? { down: null, up: null };
  const move = nearestMove(roots);
  return {
    liquidation: liquidationAt(reference, asset, roots),
    distance: move === null ? null : distanceOf(move, reference, volatilityOf(book, asset)),
  };
}

const volatilityOf = (book: Book, asset: string): number | null => book.parameters.dailyVolatility[asset] ?? null;

function evaluateRow(row: Row, ledger: Ledger, at: number, sums: Sums, adjusted: Money, place: (asset: string, reference: Price | null) => Placed): RowEvaluation {
  const terms = ledger.rowTerms(at);
  const mark = ledger.prices().mark.get(row.instrument.symbol) ?? null;
  const own = terms?.maintenanceMargin ?? null;
  const complete = sums.unpricedRows === 0 && sums.unmarginedRows === 0;
  const rest = own === null ? null : asMoney(sums.maintenanceMargin.minus(own));
  const placed: Placed = row.unsupported === null
    ? place(row.instrument.base, mark)
    : { liquidation: { status: 'unknown', missing: row.unsupported }, distance: null };
  return {
    row,
    mark,
    terms,
    maintenanceShare: own === null || !complete || sums.maintenanceMargin.isZero() ? null : ratioOf(own, sums.maintenanceMargin),
    ...placed,
    withoutThis: rest === null || totalsUnknown(sums) ? null : { adjustedEquity: adjusted, maintenanceMargin: rest, marginRatio: ratioOf(rest, adjusted) },
  };
}

const totalsUnknown = (sums: Sums): boolean =>
  sums.unpricedRows + sums.unmarginedRows + sums.unpricedCollateral + sums.unpricedDebts + sums.unweightedCollateral > 0;

function underlyingOf(book: Book, ledger: Ledger, asset: string, place: (asset: string, reference: Price | null) => Placed): UnderlyingEvaluation {
  const rows = (book.rowsByBase.get(asset) ?? []).flatMap((at) => book.rows[at] ?? []);
  const lines = (book.collateralByAsset.get(asset) ?? []).flatMap((at) => book.collateral[at] ?? []);
  const reference = ledger.prices().index.get(asset) ?? largestRowMark(rows, ledger);
  const positions = rows.reduce<Decimal>((sum, row) => (row.unsupported === null ? sum.plus(row.size) : sum), ZERO);
  return { asset, reference, ...place(asset, reference), netSize: lines.reduce((sum, line) => sum.plus(line.amount), positions) };
}

function largestRowMark(rows: readonly Row[], ledger: Ledger): Price | null {
  const marks = ledger.prices().mark;
  const largest = rows.toSorted((a, b) => b.absoluteSize.comparedTo(a.absoluteSize)).find((row) => marks.has(row.instrument.symbol));
  return largest === undefined ? null : marks.get(largest.instrument.symbol) ?? null;
}

function nearestOf(underlyings: readonly UnderlyingEvaluation[]): UnderlyingEvaluation | null {
  return underlyings.reduce<UnderlyingEvaluation | null>((best, candidate) => {
    if (candidate.distance === null) return best;
    return best?.distance == null || candidate.distance.fraction.abs().lt(best.distance.fraction.abs()) ? candidate : best;
  }, null);
}

/** From what is known alone: a missing input must not silence the tests that can be made. */
function distanceInputs(book: Book, solutions: ReadonlyMap<string, Solution>): Pick<StageInputs, 'sigmas' | 'distance'> {
  let [sigmas, distance]: [number | null, number | null] = [null, null];
  for (const [asset, solution] of solutions) {
    const move = solution.roots === null ? null : nearestMove(solution.roots);
    if (move === null) continue;
    const fraction = move.toNumber();
    const volatility = volatilityOf(book, asset);
    distance = Math.min(distance ?? Infinity, Math.abs(fraction));
    if (volatility !== null) sigmas = Math.min(sigmas ?? Infinity, Math.abs(Math.log1p(fraction)) / volatility);
  }
  return { sigmas, distance };
}
