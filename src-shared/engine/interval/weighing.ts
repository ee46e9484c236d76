import { asPrice, Decimal, ONE, type Price, ZERO } from '../../num/units.ts';
import type { Row } from '../row.ts';
import { openProfitOf, owedOf, type ProfitWeighing, type WeightPiece, weighedProfitOf } from '../profitWeighing.ts';
import { pieceAt } from '../weighedPiece.ts';
import { type Lacks, LACKS_NOTHING, NO_PART, type Part } from './part.ts';
import { isSpread, movedBy } from './reach.ts';
import { type Choice, isProfitKnown, type Item, markReach, pricedHoldings, rateAt, rateReach, type View } from './view.ts';

/** Every choice of a piece for each currency whose equity may have passed an edge; null when there are more than `most`. */
export function weightChoices(views: readonly View[], most: number): readonly Choice[] | null {
  let choices: readonly Choice[] = [new Map()];
  for (const view of views) {
    for (const weighing of view.book.weighings.values()) {
      if (!isMoving(view, weighing)) continue;
      const reached = reachedPieces(view, weighing);
      if (choices.length * reached.length > most) return null;
      choices = choices.flatMap((choice) => reached.map((piece): Choice => new Map([...choice, [weighing.asset, piece]])));
    }
  }
  return choices;
}

/** What is weighed beside the rows themselves: all of it where no price of it has moved, else what does not depend on marks. */
export const weighingItems = (view: View): readonly Item[] => [...view.book.weighings.values()].flatMap((weighing) => {
  if (rowsIn(view, weighing.asset).length === 0) return [];
  return isMoving(view, weighing) ? [movingItem(view, weighing)] : [stillItem(view, weighing)];
});

/** What a row adds where its profit is weighed: its profit in full is in the account already. @param profit in the valuation currency */
export function weighedPart(view: View, settle: string, profit: Decimal, choice: Choice): Readonly<{ adjusted: Decimal; owed: Decimal }> {
  const [weighing, piece] = [view.book.weighings.get(settle), choice.get(settle)];
  if (weighing === undefined || piece === undefined) return NOTHING;
  return { adjusted: profit.times(countedWeight(piece).minus(ONE)), owed: isDebt(piece) && isProfitKnown(view, settle) ? profit.times(weighing.surplus).neg() : ZERO };
}

const NOTHING = { adjusted: ZERO, owed: ZERO } as const;

const isDebt = ({ from }: WeightPiece): boolean => from === null;
/** Without the margin on a debt, which is part of the requirement here. */
const countedWeight = (piece: WeightPiece): Decimal => (isDebt(piece) ? ONE : piece.weight);

type Held = Readonly<{ row: Row; mark: Price; down: Price; up: Price; moves: boolean; isBounded: boolean }>;

/** Priced rows that are settled in a currency, with the ends of their marks. */
function rowsIn(view: View, asset: string): readonly Held[] {
  return pricedHoldings(view).flatMap(({ symbol, instrument, rows }): readonly Held[] => {
    const mark = view.prices.mark.get(symbol);
    if (instrument.settle !== asset || mark === undefined) return [];
    const reach = markReach(view, instrument);
    const end = (z: Decimal): Price => (isSpread(reach) ? asPrice(movedBy(mark, reach, z)) : mark);
    return rows.flatMap((at) => view.book.rows[at] ?? []).map((row) => ({ row, mark, down: end(ONE.neg()), up: end(ONE), moves: isSpread(reach), isBounded: reach !== 'unbounded' }));
  });
}

function isMoving(view: View, { asset }: ProfitWeighing): boolean {
  const rows = rowsIn(view, asset);
  return rows.length > 0 && (isSpread(rateReach(view, asset)) || rows.some(({ moves }) => moves));
}

const sumOf = (rows: readonly Held[], of: (row: Held) => Decimal): Decimal => rows.reduce<Decimal>((sum, row) => sum.plus(of(row)), ZERO);

function reachedPieces(view: View, { asset, amount, pieces }: ProfitWeighing): readonly WeightPiece[] {
  const rows = rowsIn(view, asset);
  const ends = ({ row, down, up }: Held): readonly [Decimal, Decimal] => [openProfitOf(row, down), openProfitOf(row, up)];
  const [low, high] = [sumOf(rows, (row) => Decimal.min(...ends(row))), sumOf(rows, (row) => Decimal.max(...ends(row)))];
  return pieces === null || pieces.length === 0 ? [WHOLE] : pieces.slice(pieceAt(pieces, amount.plus(low)), pieceAt(pieces, amount.plus(high)) + 1);
}

/** Stands for a weight that is no straight piece: what it decides is not said. */
const WHOLE: WeightPiece = { from: ZERO, weight: ONE, offset: ZERO };

/** Only of weights that fall is the least of all pieces what counts. */
const isConcave = (pieces: readonly WeightPiece[]): boolean => pieces.every((piece, at) => at === 0 || countedWeight(piece).lte(countedWeight(pieces[at - 1] ?? piece)));

function stillItem(view: View, weighing: ProfitWeighing): Item {
  const profit = sumOf(rowsIn(view, weighing.asset), ({ row, mark }) => openProfitOf(row, mark));
  return itemOf(view, weighing, (rate) => {
    const { adjustment, owedMargin } = weighedProfitOf(weighing, profit, rate, isProfitKnown(view, weighing.asset));
    return { adjusted: adjustment, owed: owedMargin };
  }, LACKS_NOTHING);
}

function movingItem(view: View, weighing: ProfitWeighing): Item {
  const { asset, amount, weighting, surplus, pieces } = weighing;
  const counted = weighting.counted(amount) ?? ZERO;
  const owes = !surplus.isZero() && isProfitKnown(view, asset);
  const owed = owes ? owedOf(weighing, amount) : ZERO;
  const said = pieces !== null && isConcave(pieces);
  const unbounded = owes && rowsIn(view, asset).some(({ isBounded }) => !isBounded);
  const margin = (!said && owes) || unbounded;
  return itemOf(view, weighing, (rate, choice) => {
    const piece = choice.get(asset);
    if (piece === undefined) return NOTHING;
    return { adjusted: rate.times(amount.times(countedWeight(piece)).plus(piece.offset).minus(counted)), owed: rate.times((owes && isDebt(piece) ? amount.neg().times(surplus) : ZERO).minus(owed)) };
  }, { equity: false, adjusted: !said, maintenance: margin, initial: margin });
}

function itemOf(view: View, { asset }: ProfitWeighing, worth: (rate: Decimal, choice: Choice) => Readonly<{ adjusted: Decimal; owed: Decimal }>, lacks: Lacks): Item {
  return {
    moving: isSpread(rateReach(view, asset)) ? [asset] : [], settles: [], lacks, leans: () => [],
    at: (standing, choice): Part => {
      const rate = rateAt(view, asset, standing);
      if (rate === null) return NO_PART;
      const { adjusted, owed } = worth(rate, choice);
      return { ...NO_PART, adjusted, maintenance: owed, initial: owed };
    },
  };
}
