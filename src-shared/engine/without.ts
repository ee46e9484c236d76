import { listedLiabilityWeight } from '../domain/account.ts';
import { asMoney, Decimal, type Money, ONE, term, ZERO } from '../num/units.ts';
import type { Book } from './book.ts';
import { profitAt } from './kernel/contractTerms.ts';
import type { Ledger } from './ledger.ts';
import { chargedWithout, chargeTermsOf } from './orderCharge.ts';
import { rateOf } from './prices.ts';
import { createRow, type Row } from './row.ts';
import { rowTermsOf } from './rowTerms.ts';
import type { RowChange } from './sideBook.ts';
import { hasGaps, knownAdjustedEquity } from './sums.ts';

/** The account with one row closed at its mark, without a fee, in the valuation currency. */
export type Without = Readonly<{ adjustedEquity: Money; maintenanceMargin: Money }>;

/**
 * The account with a row closed at its mark, without a fee: its P&L becomes cash in the settle currency, which counts by
 * the weight of that asset from then on and lowers or raises a debt; its requirement is gone, and the other leg of a hedge
 * is asked for as one that stands alone.
 *
 * @returns null when the row is not priced, its requirement unknown, or the weight of the settle currency
 * @source docs/margin-models.md, "Without this row"
 */
export function accountWithout(book: Book, ledger: Ledger, at: number): Without | null {
  const [row, terms] = [book.rows[at], ledger.rowTerms(at)];
  if (row === undefined || terms === null || terms.maintenanceMargin === null) return null;
  const adjusted = knownAdjustedEquity(ledger.sums());
  const rate = rateOf(row.instrument.settle, book.valuationCurrency, ledger.prices().index);
  const cash = rate === null ? null : realised(book, ledger, row);
  if (rate === null || cash === null) return null;
  const value = (amount: Decimal): Money => term(rate === ONE ? amount : amount.times(rate));
  const alone = partnerAlone(book, ledger, row);
  const ordered = chargeChange(book, ledger, row, at, rate);
  // A leg that stands alone may have no bracket, and neither may its orders.
  if (ordered === null || alone.some(({ next }) => next?.maintenanceMargin === null)) return null;
  const left = cash.full ? adjusted : adjusted.minus(terms.unrealizedPnl).plus(value(cash.countedAfter)).minus(value(cash.countedBefore));
  const owed = cash.owedBefore.eq(cash.owedAfter) ? ZERO : value(cash.owedAfter).minus(value(cash.owedBefore));
  return { adjustedEquity: asMoney(left), maintenanceMargin: asMoney(ledger.maintenanceAfter([{ row, last: terms, next: null }, ...alone]).plus(owed).plus(ordered)) };
}

/**
 * The account after a payment into one of its balances.
 *
 * @param payment units of the asset, signed
 * @returns null when the account is not wholly known, or the asset's price or weight is not
 */
export function accountPaid(book: Book, ledger: Ledger, asset: string, payment: Decimal): Without | null {
  const sums = ledger.sums();
  const rate = rateOf(asset, book.valuationCurrency, ledger.prices().index);
  const cash = paidInto(book, asset, ledger.profitIn(asset), payment);
  if (rate === null || cash === null || hasGaps(sums)) return null;
  const value = (amount: Decimal): Money => term(rate === ONE ? amount : amount.times(rate));
  return {
    adjustedEquity: asMoney(knownAdjustedEquity(sums).plus(value(cash.countedAfter)).minus(value(cash.countedBefore))),
    maintenanceMargin: asMoney(sums.maintenanceMargin.plus(value(cash.owedAfter)).minus(value(cash.owedBefore))),
  };
}

type Realised = Readonly<{ full: boolean; countedBefore: Decimal; countedAfter: Decimal; owedBefore: Decimal; owedAfter: Decimal }>;

/** The balance of the settle currency before and after the P&L is paid into it, in its own units; null when no weight is known. */
function realised(book: Book, ledger: Ledger, row: Row): Realised | null {
  const { settle, symbol } = row.instrument;
  const mark = ledger.prices().mark.get(symbol);
  if (mark === undefined) return null;
  // Weighed with the balance already, it counts for as much when it is paid into it.
  if (book.weighings.has(settle)) return { full: true, countedBefore: ZERO, countedAfter: ZERO, owedBefore: ZERO, owedAfter: ZERO };
  return paidInto(book, settle, ZERO, profitAt(row.leg, mark));
}

/** A balance before and after a payment, in its own units, with the open profit that is weighed with it. */
function paidInto(book: Book, asset: string, openProfit: Decimal, payment: Decimal): Realised | null {
  const { amount: held, weighting } = book.balance(asset);
  const amount = held.plus(openProfit);
  const after = amount.plus(payment);
  const [countedBefore, countedAfter] = [weighting.counted(amount), weighting.counted(after)];
  if (!weighting.full && (countedBefore === null || countedAfter === null)) return null;
  const surplus = new Decimal(listedLiabilityWeight(book.parameters, asset) ?? ONE).minus(ONE);
  const owed = (balance: Decimal): Decimal => (balance.isNegative() ? balance.abs().times(surplus) : ZERO);
  return { full: weighting.full, countedBefore: countedBefore ?? ZERO, countedAfter: countedAfter ?? ZERO, owedBefore: owed(amount), owedAfter: owed(after) };
}

/** What the open orders on the symbol of a row ask for more once it is closed, in the valuation currency; null when unknown. */
function chargeChange(book: Book, ledger: Ledger, { instrument: { symbol } }: Row, at: number, rate: Decimal): Decimal | null {
  const [holding, before] = [book.holdings.get(symbol), ledger.chargeTerms(symbol)];
  if (holding === undefined || before === null) return ZERO;
  const { charge } = chargedWithout(book, holding, at);
  const after = charge === null ? null : chargeTermsOf(charge, rate === ONE ? null : rate).maintenance;
  return after === null || before.maintenance === null ? null : after.minus(before.maintenance);
}

/** The other leg of a hedge as one that stands alone, where that is asked for something else. */
function partnerAlone(book: Book, ledger: Ledger, row: Row): readonly RowChange[] {
  const { rules } = book;
  if (row.position.positionSide === 'both' || (rules.tierSize === 'leg' && rules.hedgedLeg === 'full')) return [];
  const at = book.rows.findIndex(({ position }) => position.symbol === row.position.symbol && position.positionSide !== 'both' && position.positionSide !== row.position.positionSide);
  const [partner, last] = [book.rows[at], ledger.rowTerms(at)];
  const mark = ledger.prices().mark.get(row.instrument.symbol);
  const rate = rateOf(row.instrument.settle, book.valuationCurrency, ledger.prices().index);
  if (partner === undefined || last === null || mark === undefined || rate === null) return [];
  return [{ row: partner, last, next: rowTermsOf(createRow(partner.position, partner.instrument, rules, ZERO, new Map()), mark, rate === ONE ? null : rate) }];
}
