import type { Instrument, MarginTier } from '../domain/instrument.ts';
import { type DecimalText, isDecimalText } from '../num/units.ts';
import { invariant } from '../util/invariant.ts';

/** Decimal text that a rule or a table holds. @throws InvariantError when it is none: a table has been damaged */
export function decimal(value: string): DecimalText {
  invariant(isDecimalText(value), 'rules and tables hold plain decimals');
  return value;
}

/** One row a tier, ascending. */
export type TierRows = readonly (readonly string[])[];

/** Tables by symbol, as a file holds them. */
export type TierTable = Readonly<Record<string, TierRows>>;

type Column = 'floor' | 'cap' | 'rate' | 'amount' | 'initial' | 'leverage';

/** The order of most tables whose rule deducts an amount, and of most whose rule takes a tier's rate on all of a size. */
export const AMOUNT_COLUMNS: readonly Column[] = ['floor', 'cap', 'rate', 'amount', 'leverage'];
export const FLAT_COLUMNS: readonly Column[] = ['floor', 'cap', 'rate', 'initial'];

/** Tiers of one symbol, and the size above which its table says nothing. */
export type Ladder = Pick<Instrument, 'tiers' | 'notionalCap'>;

/** The rows of a symbol; undefined when the table lacks it. Own fields only: a symbol may be called `constructor`. */
export const rowsOf = (table: TierTable, symbol: string): TierRows | undefined => (Object.hasOwn(table, symbol) ? table[symbol] : undefined);

/**
 * Rows of a table as tiers. A tier begins where the one below ends: tables that count whole contracts write the first
 * contract of a tier, one above the last of the tier below.
 *
 * @param columns what the cells of a row are, in order; the cap of the last row is where the table ends
 */
export function ladderOf(rows: TierRows, columns: readonly Column[]): Ladder {
  const cell = (row: readonly string[] | undefined, column: Column): DecimalText | null => {
    const found = row?.[columns.indexOf(column)];
    return found === undefined ? null : decimal(found);
  };
  const tiers = rows.map((row, at): MarginTier => {
    const [initial, leverage] = [cell(row, 'initial'), cell(row, 'leverage')];
    return {
      notionalFloor: cell(rows[at - 1], 'cap') ?? decimal('0'),
      maintenanceMarginRate: cell(row, 'rate') ?? decimal(''),
      maintenanceAmount: cell(row, 'amount') ?? decimal('0'),
      ...(initial === null ? {} : { initialMarginRate: initial }),
      ...(leverage === null ? {} : { maxLeverage: leverage }),
    };
  });
  const cap = cell(rows.at(-1), 'cap');
  return { tiers, ...(cap === null ? {} : { notionalCap: cap }) };
}
