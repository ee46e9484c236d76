import type { Book } from './book.ts';
import type { Ledger } from './ledger.ts';
import type { OptionRule } from './optionRule.ts';
import { rateOf } from './prices.ts';

/** One thing that is not known, and the figures that it makes unknown or only a bound. */
export type MissingInput = Readonly<{ missing: string; makesUnknown: readonly string[]; blocksLiquidation: boolean }>;

const MAINTENANCE = ['maintenanceMargin', 'buffer', 'marginRatio'];
const REQUIREMENT = [...MAINTENANCE, 'initialMargin', 'freeMargin', 'initialMarginRatio'];
const WEIGHT = ['adjustedEquity', 'buffer', 'freeMargin', 'marginRatio', 'initialMarginRatio'];
const COLLATERAL = ['equity', 'leverage', ...WEIGHT];
const EVERYTHING = [...COLLATERAL, 'maintenanceMargin', 'initialMargin', 'notional', 'unrealizedPnl'];
const FEES = ['adjustedEquity', 'freeMargin', 'initialMarginRatio', 'buffer', 'marginRatio'];
const OPTION_WORTH = ['equity', 'leverage', 'notional', 'optionValue'];
const ORDERS = ['orderMargin', 'initialMargin', 'freeMargin', 'initialMarginRatio'];

/** What an option lacks: its price, and what its requirement hangs on. */
function missingOfOption({ rows, valuationCurrency }: Book, ledger: Ledger, at: number, { size, lacks }: OptionRule): readonly MissingInput[] {
  const row = rows[at];
  if (row === undefined) return [];
  const { symbol, base, quote, settle } = row.instrument;
  const { mark, index } = ledger.prices();
  const short = size.isNegative();
  const unpriced = !mark.has(symbol) ? `mark price of ${symbol}` : rateOf(settle, valuationCurrency, index) === null ? `index price of ${settle}` : null;
  const unasked = !short ? null : unpriced ?? (lacks !== null ? `${lacks} (${symbol})` : [base, quote].find((asset) => rateOf(asset, valuationCurrency, index) === null) ?? null);
  return [
    ...(unpriced === null ? [] : [{ missing: unpriced, makesUnknown: OPTION_WORTH, blocksLiquidation: false }]),
    ...(unasked === null ? [] : [{ missing: unasked === base || unasked === quote ? `index price of ${unasked}` : unasked, makesUnknown: REQUIREMENT, blocksLiquidation: true }]),
  ];
}

/** What the account lacks, in words that name it; empty when every figure is exact. */
export function missingInputs(book: Book, ledger: Ledger): readonly MissingInput[] {
  const { mark, index } = ledger.prices();
  const found = new Map<string, MissingInput>();
  const add = (missing: string, makesUnknown: readonly string[], blocksLiquidation: boolean): void => {
    const before = found.get(missing);
    found.set(missing, {
      missing,
      makesUnknown: [...new Set([...(before?.makesUnknown ?? []), ...makesUnknown])],
      blocksLiquidation: blocksLiquidation || before?.blocksLiquidation === true,
    });
  };
  book.rows.forEach((row, at) => {
    if (row.option !== null) { for (const own of missingOfOption(book, ledger, at, row.option)) add(own.missing, own.makesUnknown, own.blocksLiquidation); return; }
    const { symbol, settle } = row.instrument;
    const terms = ledger.rowTerms(at);
    if (row.unsupported !== null) add(`margin of ${symbol}: ${row.unsupported}`, EVERYTHING, true);
    else if (!mark.has(symbol)) add(`mark price of ${symbol}`, EVERYTHING, true);
    else if (rateOf(settle, book.valuationCurrency, index) === null) add(`index price of ${settle}`, EVERYTHING, true);
    else if (terms !== null && terms.maintenanceMargin === null) {
      const unknown = terms.initialMargin === null ? REQUIREMENT : MAINTENANCE;
      add(row.rule.lacks !== null ? `${row.rule.lacks} of ${symbol}` : `margin of ${symbol}: its notional is above the last tier`, unknown, true);
    } else if (terms !== null && terms.initialMargin === null) add(`initial margin rate of ${symbol}`, ['initialMargin', 'freeMargin', 'initialMarginRatio'], false);
  });
  book.collateral.forEach((line, at) => {
    const { asset } = line.collateral;
    if (line.amount.isZero()) return;
    if (rateOf(asset, book.valuationCurrency, index) === null) add(`index price of ${asset}`, line.owedMargin.isZero() ? COLLATERAL : [...COLLATERAL, ...REQUIREMENT], true);
    else if (ledger.collateralTerms(at)?.adjustedValue === null) add(`collateral weight of ${asset}`, WEIGHT, true);
  });
  for (const asset of book.weighings.keys()) if (ledger.weighedProfit(asset)?.isKnown === false) add(`collateral weight of ${asset}`, WEIGHT, true);
  for (const holding of book.holdings.values()) {
    if (holding.reserve === null || ledger.orderMargin(holding.symbol) !== null) continue;
    const { symbol, instrument: { settle } } = holding;
    if (!mark.has(symbol)) add(`mark price of ${symbol}`, ORDERS, false);
    else if (rateOf(settle, book.valuationCurrency, index) === null) add(`index price of ${settle}`, ORDERS, false);
    else add(`order margin of ${symbol}`, ORDERS, false);
  }
  for (const [settle, holdings] of book.chargedBySettle) {
    for (const { symbol, charge } of holdings) {
      const terms = ledger.chargeTerms(symbol);
      if (charge === null || (terms?.maintenance != null && terms.openingFee !== null)) continue;
      const makesUnknown = [...(terms?.maintenance == null ? MAINTENANCE : []), ...(terms?.openingFee == null ? FEES : [])];
      if (rateOf(settle, book.valuationCurrency, index) === null) add(`index price of ${settle}`, makesUnknown, true);
      else add(`${charge.lacks ?? 'order margin'} of ${symbol}`, makesUnknown, true);
    }
  }
  return [...found.values()];
}
