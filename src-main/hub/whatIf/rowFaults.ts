import type { Fault } from '#shared/domain/failure.ts';
import { rowWords } from '../insight/figures.ts';
import type { Draft } from './draft.ts';

const NAMES: Readonly<Record<string, string>> = {
  contracts: 'Contracts', entryPrice: 'Entry price', symbol: 'Symbol', leverage: 'Leverage', isolatedMargin: 'Isolated margin', amount: 'Amount', weight: 'Weight', price: 'Price', asset: 'Asset', tierRule: 'Tier rule',
};

const sentence = (text: string): string => `${text.replaceAll(' in quotes', '')}${/[.!?]$/.test(text) ? '' : '.'}`;

/** A breach of a rule of documents, told of the change that made it: `positions.3.contracts` becomes `changes.0.contracts`. */
export function rowFault({ path, message }: Fault, { positions, collateral, orders }: Draft): Fault {
  const [list = '', place = '', field = ''] = path.split('.');
  const at = Number(place);
  const row = list === 'positions' ? named(positions[at], (value) => rowWords(value)) : list === 'collateral' ? named(collateral[at], ({ asset }) => asset) : list === 'orders' ? named(orders[at], ({ symbol }) => `the order on ${symbol}`) : null;
  if (row === null || row.by === null) return { path: 'book', message: sentence(`${path} ${message}`) };
  return { path: `changes.${row.by}.${field === '' ? 'row' : field}`, message: sentence(field === '' ? `${row.name} ${message}` : `${NAMES[field] ?? field} of ${row.name} ${message}`) };
}

function named<T>(row: Readonly<{ value: T; by: number | null }> | undefined, nameOf: (value: T) => string): Readonly<{ name: string; by: number | null }> | null {
  return row === undefined ? null : { name: nameOf(row.value), by: row.by };
}
