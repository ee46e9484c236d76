import type { Listing } from '#shared/domain/listing.ts';
import { isObject, type JsonObject } from '../../feeds/json.ts';
import { assetIn, assetOf, listing, nameIn, positiveIn, powerOfTen, rateIn, readRows, timeIn } from '../fields.ts';
import type { ListSource } from '../source.ts';

/** The first step of the margin schedule. */
function firstLevel(row: JsonObject): JsonObject {
  const levels: readonly unknown[] = Array.isArray(row['marginLevels']) ? row['marginLevels'] : [];
  return levels.find(isObject) ?? {};
}

/** Linear (PF, FF), inverse (PI, FI) and vanilla (PV, FV) contracts; indices are left out. The REST of 2021 wrote names in small letters. */
function contract(row: JsonObject, told: string): Listing | null {
  const symbol = told === told.toLowerCase() ? told.toUpperCase() : told;
  const [, form, coin, money, day] = /^([PF][FIV])_([A-Za-z0-9]+?)(USDT|USDC|USD|EUR|GBP|XBT)(_\d{6})?$/.exec(symbol) ?? [];
  if (form === undefined || coin === undefined || money === undefined) return null;
  const [base, quote] = [assetIn(row, 'base') ?? assetOf(coin), assetIn(row, 'quote') ?? assetOf(money)];
  const inverse = form.endsWith('I');
  const [level, tradeable] = [firstLevel(row), row['tradeable']];
  // A quanto of the venue, such as the old PV_XRPXBT, settles in its quote as linear ones do.
  return listing({ symbol, kind: day === undefined ? 'perpetual' : 'future', settlement: inverse ? 'inverse' : 'linear', base, quote, settle: inverse ? base : quote }, {
    contractSize: positiveIn(row, 'contractSize'), tickSize: positiveIn(row, 'tickSize'), lotSize: powerOfTen(row['contractValueTradePrecision']), expiry: timeIn(row, 'lastTradingTime'),
    status: tradeable === true ? 'trading' : tradeable === false ? 'halted' : undefined, initialMarginRate: rateIn(level, 'initialMargin'), maintenanceMarginRate: rateIn(level, 'maintenanceMargin'),
  });
}

/** `instruments` of Kraken Futures. */
export const KRAKEN: readonly ListSource[] = [{
  id: 'kraken', venue: 'kraken', title: 'Kraken Futures', url: 'https://futures.kraken.com/derivatives/api/v3/instruments',
  read: (body) => (isObject(body) && nameIn(body, 'result') !== 'error' ? readRows(body['instruments'], 'symbol', contract) : null),
}];
