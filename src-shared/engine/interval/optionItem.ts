import { ZERO } from '../../num/units.ts';
import { optionPricesOf } from '../optionSums.ts';
import { optionTermsOf } from '../optionTerms.ts';
import type { Row } from '../row.ts';
import { type Lacks, LACKS_NOTHING, NO_PART, type Part } from './part.ts';
import { type Item, rateReach, type View } from './view.ts';

/** Options as they stand: how far the price of one has moved since it was seen nobody says, and its figures then have no bounds. */
export const optionItems = (view: View): readonly Item[] => view.book.rows.filter(({ option }) => option !== null).map((row) => optionItem(view, row));

function optionItem(view: View, row: Row): Item {
  const part = partOf(view, row);
  return { moving: [], settles: [], leans: () => [], lacks: lacksOf(view, row), at: () => part };
}

function partOf({ book, prices }: View, row: Row): Part {
  const terms = row.option === null ? null : optionTermsOf(row.option, optionPricesOf(row, book.valuationCurrency, prices));
  return terms === null ? NO_PART : { ...NO_PART, equity: terms.value, maintenance: terms.maintenanceMargin ?? ZERO, initial: terms.initialMargin ?? ZERO };
}

function lacksOf(view: View, { option, instrument: { symbol, base, quote, settle } }: Row): Lacks {
  const own = view.reachOf(base, `mark:${symbol}`) !== 'still' || rateReach(view, settle) !== 'still';
  const short = option?.size.isNegative() === true && (own || rateReach(view, base) !== 'still' || rateReach(view, quote) !== 'still');
  return { ...LACKS_NOTHING, equity: own, maintenance: short, initial: short };
}
