import { listedVolatility } from '../domain/account.ts';
import { asMoney, type Decimal, type Money, ONE, type Price, quotient, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import type { CollateralLine } from './collateralLines.ts';
import type { CollateralTerms } from './collateralTerms.ts';
import { ratioOf, type Totals, totalsOf } from './figures.ts';
import type { Ledger } from './ledger.ts';
import type { Distance, Liquidation, Move } from './liquidation.ts';
import { moveOf, sigmasOf } from './liquidation.ts';
import { missingInputs, type MissingInput } from './missing.ts';
import { assetMoves, jointMoves, type Solution } from './moves.ts';
import { standsOf } from './stands.ts';
import { optionMoves, toldAssets } from './optionMoves.ts';
import { NO_PATHS, type OptionPaths } from './optionPath.ts';
import { optionSolver } from './optionSolver.ts';
import type { OptionTerms } from './optionTerms.ts';
import { type Place, type Placed, placer } from './place.ts';
import { rateOf } from './prices.ts';
import { type Row, sizeAt } from './row.ts';
import { placedApart, rowPlacer, type RowPlace } from './rowPlace.ts';
import type { RowTerms } from './rowTerms.ts';
import type { StageInputs } from './stage.ts';
import { hasGaps, knownAdjustedEquity, knownBuffer, type Sums } from './sums.ts';
import { accountWithout } from './without.ts';

export type RowEvaluation = Readonly<{
  row: Row;
  mark: Price | null;
  terms: RowTerms | null;
  /** Fraction of the account's maintenance margin; null when either is unknown. */
  maintenanceShare: Decimal | null;
  /** By the venue's convention for a row. */
  liquidation: Liquidation;
  distance: Distance | null;
  /** The mark at which the account is liquidated when everything on the underlying moves with it. */
  moving: Placed;
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
  /** Base units over positions and collateral, signed; null while an inverse row has no mark. */
  netSize: Decimal | null;
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

/** The whole account as it stands: totals, rows, collateral, liquidation prices and moves. Pure; reads no clock. @param paths what options are worth after a move; liquidation is then told with them re-priced */
export function evaluate(book: Book, ledger: Ledger, paths: OptionPaths = NO_PATHS): Evaluation {
  const sums = ledger.sums();
  const missing = missingInputs(book, ledger);
  const named = (inputs: readonly MissingInput[]): string | null => (inputs.length === 0 ? null : inputs.map((input) => input.missing).join(', '));
  const unanswered = [...missing, ...optionMoves(book, paths)];
  const unknown = named(unanswered.filter((input) => input.blocksLiquidation));
  const equityUnknown = named(unanswered.filter((input) => input.makesUnknown.includes('equity') || input.makesUnknown.includes('jointMove.bankruptcy')));
  const stands = standsOf(book, ledger);
  const buffer = knownBuffer(sums);
  const solver = optionSolver(book, ledger, paths);
  const told = toldAssets(book);
  const solved = (asset: string): Solution | null => solver?.assetMoves(asset) ?? (book.assets.includes(asset) ? assetMoves(book, ledger, stands, asset, buffer) : null);
  const solutions = new Map(told.flatMap((asset) => { const own = solved(asset); return own === null ? [] : [[asset, own] as const]; }));
  const place = placer(book, solutions, unknown);
  const apart = (row: Row): Placed | null => placedApart(row, solver === null ? null : (asset) => place(asset, referenceOf(book, ledger, asset)));
  const placeRow = rowPlacer(book, ledger, stands, place, unknown, apart);
  const underlyings = told.map((asset) => underlyingOf(book, ledger, asset, place));
  const shareOf = sharesOf(sums);
  return {
    totals: totalsOf(sums),
    rows: book.rows.map((row, at) => evaluateRow(book, row, ledger, at, { sums, place, placeRow, apart, shareOf })),
    collateral: book.collateral.map((line, at) => ({
      line,
      index: rateOf(line.collateral.asset, book.valuationCurrency, ledger.prices().index),
      terms: ledger.collateralTerms(at),
      liquidation: place(line.collateral.asset, ledger.prices().index.get(line.collateral.asset) ?? null).liquidation,
    })),
    underlyings,
    jointMove: {
      liquidation: moveOf(solver?.jointMoves('liquidation') ?? jointMoves(book, ledger, stands, 'liquidation'), unknown, 'liquidation'),
      bankruptcy: moveOf(solver?.jointMoves('bankruptcy') ?? jointMoves(book, ledger, stands, 'bankruptcy'), equityUnknown, 'bankruptcy'),
    },
    nearest: nearestOf(underlyings),
    missing,
    stageInputs: { ...ratioInputs(sums), ...distanceInputs(book, solutions) },
  };
}

/**
 * The part of the stage tests that a tick alone changes: exact comparison for liquidation, a fraction for the rest.
 * Debts that nothing covers are as bad as liquidation, even without a position; that is only said when all is known.
 */
export function ratioInputs(sums: Sums): Pick<StageInputs, 'liquidating' | 'ratio'> {
  const adjusted = knownAdjustedEquity(sums);
  const required = sums.maintenanceMargin;
  const insolvent = adjusted.lt(0) && !hasGaps(sums);
  const liquidating = (required.gt(0) && adjusted.lte(required)) || insolvent;
  return { liquidating, ratio: ratioOf(required, adjusted)?.toNumber() ?? null };
}

type ShareOf = (own: Money) => Decimal | null;

/** Share of the account's maintenance margin; null when that is 0 or not wholly known. One division serves all rows. */
function sharesOf({ maintenanceMargin, unpricedRows, unmarginedRows, unmarginedOptions, unpricedOwed, unmarginedOrders }: Sums): ShareOf {
  if (unpricedRows > 0 || unmarginedRows > 0 || unmarginedOptions > 0 || unpricedOwed > 0 || unmarginedOrders > 0 || maintenanceMargin.isZero()) return () => null;
  const each = ONE.div(maintenanceMargin);
  return (own) => quotient(own.times(each));
}

type RowSetting = Readonly<{ sums: Sums; place: Place; placeRow: RowPlace; apart: (row: Row) => Placed | null; shareOf: ShareOf }>;

function evaluateRow(book: Book, row: Row, ledger: Ledger, at: number, { sums, place, placeRow, apart, shareOf }: RowSetting): RowEvaluation {
  const terms = ledger.rowTerms(at) ?? asRowTerms(ledger.optionTerms(at));
  const mark = ledger.prices().mark.get(row.instrument.symbol) ?? null;
  const own = terms?.maintenanceMargin ?? null;
  const without = hasGaps(sums) ? null : accountWithout(book, ledger, at);
  return {
    row,
    mark,
    terms,
    maintenanceShare: own === null ? null : shareOf(ledger.requiredOf(at)),
    ...placeRow(row, at, mark),
    moving: apart(row) ?? place(row.instrument.base, mark),
    withoutThis: without === null ? null : { ...without, marginRatio: ratioOf(without.maintenanceMargin, without.adjustedEquity) },
  };
}

/** An option as a row: its notional is its worth without sign. */
const asRowTerms = (terms: OptionTerms | null): RowTerms | null => (terms === null ? null : { ...terms, notional: asMoney(terms.value.abs()), maintenanceFloor: asMoney(ZERO) });

function underlyingOf(book: Book, ledger: Ledger, asset: string, place: Place): UnderlyingEvaluation {
  const rows = (book.rowsByBase.get(asset) ?? []).flatMap((at) => book.rows[at] ?? []);
  const lines = (book.collateralByAsset.get(asset) ?? []).flatMap((at) => book.collateral[at] ?? []);
  const reference = referenceOf(book, ledger, asset);
  const held = lines.reduce<Decimal>((sum, line) => sum.plus(line.amount), ZERO);
  return { asset, reference, ...place(asset, reference), netSize: netSizeOf(rows, ledger, held) };
}

/** The index, else the mark of the largest row. */
function referenceOf(book: Book, ledger: Ledger, asset: string): Price | null {
  return ledger.prices().index.get(asset) ?? largestRowMark((book.rowsByBase.get(asset) ?? []).flatMap((at) => book.rows[at] ?? []), ledger);
}

function netSizeOf(rows: readonly Row[], ledger: Ledger, held: Decimal): Decimal | null {
  return rows.reduce<Decimal | null>((sum, row) => {
    if (row.unsupported !== null) return sum;
    const size = sizeAt(row, ledger.prices().mark.get(row.instrument.symbol) ?? null);
    return sum === null || size === null ? null : sum.plus(size);
  }, held);
}

function largestRowMark(rows: readonly Row[], ledger: Ledger): Price | null {
  const marks = ledger.prices().mark;
  const priced = rows.filter((row) => marks.has(row.instrument.symbol));
  const largest = priced.length < 2 ? priced[0] : priced.toSorted((a, b) => b.leg.quantity.abs().comparedTo(a.leg.quantity.abs()))[0];
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
    const volatility = listedVolatility(book.parameters, asset);
    // The root that is nearer by price need not be the one that is nearer by σ.
    for (const root of [solution.roots?.down, solution.roots?.up]) {
      if (root === null || root === undefined) continue;
      const fraction = root.toNumber();
      distance = Math.min(distance ?? Infinity, Math.abs(fraction));
      if (volatility !== null) sigmas = Math.min(sigmas ?? Infinity, sigmasOf(fraction, volatility));
    }
  }
  return { sigmas, distance };
}
