import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { type Book, createBook } from '#shared/engine/book.ts';
import { evaluate, type Evaluation } from '#shared/engine/evaluate.ts';
import type { Ledger } from '#shared/engine/ledger.ts';
import { recompute } from '#shared/engine/recompute.ts';
import { knownBuffer, knownEquity, type Sums } from '#shared/engine/sums.ts';
import { asPrice, Decimal, ONE } from '#shared/num/units.ts';
import { ledgerWith } from './account.ts';

export type Account = Readonly<{ book: Book; ledger: Ledger; evaluation: Evaluation }>;

export function accountOf({ portfolio, prices }: ParsedPortfolio): Account {
  const book = createBook(portfolio);
  const ledger = ledgerWith(book, prices);
  return { book, ledger, evaluation: evaluate(book, ledger) };
}

/**
 * The account from nothing at moved prices: the oracle for every liquidation price, which knows no tiers, lines or roots.
 *
 * @param moveOf the relative move of an asset's prices
 */
export function sumsAfter(book: Book, ledger: Ledger, moveOf: (asset: string) => Decimal): Sums {
  const { mark, index } = ledger.prices();
  const bases = new Map(book.rows.map(({ instrument }) => [instrument.symbol, instrument.base]));
  const moved = (value: Decimal, asset: string) => asPrice(value.times(ONE.plus(moveOf(asset))));
  // A valuation currency that moves makes all others worth less in it.
  const own = ONE.plus(moveOf(book.valuationCurrency));
  return recompute(book, {
    mark: new Map([...mark].map(([symbol, value]) => [symbol, moved(value, bases.get(symbol) ?? '')])),
    index: new Map([...index].map(([asset, value]) => [asset, own.eq(ONE) ? moved(value, asset) : asPrice(moved(value, asset).div(own))])),
  });
}

export type Curve = (move: Decimal) => Decimal;

/** Buffer when one asset alone moves. */
export const assetCurve = ({ book, ledger }: Account, asset: string): Curve =>
  (move) => knownBuffer(sumsAfter(book, ledger, (other) => (other === asset ? move : new Decimal(0))));

/** Buffer, or net equity, when all assets move by beta · move; no price falls below 0. */
export const jointCurve = ({ book, ledger }: Account, target: 'liquidation' | 'bankruptcy'): Curve => (move) => {
  const sums = sumsAfter(book, ledger, (asset) => Decimal.max(-1, book.beta(asset).times(move)));
  return target === 'liquidation' ? knownBuffer(sums) : knownEquity(sums);
};
