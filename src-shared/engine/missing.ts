import type { Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import { rateOf } from './prices.ts';

/** One thing that is not known, and the figures that it makes unknown or only a bound. */
export type MissingInput = Readonly<{ missing: string; makesUnknown: readonly string[]; blocksLiquidation: boolean }>;

const EVERYTHING = ['equity', 'adjustedEquity', 'buffer', 'freeMargin', 'marginRatio', 'maintenanceMargin', 'initialMargin', 'unrealizedPnl'];
const REQUIREMENT = ['maintenanceMargin', 'initialMargin', 'buffer', 'freeMargin', 'marginRatio'];
const COLLATERAL = ['equity', 'adjustedEquity', 'buffer', 'freeMargin', 'marginRatio'];

/** What the account lacks, in words that name it; empty when every figure is exact. */
export function missingInputs(book: Book, ledger: Ledger): readonly MissingInput[] {
  const { mark, index } = ledger.prices();
  const found = new Map<string, MissingInput>();
  const add = (missing: string, makesUnknown: readonly string[], blocksLiquidation: boolean): void => {
    if (!found.has(missing)) found.set(missing, { missing, makesUnknown, blocksLiquidation });
  };
  book.rows.forEach((row, at) => {
    const { symbol, settle } = row.instrument;
    const terms = ledger.rowTerms(at);
    if (row.unsupported !== null) add(`margin of ${symbol}: ${row.unsupported}`, EVERYTHING, true);
    else if (!mark.has(symbol)) add(`mark price of ${symbol}`, EVERYTHING, true);
    else if (rateOf(settle, book.valuationCurrency, index) === null) add(`index price of ${settle}`, EVERYTHING, true);
    else if (terms !== null && terms.maintenanceMargin === null) {
      add(row.schedule === null ? `margin tiers of ${symbol}` : `margin of ${symbol}: its notional is above the last tier`, REQUIREMENT, true);
    } else if (terms !== null && terms.initialMargin === null) add(`initial margin rate of ${symbol}`, ['initialMargin', 'freeMargin'], false);
  });
  book.collateral.forEach((line, at) => {
    const { asset } = line.collateral;
    if (line.amount.isZero()) return;
    if (rateOf(asset, book.valuationCurrency, index) === null) add(`index price of ${asset}`, COLLATERAL, true);
    else if (ledger.collateralTerms(at)?.adjustedValue === null) add(`collateral weight of ${asset}`, ['adjustedEquity', 'buffer', 'freeMargin', 'marginRatio'], true);
  });
  for (const holding of book.holdings.values()) {
    if (holding.orders.length > 0 && ledger.orderMargin(holding.symbol) === null) {
      add(mark.has(holding.symbol) ? `order margin of ${holding.symbol}` : `mark price of ${holding.symbol}`, ['orderMargin', 'initialMargin', 'freeMargin'], false);
    }
  }
  return [...found.values()];
}
