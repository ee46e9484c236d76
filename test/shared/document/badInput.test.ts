import { describe, expect, test } from 'vitest';
import { parsePrices } from '#shared/document/parsePrices.ts';
import { VENUES } from '#shared/venues/registry.ts';
import { btc, faults, good, lines, long, read, tier } from './support/faultLines.ts';

const DECIMAL = 'expected a decimal in quotes with at most 24 digits before and after the point, such as "12.5"';
const NAME = 'text of 1 to 100 characters without control characters';

test('the document that the faults are put into is good', () => expect(faults({})).toEqual([]));

describe('one line a fault: its path, what is wrong, what is expected', () => {
  test.each<[string, object, string]>([
    ['an unknown field', { colour: 'red' }, 'colour: is not a field of this document; remove it or correct its name'],
    ['an unknown field further in', { positions: [{ ...long, size: '1' }] }, 'positions.0.size: is not a field of this document; remove it or correct its name'],
    ['an unknown field of an inline parameter set', { parameters: { id: 'a', venue: 'generic', model: 'tiered-cross', validFrom: '2026-01-01T00:00:00Z', source: 'me', fee: '1' } }, 'parameters.fee: is not a field of this document; remove it or correct its name'],
    ['a number that is no decimal', { positions: [{ ...long, contracts: '1e5' }] }, `positions.0.contracts: is "1e5"; ${DECIMAL}`],
    ['a number without quotes', { positions: [{ ...long, contracts: 1.5 }] }, `positions.0.contracts: is 1.5; ${DECIMAL}`],
    ['a number that is too long', { collateral: [{ asset: 'USD', amount: '1'.repeat(25) }] }, `collateral.0.amount: is "1111111111111111111111111"; ${DECIMAL}`],
    ['a duplicate instrument', { instruments: [btc, btc] }, 'instruments.1: is a second instrument BTC-PERP; expected one per symbol'],
    ['a second row', { positions: [long, { ...long, contracts: '2' }] }, 'positions.1: is a second row for (BTC-PERP, both, cross); expected one row each'],
    ['a position without an instrument', { positions: [{ ...long, symbol: 'ETH-PERP' }] }, "positions.0.symbol: is ETH-PERP, which has no instrument; expected one in instruments, or a symbol that the venue's built-in set knows"],
    ['an order without an instrument', { orders: [{ symbol: 'ETH-PERP', contracts: '1', price: '1' }] }, "orders.0.symbol: is ETH-PERP, which has no instrument; expected one in instruments, or a symbol that the venue's built-in set knows"],
    ['a negative contract size', { instruments: [{ ...btc, contractSize: '-1' }] }, 'instruments.0.contractSize: is "-1"; expected a decimal in quotes above 0'],
    ['tiers that do not start at 0', { instruments: [{ ...btc, tiers: [{ ...tier, notionalFloor: '5' }] }] }, 'instruments.0.tiers.0.notionalFloor: is 5; expected the first tier to start at "0"'],
    ['tiers that do not ascend', { instruments: [{ ...btc, tiers: [tier, { ...tier, notionalFloor: '10' }, { ...tier, notionalFloor: '10' }] }] }, 'instruments.0.tiers.2.notionalFloor: is 10, not above 10; expected ascending floors'],
    ['tiers that are empty', { instruments: [{ ...btc, tiers: [] }] }, 'instruments.0.tiers: is empty; expected at least one tier, from notionalFloor "0"'],
    ['an expiry before asOf', { instruments: [{ ...btc, kind: 'future', expiry: '2026-11-21T23:59:59Z' }] }, 'instruments.0.expiry: lies before asOf (2026-11-22T00:00:00.000Z); expected a contract that has not expired'],
    ['an option without a strike', { instruments: [{ ...btc, kind: 'option', expiry: '2030-01-01T08:00:00Z', optionType: 'put' }] }, 'instruments.0.strike: is missing; expected the strike of the option'],
    ['an option that is neither call nor put', { instruments: [{ ...btc, kind: 'option', expiry: '2030-01-01T08:00:00Z', strike: '50000' }] }, 'instruments.0.optionType: is missing; expected call or put'],
    ['an option without an end', { instruments: [{ ...btc, kind: 'option', strike: '50000', optionType: 'call' }] }, 'instruments.0.expiry: is missing; expected the time the option expires'],
    ['a strike of 0', { instruments: [{ ...btc, kind: 'option', strike: '0', optionType: 'call' }] }, 'instruments.0.strike: is "0"; expected a decimal in quotes above 0'],
    ['a future without expiry', { instruments: [{ ...btc, kind: 'future' }] }, 'instruments.0.expiry: is missing; expected the time a future expires'],
    ['a cap below the last floor', { instruments: [{ ...btc, tiers: [tier, { ...tier, notionalFloor: '100' }], notionalCap: '100' }] }, "instruments.0.notionalCap: is 100, not above the last tier's floor 100; expected a larger cap"],
    ['a position of nothing', { positions: [{ ...long, contracts: '0.000' }] }, 'positions.0.contracts: is "0.000"; expected a decimal in quotes other than 0'],
    ['a short in the long side', { positions: [{ ...long, contracts: '-1', positionSide: 'long' }] }, 'positions.0.contracts: is -1 with positionSide "long"; expected a positive number'],
    ['a long in the short side', { positions: [{ ...long, positionSide: 'short' }] }, 'positions.0.contracts: is 1 with positionSide "short"; expected a negative number'],
    ['a size beyond counting', { instruments: [{ ...btc, contractSize: '1000000000000' }], positions: [{ ...long, contracts: '1000000000000' }] }, 'positions.0.contracts: times contractSize is 1e24 or more; expected a smaller size'],
    ['a price of 0', { prices: { mark: { 'BTC-PERP': '0' } } }, 'prices.mark.BTC-PERP: is "0"; expected a decimal above 0 in quotes, or { "value": "12.5", "at": "2026-11-22T00:00:00Z" }'],
    ['a stamped price with a time that is none', { prices: { index: { BTC: { value: '1', at: 'now' } } } }, 'prices.index.BTC.at: is "now"; expected a time in UTC such as "2026-11-22T00:00:00Z"'],
    ['a day that is on no calendar', { asOf: '2026-02-30T00:00:00Z' }, 'asOf: is "2026-02-30T00:00:00Z"; expected a time in UTC such as "2026-11-22T00:00:00Z"'],
    ['a local time', { asOf: '2026-11-22T00:00:00+01:00' }, 'asOf: is "2026-11-22T00:00:00+01:00"; expected a time in UTC such as "2026-11-22T00:00:00Z"'],
    ['a weight above 1', { collateral: [{ asset: 'USD', amount: '1', weight: '1.01' }] }, 'collateral.0.weight: is "1.01"; expected a decimal in quotes from 0 to 1'],
    ['weight and tiers', { collateral: [{ asset: 'USD', amount: '1', weight: '1', tiers: [{ from: '0', weight: '1' }] }] }, 'collateral.0.weight: stands beside tiers; expected one of the two'],
    ['weight tiers that do not start at 0', { collateral: [{ asset: 'USD', amount: '1', tiers: [{ from: '1', weight: '1' }] }] }, 'collateral.0.tiers.0.from: is 1; expected the first tier to start at "0"'],
    ['weight tiers that do not ascend', { collateral: [{ asset: 'USD', amount: '1', tiers: [{ from: '0', weight: '1' }, { from: '0', weight: '0' }] }] }, 'collateral.0.tiers.1.from: is 0, not above 0; expected ascending amounts'],
    ['a second line for an asset in one place', { collateral: [{ asset: 'USD', amount: '1' }, { asset: 'USD', amount: '2' }] }, 'collateral.1: is a second row for USD in the same place; expected one per asset and location'],
    ['an asset named like a part of equity', { collateral: [{ asset: 'unrealizedPnl', amount: '1' }] }, `collateral.0.asset: is "unrealizedPnl"; expected an asset: ${NAME}`],
    ['a missing field', { name: undefined }, `name: is missing; expected the account’s name: ${NAME}`],
    ['a name with hidden characters', { name: 'a\u202eb' }, `name: is "a\\u202eb"; expected the account’s name: ${NAME}`],
    ['half a surrogate pair', { name: 'a\ud800' }, `name: is "a\\ud800"; expected the account’s name: ${NAME}`],
    ['a venue that is unknown', { venue: 'moon' }, `venue: is "moon", which is unknown; expected one of ${VENUES.map(({ id }) => `"${id}"`).join(', ')}, or a venue whose profile is loaded`],
    ['a model that the venue lacks', { model: 'span' }, 'model: is "span", which generic does not have; expected "tiered-cross"'],
    ['a parameter set of another model', { venue: 'binance-usdm', parameters: 'binance-usdm-single-asset-2026-05-01' }, 'parameters: is "binance-usdm-single-asset-2026-05-01", a set of the model "single-currency"; expected one of "binance-usdm-2026-05-01"'],
    ['a parameter set that is unknown', { parameters: 'x' }, 'parameters: is "x", which is unknown; expected one of "generic-2020-01-01"'],
    ['a time before any parameter set', { venue: 'binance-usdm', asOf: '2020-01-01T00:00:00Z' }, 'parameters: is missing, and binance-usdm has no set that is valid at asOf; expected an id or an inline set'],
    ['a contract of the venue that has expired', { venue: 'binance-usdm', positions: [{ ...long, symbol: 'BTCUSDT_260626' }] }, 'positions.0.symbol: is BTCUSDT_260626, which expired 2026-06-26T08:00:00.000Z, before asOf (2026-11-22T00:00:00.000Z); expected a contract that has not expired'],
    ['a leverage that is no leverage', { positions: [{ ...long, leverage: '0.001' }] }, 'positions.0.leverage: is "0.001"; expected a decimal in quotes from 0.01 to 10000'],
    ['another schema', { schema: 'plimsoll.portfolio/9' }, 'schema: is "plimsoll.portfolio/9"; expected "plimsoll.portfolio/1"'],
  ])('%s', (_name, own, line) => expect(faults(own)).toEqual([line]));

  test('several faults are several lines, in document order', () => {
    expect(faults({ a: 1, collateral: [{ asset: 'USD', amount: 'x' }], positions: [{ ...long, contracts: 'y' }] })).toHaveLength(3);
  });
});

