import type { OpenOrder, Position } from '../../domain/account.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { Decimal, toText } from '../../num/units.ts';
import type { PoolEngine } from '../accountEngine.ts';
import type { Row } from '../row.ts';
import { constant, leaf, product } from './build.ts';
import type { DerivationNode } from './node.ts';

/** What was told and what the venue rules: the ends of every tree. */

/** A row in words: its symbol, its side in hedge mode, and whether it is margined alone. */
export const rowName = ({ position: { symbol, positionSide, marginMode } }: Pick<Row, 'position'>): string =>
  [symbol, ...(positionSide === 'both' ? [] : [positionSide]), ...(marginMode === 'isolated' ? ['isolated'] : [])].join(' ');

/** A coin-settled option is priced in its coin. */
const unitOfPrice = ({ kind, settlement, base, quote, settle }: Instrument): string => `${kind === 'option' && settlement === 'inverse' ? settle : quote} per ${base}`;

/** Mark of a symbol, quote per base, > 0; without a value when it is not known. */
export function markLeaf({ ledger }: PoolEngine, instrument: Instrument): DerivationNode {
  const { symbol } = instrument;
  const mark = ledger.prices().mark.get(symbol);
  return leaf(`mark price of ${symbol}`, 'input', mark === undefined ? null : toText(mark), unitOfPrice(instrument), { kind: 'price', key: `mark:${symbol}` });
}

/** Valuation currency per unit of an asset; null for the valuation currency itself, which counts as it is. */
export function indexLeaf({ book, ledger }: PoolEngine, asset: string): DerivationNode | null {
  if (asset === book.valuationCurrency) return null;
  const index = ledger.prices().index.get(asset);
  return leaf(`index price of ${asset}`, 'input', index === undefined ? null : toText(index), `${book.valuationCurrency} per ${asset}`, { kind: 'price', key: `index:${asset}` });
}

/** What a venue's set, or an instrument under it, says. */
export function parameterLeaf({ book }: PoolEngine, name: string, value: string | null, field: string, of: Readonly<{ symbol?: string; asset?: string; tier?: number }> = {}): DerivationNode {
  return leaf(name, 'parameter', value, undefined, { kind: 'parameter', parameterSet: book.parameters.id, field, ...of });
}

/** contracts · contractSize, signed: base units, quote units when inverse, settle units per quote point when quanto. */
function sized(engine: PoolEngine, name: string, contracts: DerivationNode, instrument: Instrument): DerivationNode {
  const unit = instrument.settlement === 'inverse' ? instrument.quote : instrument.settlement === 'quanto' ? `${instrument.settle} per point` : instrument.base;
  if (new Decimal(instrument.contractSize).eq(1)) return { ...contracts, name, unit };
  return product(name, [contracts, parameterLeaf(engine, `contract size of ${instrument.symbol}`, instrument.contractSize, 'contractSize', { symbol: instrument.symbol })], unit);
}

const idOf = ({ symbol, positionSide, marginMode }: Position): string => `${symbol}|${positionSide}|${marginMode}`;

export const contractsLeaf = (position: Position): DerivationNode =>
  leaf(`contracts of ${rowName({ position })}`, 'input', position.contracts, 'contracts', { kind: 'position', row: idOf(position), field: 'contracts' });

export const quantityOf = (engine: PoolEngine, { position, instrument }: Row): DerivationNode => sized(engine, `size of ${rowName({ position })}`, contractsLeaf(position), instrument);

export const entryOf = ({ position, instrument }: Row): DerivationNode =>
  leaf(`entry price of ${rowName({ position })}`, 'input', position.entryPrice, unitOfPrice(instrument), { kind: 'position', row: idOf(position), field: 'entryPrice' });

export const leverageOf = ({ position }: Row): DerivationNode | null => (position.leverage === undefined
  ? null
  : leaf(`leverage of ${rowName({ position })}`, 'input', position.leverage, undefined, { kind: 'position', row: idOf(position), field: 'leverage' }));

/** @param number from 1, among the orders of the symbol */
export function orderLeaves(engine: PoolEngine, instrument: Instrument, { contracts, price }: OpenOrder, number: number): Readonly<{ quantity: DerivationNode; price: DerivationNode }> {
  const { symbol, quote, base } = instrument;
  const name = `order ${number} on ${symbol}`;
  const of = (field: 'contracts' | 'price', value: string, unit: string): DerivationNode => leaf(`${field} of ${name}`, 'input', value, unit, { kind: 'order', symbol, order: number, field });
  return { quantity: sized(engine, `size of ${name}`, of('contracts', contracts, 'contracts'), instrument), price: of('price', price, `${quote} per ${base}`) };
}

/** Beta of an asset in the joint move; null when it is 1. */
export function betaLeaf({ book }: PoolEngine, asset: string): DerivationNode | null {
  const beta = book.beta(asset);
  return beta.eq(1) ? null : leaf(`beta of ${asset}`, 'input', toText(beta), undefined, { kind: 'beta', asset });
}

export const ONE_LEAF = constant(1, 'one');
export const ZERO_LEAF = constant(0, 'zero');
