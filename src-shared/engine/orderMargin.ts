import { Decimal, type Money, type Price, term, ZERO } from '../num/units.ts';
import type { Book, BookOrder, Holding } from './book.ts';
import { tierOf } from './margin/tieredMargin.ts';

/**
 * What the open orders of one symbol reserve beyond its positions:
 *
 *   max(0, IM at the worst exposure − IM of the exposure held) + open loss
 *
 * The worst exposure is the larger of |positions + all buys| and |positions + all sells|, at the mark. The open loss
 * of an order is what filling it at its price would lose at once: size · max(0, price − mark) for a buy, the mirror
 * for a sell. Reduce-only orders reserve nothing.
 *
 * Only asked of a holding that has an order of that kind.
 *
 * @returns valuation currency, ≥ 0; null when neither a row's leverage nor the schedule says a rate, or the model
 * does not cover the contract
 * @source docs/margin-models.md, "Open orders"
 */
export function orderMarginOf(book: Book, holding: Holding, mark: Price, rate: Decimal | null): Money | null {
  const orders = holding.orders.filter(({ order }) => !order.reduceOnly);
  const rows = holding.rows.flatMap((at) => book.rows[at] ?? []);
  if (holding.unsupported || rows.some((row) => row.unsupported !== null)) return null;
  const held = rows.reduce<Decimal>((sum, row) => sum.plus(row.size), ZERO);
  const sum = (side: readonly BookOrder[]): Decimal => side.reduce<Decimal>((total, { size }) => total.plus(size), held);
  const worst = Decimal.max(
    held.abs(),
    sum(orders.filter(({ size }) => size.isPositive())).abs(),
    sum(orders.filter(({ size }) => size.isNegative())).abs(),
  );
  const leverageRate = rows.find((row) => row.leverageRate !== null)?.leverageRate ?? null;
  const margin = (size: Decimal): Decimal | null => {
    const notional = size.times(mark);
    const tier = holding.schedule === null ? null : tierOf(holding.schedule, notional);
    const marginRate = leverageRate ?? tier?.initialMarginRate ?? null;
    return marginRate === null ? null : notional.times(marginRate);
  };
  const [needed, present] = [margin(worst), margin(held.abs())];
  if (needed === null || present === null) return null;
  const openLoss = orders.reduce((total, { size, price }) => total.plus(Decimal.max(ZERO, size.times(price.minus(mark)))), ZERO);
  const reserved = Decimal.max(ZERO, needed.minus(present)).plus(openLoss);
  return term(rate === null ? reserved : reserved.times(rate));
}
