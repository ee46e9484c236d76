import { Decimal, ONE, ZERO } from '../../num/units.ts';
import { listedLiabilityWeight } from '../../domain/account.ts';
import { pieceAt, type WeighedStand } from '../weighedPiece.ts';
import { type Moving, weighedStandOf } from '../weighedStand.ts';
import { owedOn } from './balanceTrees.ts';
import { difference, negative, product, quotient, scaled, sum, valueOf } from './build.ts';
import { betaLeaf, ONE_LEAF, parameterLeaf } from './leaves.ts';
import type { DerivationNode } from './node.ts';
import type { PoolParts, RowParts } from './rowTrees.ts';
import { countedAs, type EquityTree, equityTree } from './weighedTrees.ts';
import { countedTree, stepsOf } from './weightTree.ts';

/** A currency that is weighed after its open profit, about to move. */
export type Weigher = Readonly<{ parts: PoolParts; tree: EquityTree; stand: WeighedStand; rows: readonly RowParts[]; /** Null where every beta is 1. */ betaOf: (asset: string) => DerivationNode | null }>;

/** What weighing adds to the line at a move. */
export type WeighedLine = Readonly<{ constants: readonly DerivationNode[]; slopes: readonly DerivationNode[] }>;

/** @param joint betas are those of the joint move */
export function weighersOf(parts: PoolParts, moving: Moving, joint: boolean): readonly Weigher[] {
  const { engine: { book, ledger } } = parts;
  return [...book.weighings.values()].flatMap((weighing): Weigher[] => {
    const [stand, tree] = [weighedStandOf(book, ledger, weighing, moving), equityTree(parts, weighing.asset)];
    if (stand === null || tree === null) return [];
    const rows = moving.rows.flatMap((at) => parts.rows[at] ?? []).filter(({ row, missing }) => row.instrument.settle === weighing.asset && missing === null && !moving.rowBeta(row.instrument.base).isZero());
    return [{ parts, tree, stand, rows, betaOf: (asset) => (joint ? betaLeaf(parts.engine, asset) : null) }];
  });
}

/** The piece that holds on the way to a move is that of the equity just before it. */
const JUST_BEFORE = new Decimal('1e-45');

function equityAt({ equity, beta, gains }: WeighedStand, x: Decimal): Decimal {
  if (beta.isZero()) return gains.reduce<Decimal>((sum_, gain) => sum_.plus(gain.amount.times(Decimal.max(-1, gain.beta.times(x)))), equity);
  const coins = gains.reduce<Decimal>((sum_, { amount }) => sum_.plus(amount), ZERO);
  const price = Decimal.max('1e-60', ONE.plus(beta.times(x)));
  return equity.plus(coins).minus(coins.div(price));
}

/** What weighing adds to the line at a move, on the way to it from 0. */
export function weighedLine(weigher: Weigher, x: Decimal): WeighedLine {
  const { parts: { engine }, tree: { asset, rate, balance, profit, equity }, stand, rows, betaOf } = weigher;
  const unit = engine.book.valuationCurrency;
  const piece = pieceAt(stand.pieces, equityAt(stand, x.times(ONE.minus(JUST_BEFORE))));
  const own = difference(`${asset} that counts, less the margin on a debt`, countedAs(engine, balance, equity), owedOn(engine, asset, equity), asset);
  const there = rows.length === 0 ? null : pieceTree(weigher, piece);
  const [constants, slopes]: [DerivationNode[], DerivationNode[]] = [[], []];
  const add = (gain: DerivationNode, base: string, beta: Decimal): void => {
    if (beta.times(x).plus(1).lt('-1e-50')) constants.push(negative(`${gain.name} at a price of 0`, gain));
    else slopes.push(scaled(`${gain.name}, by its beta`, gain, [betaOf(base)], unit));
  };
  if (there !== null && piece !== pieceAt(stand.pieces, stand.equity)) constants.push(scaled(`change of weight of ${asset}`, difference(`${asset} that counts by the weight there, less by its own`, there.counted, own, asset), [rate], unit));
  if (there !== null) {
    const less = difference(`weight of ${asset} less 1`, there.weight, ONE_LEAF);
    for (const row of valueOf(less)?.isZero() === true ? [] : rows) {
      const { base } = row.row.instrument;
      const gained = row.leg.settlement === 'inverse' ? quotient(`coins of ${row.leg.name} at the mark`, row.leg.quantity, row.mark, asset) : product(`exposure of ${row.leg.name}`, [row.leg.quantity, row.mark], asset);
      add(scaled(`weighing of the gain of ${row.leg.name}`, product('gain by the weight less 1', [gained, less], asset), [rate], unit), base, betaIn(weigher, base));
    }
  }
  if (!stand.beta.isZero()) {
    const before = difference(`${asset} that the balance counts for, less the margin on a debt`, countedAs(engine, balance, balance.amount), owedOn(engine, asset, balance.amount), asset);
    const weighed = difference(`weighing of the open profit in ${asset}, by the weight there`, difference('what the profit counts for', there?.counted ?? own, before, asset), profit, asset);
    add(scaled(`worth of the weighing in ${asset}`, weighed, [rate], unit), asset, stand.beta);
  }
  return { constants, slopes };
}

const betaIn = ({ parts: { engine }, betaOf }: Weigher, base: string): Decimal => (betaOf(base) === null ? ONE : engine.book.beta(base));

/** What the equity of today would count for on a piece, and the weight of that piece. */
function pieceTree({ parts: { engine }, tree: { asset, balance, equity } }: Weigher, piece: number): Readonly<{ counted: DerivationNode; weight: DerivationNode }> {
  if (piece === 0) {
    const listed = listedLiabilityWeight(engine.book.parameters, asset);
    const weight = listed === undefined ? ONE_LEAF : parameterLeaf(engine, `liability weight of ${asset}`, listed, 'liabilityWeights', { asset });
    return { weight, counted: product(`${asset} as a debt`, [equity, weight], asset) };
  }
  const step = (stepsOf(engine, balance.weighed, balance.line) ?? [])[piece - 1];
  if (step === undefined) return { weight: ONE_LEAF, counted: equity };
  const above = product(`${asset} by the weight there`, [difference(`${asset} above the floor of the weight`, equity, step.from, asset), step.weight], asset);
  return { weight: step.weight, counted: sum(`${asset} that counts by the weight there`, [countedTree(engine, balance.weighed, step.from, balance.line), above], asset) };
}
