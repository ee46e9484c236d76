import type { Collateral, Position } from '#shared/domain/account.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { averageEntry, profitAt } from '#shared/engine/kernel/contractTerms.ts';
import { legOf } from '#shared/engine/row.ts';
import { Decimal, type DecimalText, quotient, term, toText, ZERO } from '#shared/num/units.ts';
import type { DraftRow } from './draft.ts';
import { lineId, putRow } from './draft.ts';

/** What a trade leaves: the position (null when it is closed), and the profit that became cash, in the settle currency. */
export type Traded = Readonly<{ position: Position | null; cash: Decimal }>;

/**
 * A cross position after a trade, without a fee: what is added joins the average entry, what is closed becomes cash, and
 * what is left of a trade through zero is opened at its price.
 *
 * @param contracts signed, not 0
 */
export function traded(position: Position, instrument: Instrument, contracts: DecimalText, price: DecimalText): Traded {
  const [held, added] = [new Decimal(position.contracts), new Decimal(contracts)];
  const left = held.plus(added);
  if (held.isNegative() === added.isNegative()) {
    const entry = averageEntry(instrument.settlement, [{ quantity: held, price: new Decimal(position.entryPrice) }, { quantity: added, price: new Decimal(price) }]);
    return { position: { ...position, contracts: toText(left), entryPrice: toText(quotient(entry)) }, cash: ZERO };
  }
  const isThrough = added.abs().gt(held.abs());
  const cash = profitOf(position, instrument, isThrough ? held : added.neg(), price);
  if (left.isZero()) return { position: null, cash };
  return { position: { ...position, contracts: toText(left), ...(isThrough ? { entryPrice: price } : {}) }, cash };
}

/** What closing a position at a price pays out, in the settle currency: an isolated one with its margin, and never less than nothing. */
export function closed(position: Position, instrument: Instrument, price: DecimalText): Decimal {
  const profit = profitOf(position, instrument, new Decimal(position.contracts), price);
  return position.marginMode === 'isolated' ? Decimal.max(ZERO, profit.plus(position.isolatedMargin ?? ZERO)) : profit;
}

const profitOf = ({ entryPrice }: Position, instrument: Instrument, contracts: Decimal, price: DecimalText): Decimal =>
  term(profitAt(legOf(instrument, toText(contracts), entryPrice), new Decimal(price)));

/** Collateral after a payment into the balance of an asset; nothing is no payment. */
export function paid(lines: readonly DraftRow<Collateral>[], asset: string, payment: Decimal, by: number): readonly DraftRow<Collateral>[] {
  if (payment.isZero()) return lines;
  const line = lines.find(({ value }) => value.asset === asset);
  if (line === undefined) return putRow(lines, lineId({ asset, amount: toText(payment) }), { asset, amount: toText(payment) }, by);
  return putRow(lines, line.id, { ...line.value, amount: toText(new Decimal(line.value.amount).plus(payment)) }, by);
}