describe('what is no document at all', () => {
  test.each([['', 'Unexpected end'], ['{', 'Expected'], ['\u0000\n\u202e', 'Unexpected token'], ['[1]', ''], ['null', ''], ['"x"', ''], ['1e999', '']])('%j is one line', (text, part) => {
    const found = lines(read(text));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^\(document\): /);
    expect(found[0]).toContain(part);
    expect(found[0]).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test('nesting without end is refused, not a crash', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(lines(read(deep))).toEqual(['(document): is a list; expected an object']);
    expect(lines(read(JSON.stringify(good).replace('"Mine"', deep)))).toEqual([`name: is a list; expected the account’s name: ${NAME}`]);
    const objects = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    expect(lines(read(JSON.stringify(good).replace('"Mine"', objects)))).toEqual([`name: is an object; expected the account’s name: ${NAME}`]);
  });
});

describe('__proto__', () => {
  test.each([
    ['at the top', '{"__proto__":{"polluted":1},', '{', '__proto__'], ['in a position', '{"__proto__":{"polluted":1},"symbol":"BTC-PERP","contracts"', '{"symbol":"BTC-PERP","contracts"', 'positions.0.__proto__'],
    ['as a price', '"prices":{"mark":{"__proto__":"5"}},"venue"', '"venue"', 'prices.mark.__proto__'], ['as a beta', '"betas":{"__proto__":"5"},"venue"', '"venue"', 'betas.__proto__'],
  ])('%s is named as an unknown field and reaches no prototype', (_name, put, at, path) => {
    expect(lines(read(JSON.stringify(good).replace(at, put)))).toEqual([`${path}: is not a field of this document; remove it or correct its name`]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('as a name is refused', () => {
    expect(faults({ collateral: [{ asset: '__proto__', amount: '1' }] })).toEqual([`collateral.0.asset: is "__proto__"; expected an asset: ${NAME}`]);
  });
});

describe('parsePrices', () => {
  const base = { mark: new Map(), index: new Map(), forward: new Map(), volatility: new Map() };
  test.each([
    ['{"mark":{"X":"-1"}}', 'prices.mark.X: is "-1"; expected a decimal above 0 in quotes, or { "value": "12.5", "at": "2026-11-22T00:00:00Z" }'],
    ['{"marks":{}}', 'prices.marks: is not a field of this document; remove it or correct its name'], ['{"mark":{"__proto__":"1"}}', 'prices.mark.__proto__: is not a field of this document; remove it or correct its name'],
    ['[]', 'prices: is a list; expected an object'],
  ])('%s', (text, line) => expect(lines(parsePrices(text, base))).toEqual([line]));
});
