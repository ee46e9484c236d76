import type { Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import { type MissingInput, missingInputs } from './missing.ts';
import { NO_PATHS, type OptionPaths } from './optionPath.ts';

/**
 * What nobody says of options that have no path: what those on an underlying are worth after a move, and what short ones ask for
 * then. It makes no figure of now unknown. Long ones ask for nothing and count in no adjusted equity, so that a liquidation
 * price is not touched by them.
 */
export function optionMoves({ rows }: Book, paths: OptionPaths = NO_PATHS): readonly MissingInput[] {
  const held = rows.flatMap(({ option, instrument }) => (option === null || paths(instrument) !== null ? [] : [{ base: instrument.base, short: option.size.isNegative() }]));
  return [...Map.groupBy(held, ({ base }) => base)].map(([base, own]): MissingInput => {
    const short = own.some((one) => one.short);
    return {
      missing: `${short ? 'margin' : 'worth'} of options on ${base} after a move`, makesUnknown: ['exposure', 'jointMove.bankruptcy', ...(short ? ['liquidationPrice', 'jointMove.liquidation'] : [])], blocksLiquidation: short,
    };
  });
}

/** All that stands in the way of an answer about moves: inputs that are missing, and options. */
export const unansweredMoves = (book: Book, ledger: Ledger, paths: OptionPaths): readonly MissingInput[] => [...missingInputs(book, ledger), ...optionMoves(book, paths)];

/** Whether an option on an asset is short: it asks for more or less as the asset moves, whatever the account is valued in. */
export const isSoldOn = ({ rows }: Book, asset: string): boolean => rows.some(({ option, instrument }) => option !== null && option.size.isNegative() && instrument.base === asset);

/** Assets whose move may liquidate: those of the book, and the valuation currency where an option on it is short. */
export function toldAssets(book: Book): readonly string[] {
  const { assets, valuationCurrency } = book;
  return assets.includes(valuationCurrency) || !isSoldOn(book, valuationCurrency) ? assets : [...assets, valuationCurrency];
}
