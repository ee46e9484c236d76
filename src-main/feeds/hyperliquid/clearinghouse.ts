import { type DecimalText, type EpochMs, isPriceText } from '#shared/num/units.ts';
import { parseExact } from '../exactJson.ts';
import { isObject, type JsonObject, timeOf } from '../json.ts';
import { plainText } from '../numberText.ts';

/** What a position's margin is drawn from, and how far it is levered. */
export type Leverage = Readonly<{
  type: 'cross' | 'isolated';
  value: DecimalText;
  /** Of an isolated position: the dollars set apart for it, less what it cost. */
  rawUsd: DecimalText | null;
}>;

export type AccountPosition = Readonly<{
  coin: string;
  /** Units of the coin, + long, − short; never zero. */
  size: DecimalText;
  entryPrice: DecimalText | null;
  leverage: Leverage;
  maxLeverage: DecimalText | null;
  /** Null when no price would liquidate it. */
  liquidationPrice: DecimalText | null;
  /** |size| at the mark, in the margin currency, as are the figures below. */
  positionValue: DecimalText;
  marginUsed: DecimalText;
  unrealizedPnl: DecimalText;
  /** + was paid, − was received. Null where the venue does not say. */
  funding: Readonly<{ allTime: DecimalText; sinceOpen: DecimalText; sinceChange: DecimalText }> | null;
}>;

export type MarginSummary = Readonly<{ accountValue: DecimalText; notional: DecimalText; rawUsd: DecimalText; marginUsed: DecimalText }>;

/** An account of one exchange (the venue's own, or a builder's), in the exact text of the venue. */
export type ClearinghouseState = Readonly<{
  positions: readonly AccountPosition[];
  /** With isolated positions. Null where the venue does not say, as are the other figures. */
  margin: MarginSummary | null;
  /** Without them. */
  crossMargin: MarginSummary | null;
  crossMaintenanceMargin: DecimalText | null;
  withdrawable: DecimalText | null;
  at: EpochMs | null;
}>;

export type AccountReport = Readonly<{
  /** In lower case. */
  address: string;
  /** Empty: the venue's own exchange. */
  dex: string;
  state: ClearinghouseState;
}>;

/** Its message is the path of a field of the wrong form. Never leaves this file. */
class WrongForm extends Error {
  override name = 'WrongForm';
}

const ADDRESS = /^0x[0-9a-f]{40}$/;

/** @returns the path of the first field that is of the wrong form */
function orPath<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof WrongForm) return error.message;
    throw error;
  }
}

/**
 * One `clearinghouseState` frame of the stream.
 *
 * @returns the account, or the path of the first field that is of the wrong form
 */
export function readAccountFrame(frame: string): AccountReport | string {
  const json = parseExact(frame);
  if (!isObject(json)) return '(not an object)';
  return json['channel'] === 'clearinghouseState' ? readAccount(json['data']) : 'channel';
}

/** The `data` of such a frame, parsed with its numbers as text. @returns the account, or the path of the first field that is of the wrong form */
export function readAccount(data: unknown): AccountReport | string {
  return orPath(() => {
    const fields = object(data, 'data');
    const { user, dex = '' } = fields;
    const address = typeof user === 'string' ? user.toLowerCase() : '';
    if (!ADDRESS.test(address)) throw new WrongForm('data.user');
    if (typeof dex !== 'string') throw new WrongForm('data.dex');
    return { address, dex, state: stateOf(object(fields['clearinghouseState'], 'data.clearinghouseState'), 'data.clearinghouseState.') };
  });
}

/**
 * The account itself, as the stream wraps it and the info endpoint answers it.
 *
 * @returns the state, or the path of the first field that is of the wrong form
 */
export const readClearinghouseState = (value: unknown): ClearinghouseState | string => orPath(() => stateOf(object(value, '(not an object)'), ''));

function stateOf(fields: JsonObject, path: string): ClearinghouseState {
  const rows = fields['assetPositions'];
  if (!Array.isArray(rows)) throw new WrongForm(`${path}assetPositions`);
  const at = timeOf(fields['time']);
  if (at === null && fields['time'] !== undefined) throw new WrongForm(`${path}time`);
  return {
    // A position that was closed may stay in the list, with a size of zero.
    positions: rows.map((row: unknown, index) => positionOf(row, `${path}assetPositions.${index}`)).filter(({ size }) => Number(size) !== 0),
    margin: summaryOf(fields, 'marginSummary', path),
    crossMargin: summaryOf(fields, 'crossMarginSummary', path),
    crossMaintenanceMargin: numberOrNone(fields, 'crossMaintenanceMarginUsed', path),
    withdrawable: numberOrNone(fields, 'withdrawable', path),
    at,
  };
}

function summaryOf(fields: JsonObject, name: string, before: string): MarginSummary | null {
  if (fields[name] === undefined || fields[name] === null) return null;
  const path = `${before}${name}.`;
  const summary = object(fields[name], `${before}${name}`);
  return {
    accountValue: number(summary, 'accountValue', path), notional: number(summary, 'totalNtlPos', path),
    rawUsd: number(summary, 'totalRawUsd', path), marginUsed: number(summary, 'totalMarginUsed', path),
  };
}

function positionOf(row: unknown, before: string): AccountPosition {
  const fields = object(object(row, before)['position'], `${before}.position`);
  const path = `${before}.position.`;
  const { coin } = fields;
  if (typeof coin !== 'string' || coin === '') throw new WrongForm(`${path}coin`);
  const entryPrice = numberOrNone(fields, 'entryPx', path);
  if (entryPrice !== null && !isPriceText(entryPrice)) throw new WrongForm(`${path}entryPx`);
  const liquidationPrice = numberOrNone(fields, 'liquidationPx', path);
  return {
    coin, entryPrice,
    size: number(fields, 'szi', path),
    leverage: leverageOf(fields['leverage'], `${path}leverage`),
    maxLeverage: numberOrNone(fields, 'maxLeverage', path),
    // A price that is none cannot be reached.
    liquidationPrice: liquidationPrice !== null && isPriceText(liquidationPrice) ? liquidationPrice : null,
    positionValue: number(fields, 'positionValue', path),
    marginUsed: number(fields, 'marginUsed', path),
    unrealizedPnl: number(fields, 'unrealizedPnl', path),
    funding: fundingOf(fields['cumFunding'], `${path}cumFunding`),
  };
}

function leverageOf(value: unknown, path: string): Leverage {
  const fields = object(value, path);
  const { type } = fields;
  if (type !== 'cross' && type !== 'isolated') throw new WrongForm(`${path}.type`);
  return { type, value: number(fields, 'value', `${path}.`), rawUsd: numberOrNone(fields, 'rawUsd', `${path}.`) };
}

function fundingOf(value: unknown, path: string): AccountPosition['funding'] {
  if (value === undefined || value === null) return null;
  const fields = object(value, path);
  const of = (name: string): DecimalText => number(fields, name, `${path}.`);
  return { allTime: of('allTime'), sinceOpen: of('sinceOpen'), sinceChange: of('sinceChange') };
}

function object(value: unknown, path: string): JsonObject {
  if (!isObject(value)) throw new WrongForm(path);
  return value;
}

function number(fields: JsonObject, name: string, path: string): DecimalText {
  const text = numberOrNone(fields, name, path);
  if (text === null) throw new WrongForm(`${path}${name}`);
  return text;
}

function numberOrNone(fields: JsonObject, name: string, path: string): DecimalText | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' || typeof value === 'number' ? plainText(String(value)) : null;
  if (text === null) throw new WrongForm(`${path}${name}`);
  return text;
}
