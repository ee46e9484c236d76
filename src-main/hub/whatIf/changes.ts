import type { Collateral, Position } from '#shared/domain/account.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { WhatIfChange } from '#shared/ipc/whatIf.ts';
import { Decimal, type DecimalText, toText } from '#shared/num/units.ts';
import { assertNever } from '#shared/util/assertNever.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { rowIdOf, rowWords } from '../insight/figures.ts';
import type { PriceKey } from '../priceBoard.ts';
import { type Draft, dropRow, type DraftRow, putRow } from './draft.ts';
import { closed, paid, traded } from './trade.ts';
import * as typed from './typed.ts';

/** What changes are made with. */
export type Ground = Readonly<{
  /** The account's own instrument, else the venue's; null when neither knows the symbol. */
  instrument: (symbol: string) => Instrument | null;
  /** A price of the fork before any is typed. */
  priceOf: (key: PriceKey) => DecimalText | null;
}>;

type Changed = Result<Draft, typed.FieldFault>;
type Of<K extends WhatIfChange['kind']> = Extract<WhatIfChange, { kind: K }>;

const fault = (field: string, message: string): Result<never, typed.FieldFault> => err({ field, message });

/** A draft with one change made to it. @param by the place of the change in its list */
export function changed(draft: Draft, change: WhatIfChange, by: number, ground: Ground): Changed {
  switch (change.kind) {
    case 'trade': return trade(draft, change, by, ground);
    case 'editPosition': return editPosition(draft, change, by);
    case 'closePosition': return closePosition(draft, change, by, ground);
    case 'transfer': return transfer(draft, change, by);
    case 'editCollateral': return editCollateral(draft, change, by);
    case 'removeCollateral': return withRow(draft.collateral, change.row, 'collateral', () => ok({ ...draft, collateral: dropRow(draft.collateral, change.row) }));
    case 'addOrder': return putOrder(draft, change, `${change.symbol.trim()}|+${by}`, change.symbol.trim(), by, ground);
    case 'editOrder': return withRow(draft.orders, change.row, 'order', ({ value: { symbol } }) => putOrder(draft, change, change.row, symbol, by, ground));
    case 'removeOrder': return withRow(draft.orders, change.row, 'order', () => ok({ ...draft, orders: dropRow(draft.orders, change.row) }));
    case 'setPrice': return setPrice(draft, change);
    default: return assertNever(change, 'change');
  }
}

function withRow<T>(rows: readonly DraftRow<T>[], id: string, what: string, act: (row: DraftRow<T>) => Changed): Changed {
  const row = rows.find((own) => own.id === id);
  return row === undefined ? fault('row', `There is no ${what} ${id.split('|')[0] ?? ''} in this book any more.`) : act(row);
}

const mark = (draft: Draft, ground: Ground, symbol: string): DecimalText | null => draft.prices.get(`mark:${symbol}`) ?? ground.priceOf(`mark:${symbol}`);

function trade(draft: Draft, change: Of<'trade'>, by: number, ground: Ground): Changed {
  const symbol = change.symbol.trim();
  const instrument = ground.instrument(symbol);
  if (symbol === '') return fault('symbol', 'Symbol is empty; expected one of the account, or one that its venue lists.');
  if (instrument === null) return fault('symbol', `Symbol is "${symbol}", which neither this account nor its venue knows; expected one of theirs.`);
  const contracts = typed.contracts(change.contracts);
  if (!contracts.ok) return contracts;
  const known = mark(draft, ground, symbol);
  const price = change.price.trim() === '' && known !== null ? ok(known) : typed.price(change.price);
  if (!price.ok) return change.price.trim() === '' ? fault('price', `Price is empty, and no mark of ${symbol} is known here; expected the price of the trade.`) : price;
  // What has no mark yet is worth what was just paid for it.
  const prices = known === null ? new Map([...draft.prices, [`mark:${symbol}` as const, price.value]]) : draft.prices;
  const row = draft.positions.find(({ id, value }) => (change.row === null ? value.symbol === symbol && value.marginMode === 'cross' : id === change.row));
  if (row === undefined) {
    if (change.row !== null) return fault('row', `There is no position ${symbol} in this book any more.`);
    const position: Position = { symbol, contracts: contracts.value, entryPrice: price.value, marginMode: 'cross', positionSide: 'both' };
    return ok({ ...draft, positions: putRow(draft.positions, rowIdOf(position), position, by), prices });
  }
  if (row.value.marginMode === 'isolated') return fault('row', `${rowWords(row.value)} has a margin of its own: edit its size and its margin, or close it.`);
  const after = traded(row.value, instrument, contracts.value, price.value);
  const through = after.position !== null && new Decimal(after.position.contracts).isNegative() !== new Decimal(row.value.contracts).isNegative();
  if (through && row.value.positionSide !== 'both') return fault('contracts', `Contracts is "${change.contracts.trim()}", more than the ${row.value.contracts} of ${rowWords(row.value)}; expected at most that, since this side cannot turn.`);
  return ok({
    ...draft, prices, positions: after.position === null ? dropRow(draft.positions, row.id) : putRow(draft.positions, row.id, after.position, by),
    collateral: paid(draft.collateral, instrument.settle, after.cash, by),
  });
}

