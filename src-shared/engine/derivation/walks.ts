import { ONE, ZERO } from '../../num/units.ts';
import type { Target } from '../accountCurve.ts';
import type { Book } from '../book.ts';
import { assetMoves, jointMoves, type Solution, symbolMoves } from '../moves.ts';
import { type AnyStand, standsOf } from '../stands.ts';
import { movingAsset, movingSymbol, movingTogether } from '../weighedStand.ts';
import { type Counting, countingsOf, EVERY_ROW, isShort } from '../sides.ts';
import { knownBuffer } from '../sums.ts';
import { difference, max, negative, sum, sumOfKnown, valueOf } from './build.ts';
import { chargedTree } from './chargeTrees.ts';
import { adjustedValue, collateralValue, owedTree } from './collateralTrees.ts';
import { betaLeaf } from './leaves.ts';
import type { Follower, Walk } from './line.ts';
import type { Mover } from './mover.ts';
import type { DerivationNode } from './node.ts';
import { type PoolParts, rowMaintenance, type RowParts, rowProfit } from './rowTrees.ts';
import { poolTotal, sideTree } from './totalTrees.ts';
import { adjustmentTree, equityTree, owedByProfit } from './weighedTrees.ts';
import { type Weigher, weighersOf } from './weigher.ts';

/** What the engine found of one walk, with all that it walked over. */
export type Walked = Readonly<{ solution: Solution; walks: readonly Walk[] }>;

/** One asset alone moves: its rows, the collateral in it, and the rows settled in it. */
export function assetWalk(parts: PoolParts, asset: string): Walked {
  const { engine: { book, ledger }, rows } = parts;
  const stands = standsOf(book, ledger);
  const settled = (book.rowsBySettle.get(asset) ?? []).flatMap((at) => rows[at] ?? []).filter(({ leg, missing }) => leg.settlement !== 'inverse' && missing === null);
  const held = (book.collateralByAsset.get(asset) ?? []).flatMap((at) => collateralFollower(parts, at, 'liquidation', null)).concat(chargeFollower(parts, asset, false));
  const weighers = weighersOf(parts, movingAsset(book, asset), false);
  const touched = [asset, ...new Set(settled.map(({ row }) => row.instrument.base))];
  const movers = ({ counts }: Counting): readonly Mover[] => (book.rowsByBase.get(asset) ?? []).flatMap((at) => moverOf(parts, stands, at, null, counts));
  const followers = ({ counts }: Counting): readonly Follower[] => [...settled.map((row): Follower => ({ value: bufferTree(parts, row, counts(row.row)), beta: null, betaNode: null })), ...held];
  return { solution: assetMoves(book, ledger, stands, asset, knownBuffer(ledger.sums())), walks: walksOf(parts, 'liquidation', touched, movers, followers, weighers) };
}

/** What a row adds to the buffer at its mark: by its profit alone where its requirement is not counted. */
function bufferTree({ engine }: PoolParts, row: RowParts, counted: boolean): DerivationNode {
  const [profit, required] = [rowProfit(engine, row), rowMaintenance(engine, row)];
  return counted && valueOf(required) !== null ? difference(`P&L less requirement of ${row.leg.name}`, profit, required, engine.book.valuationCurrency) : profit;
}

/** One symbol's mark alone moves, in its settle currency. */
export function symbolWalk(parts: PoolParts, symbol: string): Walked {
  const { engine: { book, ledger }, rows } = parts;
  const stands = standsOf(book, ledger);
  const held = book.holdings.get(symbol)?.rows ?? [];
  const own = held.flatMap((at) => rows[at] ?? []);
  const base = own[0]?.row.instrument.base ?? '';
  const movers = ({ counts }: Counting): readonly Mover[] => held.flatMap((at) => moverOf(parts, stands, at, null, counts));
  const followers = (counting: Counting, start: DerivationNode): readonly Follower[] => (own[0]?.leg.settlement === 'inverse' ? [restFollower(parts, symbol, own, counting, start)] : []);
  return { solution: symbolMoves(book, ledger, stands, symbol, knownBuffer(ledger.sums())), walks: walksOf(parts, 'liquidation', [base], movers, followers, weighersOf(parts, movingSymbol(book, symbol), false)) };
}

/** In coins everything but an inverse symbol stands still, so that in the valuation currency it moves along. */
function restFollower(parts: PoolParts, symbol: string, own: readonly RowParts[], { counts }: Counting, start: DerivationNode): Follower {
  const unit = parts.engine.book.valuationCurrency;
  const moving = sum(`P&L less requirement of ${symbol}`, [...own.filter(({ missing }) => missing === null).map((row) => bufferTree(parts, row, counts(row.row))), ...weighedBuffer(parts, own[0]?.row.instrument.settle ?? '')], unit);
  return { value: difference(`all but ${symbol}, which is worth as much in coins`, start, moving, unit), beta: null, betaNode: null };
}

/** What weighing the open profit of a currency adds to the buffer; nothing where it is not weighed. */
function weighedBuffer(parts: PoolParts, asset: string): readonly DerivationNode[] {
  const tree = equityTree(parts, asset);
  if (tree === null) return [];
  const owed = owedByProfit(parts, tree);
  return [adjustmentTree(parts, tree), ...(owed === null ? [] : [negative(`less ${owed.name}`, owed)])];
}

