import type { Settlement } from '../../domain/instrument.ts';
import { absolute, difference, product, quotient } from './build.ts';
import type { DerivationNode } from './node.ts';

/** A position or order as trees: its signed quantity, its entry price, and the currency it is settled in. */
export type LegTree = Readonly<{ name: string; settlement: Settlement; settle: string; quantity: DerivationNode; entry: DerivationNode }>;

/** |quantity| · price, or |quantity| / price when inverse; settle currency, ≥ 0. */
export function notionalTree({ name, settlement, settle, quantity }: LegTree, price: DerivationNode, at: string): DerivationNode {
  const size = absolute(`size of ${name}, without sign`, quantity);
  const words = `notional of ${name} at ${at}`;
  return settlement === 'inverse' ? quotient(words, size, price, settle) : product(words, [size, price], settle);
}

/** Profit at a mark, signed, settle currency: q · (mark − entry), or q / entry − q / mark when inverse. */
export function profitTree({ name, settlement, settle, quantity, entry }: LegTree, mark: DerivationNode): DerivationNode {
  const words = `profit of ${name}, in its settle currency`;
  if (settlement !== 'inverse') return product(words, [quantity, difference('mark less entry', mark, entry, mark.unit)], settle);
  return difference(words, quotient('coins at the entry price', quantity, entry, settle), quotient('coins at the mark', quantity, mark, settle), settle);
}