function editPosition(draft: Draft, change: Of<'editPosition'>, by: number): Changed {
  return withRow(draft.positions, change.row, 'position', ({ value }) => {
    const [contracts, entryPrice, leverage, margin] = [typed.contracts(change.contracts), typed.entryPrice(change.entryPrice), typed.leverage(change.leverage), typed.isolatedMargin(change.isolatedMargin)];
    if (!contracts.ok) return contracts;
    if (!entryPrice.ok) return entryPrice;
    if (!leverage.ok) return leverage;
    if (!margin.ok) return margin;
    const { leverage: _leverage, isolatedMargin: _margin, ...rest } = value;
    const position: Position = {
      ...rest, contracts: contracts.value, entryPrice: entryPrice.value,
      ...(leverage.value === null ? {} : { leverage: leverage.value }), ...(margin.value === null ? {} : { isolatedMargin: margin.value }),
    };
    return ok({ ...draft, positions: putRow(draft.positions, change.row, position, by) });
  });
}

function closePosition(draft: Draft, { row: id }: Of<'closePosition'>, by: number, ground: Ground): Changed {
  return withRow(draft.positions, id, 'position', ({ value }) => {
    const [instrument, price] = [ground.instrument(value.symbol), mark(draft, ground, value.symbol)];
    if (instrument === null || price === null) return fault('row', `${rowWords(value)} cannot be closed: no mark of it is known here. Type one in first.`);
    return ok({ ...draft, positions: dropRow(draft.positions, id), collateral: paid(draft.collateral, instrument.settle, closed(value, instrument, price), by) });
  });
}

function transfer(draft: Draft, change: Of<'transfer'>, by: number): Changed {
  const asset = change.asset.trim();
  if (asset === '') return fault('asset', 'Asset is empty; expected a name such as USDT.');
  const amount = typed.movedAmount(change.amount);
  if (!amount.ok) return amount;
  const moved = new Decimal(amount.value);
  const held = draft.collateral.find(({ value }) => value.asset === asset)?.value.amount;
  const before = new Decimal(held ?? 0);
  if (moved.isNegative() && before.plus(moved).isNegative()) return fault('amount', `Amount takes out ${toText(moved.neg())} ${asset}, and ${held === undefined || before.lte(0) ? 'none' : `only ${held}`} is there; expected at most that.`);
  return ok({ ...draft, collateral: paid(draft.collateral, asset, moved, by) });
}

function editCollateral(draft: Draft, change: Of<'editCollateral'>, by: number): Changed {
  return withRow(draft.collateral, change.row, 'collateral', ({ value }) => {
    const [amount, weight] = [typed.amount(change.amount), typed.weight(change.weight)];
    if (!amount.ok) return amount;
    if (!weight.ok) return weight;
    const { weight: before, tiers, ...rest } = value;
    // A weight for the whole amount takes the place of weights by size.
    const line: Collateral = { ...rest, amount: amount.value, ...(weight.value === null ? {} : { weight: weight.value }), ...(tiers !== undefined && weight.value === (before ?? null) ? { tiers } : {}) };
    return ok({ ...draft, collateral: putRow(draft.collateral, change.row, line, by) });
  });
}

type OrderFields = Readonly<{ contracts: string; price: string; reduceOnly: boolean }>;

function putOrder(draft: Draft, fields: OrderFields, id: string, symbol: string, by: number, ground: Ground): Changed {
  if (ground.instrument(symbol) === null) return fault('symbol', `Symbol is "${symbol}", which neither this account nor its venue knows; expected one of theirs.`);
  const [contracts, price] = [typed.contracts(fields.contracts), typed.price(fields.price)];
  if (!contracts.ok) return contracts;
  if (!price.ok) return price;
  return ok({ ...draft, orders: putRow(draft.orders, id, { symbol, contracts: contracts.value, price: price.value, reduceOnly: fields.reduceOnly }, by) });
}

function setPrice(draft: Draft, { priceKind, key, value }: Of<'setPrice'>): Changed {
  const price = typed.price(value, { field: 'value', name: 'Price' });
  return price.ok ? ok({ ...draft, prices: new Map([...draft.prices, [`${priceKind}:${key}` as const, price.value]]) }) : price;
}