/** All assets move, each by beta · x. */
export function jointWalk(parts: PoolParts, target: Target): Walked {
  const { engine, rows } = parts;
  const { book, ledger } = engine;
  const stands = standsOf(book, ledger);
  const followers = book.collateral.flatMap((line, at) => (book.beta(line.collateral.asset).isZero() ? [] : collateralFollower(parts, at, target, line.collateral.asset)))
    .concat(target === 'bankruptcy' ? [] : [...book.chargedBySettle.keys()].flatMap((settle) => (book.beta(settle).isZero() ? [] : chargeFollower(parts, settle, true))));
  const movers = ({ counts }: Counting): readonly Mover[] => rows.flatMap(({ row: { instrument: { base } } }, at) => (
    book.beta(base).isZero() ? [] : moverOf(parts, stands, at, base, (row) => target === 'liquidation' && counts(row))
  ));
  return { solution: jointMoves(book, ledger, stands, target), walks: walksOf(parts, target, [...book.rowsByBase.keys()], movers, () => followers, target === 'bankruptcy' ? [] : weighersOf(parts, movingTogether(book), true)) };
}

/** @param asset whose beta the row moves by; null for 1 */
function moverOf(parts: PoolParts, stands: readonly (AnyStand | null)[], at: number, asset: string | null, counts: Counting['counts']): readonly Mover[] {
  const [row, stand] = [parts.rows[at], stands[at] ?? null];
  if (row === undefined || stand === null) return [];
  const { engine } = parts;
  return [{ parts: row, stand, counted: counts(row.row), beta: asset === null ? ONE : engine.book.beta(asset), betaNode: asset === null ? null : betaLeaf(engine, asset) }];
}

function collateralFollower({ engine }: PoolParts, at: number, target: Target, asset: string | null): readonly Follower[] {
  const line = engine.book.collateral[at];
  if (line === undefined || engine.ledger.collateralTerms(at) === null) return [];
  const owed = target === 'bankruptcy' ? null : owedTree(engine, at, line);
  const counted = target === 'bankruptcy' ? collateralValue(engine, at, line) : adjustedValue(engine, at, line);
  if (valueOf(counted) === null) return [];
  const value = owed === null ? counted : difference(`${counted.name}, less the margin on the debt`, counted, owed, counted.unit);
  return [{ value, beta: asset === null ? null : engine.book.beta(asset), betaNode: asset === null ? null : betaLeaf(engine, asset) }];
}

/** What open orders ask for is fixed in their settle currency. */
function chargeFollower({ engine }: PoolParts, settle: string, joint: boolean): readonly Follower[] {
  const value = chargedTree(engine, settle);
  return value === null ? [] : [{ value, beta: joint ? engine.book.beta(settle) : null, betaNode: joint ? betaLeaf(engine, settle) : null }];
}

type Movers = (counting: Counting) => readonly Mover[];
type Followers = (counting: Counting, start: DerivationNode) => readonly Follower[];

/** One walk for each way to count the requirements of some assets. */
function walksOf(parts: PoolParts, target: Target, assets: readonly string[], movers: Movers, followers: Followers, weighers: readonly Weigher[]): readonly Walk[] {
  const { engine: { book, ledger } } = parts;
  const start = poolTotal(parts, target === 'liquidation' ? 'buffer' : 'equity', sumOfKnown);
  const countings = target === 'bankruptcy' ? [EVERY_ROW] : countingsOf(book, ledger, assets);
  const isPlain = target === 'bankruptcy' || book.rules.sides === 'sum';
  return countings.map((counting): Walk => {
    const own = isPlain ? start : relieved(parts, start, assets, counting);
    return { start: own, movers: movers(counting), followers: followers(counting, own), weighers, unit: book.valuationCurrency };
  });
}

/** The buffer when the requirement of each underlying is that of a chosen side, and not of the larger one. */
function relieved(parts: PoolParts, start: DerivationNode, assets: readonly string[], { counts }: Counting): DerivationNode {
  const { engine: { book } } = parts;
  const reliefs = assets.flatMap((asset) => {
    const short = rowsOn(book, asset).find(isShort);
    if (short === undefined || rowsOn(book, asset).every(isShort)) return [];
    const sides = [sideTree(parts, asset, false), sideTree(parts, asset, true)] as const;
    const larger = max(`maintenance margin on ${asset}, of the larger side`, sides, book.valuationCurrency);
    const chosen = sides[counts(short) ? 1 : 0];
    const relief = difference(`requirement of the larger side less the one counted, on ${asset}`, larger, chosen, book.valuationCurrency);
    return (valueOf(relief) ?? ZERO).isZero() ? [] : [relief];
  });
  return reliefs.length === 0 ? start : sum('buffer with the requirement of one side', [start, ...reliefs], book.valuationCurrency);
}

const rowsOn = (book: Book, asset: string) => (book.rowsByBase.get(asset) ?? []).flatMap((at) => book.rows[at] ?? []);
