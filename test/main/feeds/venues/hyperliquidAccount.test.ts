import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClearinghouseState, readAccount, readAccountFrame, readClearinghouseState } from '../../../../src-main/feeds/hyperliquid/clearinghouse.ts';
import { parseExact } from '../../../../src-main/feeds/exactJson.ts';
import { CORPUS, hasCorpus, withCorpus } from '../../../support/corpus.ts';

const ADDRESS = '0x00000000000000000000000000000000000000a1';
const SUMMARY = { accountValue: '1200.5', totalNtlPos: '6041.82', totalRawUsd: '-4841.32', totalMarginUsed: '302.091' };
const CROSS = {
  coin: 'BTC', szi: '0.1', leverage: { type: 'cross', value: 20 }, entryPx: '60000.0', positionValue: '6041.82', unrealizedPnl: '41.82', returnOnEquity: '0.139',
  liquidationPx: null, marginUsed: '302.091', maxLeverage: 40, cumFunding: { allTime: '1.5', sinceOpen: '-0.5', sinceChange: '0.0' },
};
const ISOLATED = { ...CROSS, coin: 'HYPE', szi: '-2.0', leverage: { type: 'isolated', value: 10, rawUsd: '83.1' }, entryPx: '37.829', liquidationPx: '41.8559189474' };
const STATE = {
  marginSummary: SUMMARY, crossMarginSummary: { ...SUMMARY, accountValue: '1100.5' }, crossMaintenanceMarginUsed: '75.52275', withdrawable: '898.409',
  assetPositions: [{ type: 'oneWay', position: CROSS }, { type: 'oneWay', position: ISOLATED }], time: 1_790_000_000_000,
};
const frame = (state: unknown, { user = ADDRESS, dex = '' }: Readonly<{ user?: unknown; dex?: unknown }> = {}): string => JSON.stringify({ channel: 'clearinghouseState', data: { dex, user, clearinghouseState: state } });

const margin = { accountValue: '1200.5', notional: '6041.82', rawUsd: '-4841.32', marginUsed: '302.091' };
const READ = {
  positions: [
    {
      coin: 'BTC', size: '0.1', entryPrice: '60000.0', leverage: { type: 'cross', value: '20', rawUsd: null }, maxLeverage: '40', liquidationPrice: null,
      positionValue: '6041.82', marginUsed: '302.091', unrealizedPnl: '41.82', funding: { allTime: '1.5', sinceOpen: '-0.5', sinceChange: '0.0' },
    },
    {
      coin: 'HYPE', size: '-2.0', entryPrice: '37.829', leverage: { type: 'isolated', value: '10', rawUsd: '83.1' }, maxLeverage: '40', liquidationPrice: '41.8559189474',
      positionValue: '6041.82', marginUsed: '302.091', unrealizedPnl: '41.82', funding: { allTime: '1.5', sinceOpen: '-0.5', sinceChange: '0.0' },
    },
  ],
  margin, crossMargin: { ...margin, accountValue: '1100.5' }, crossMaintenanceMargin: '75.52275', withdrawable: '898.409', at: 1_790_000_000_000,
};

/** A copy with the field at a path replaced; undefined takes it away. */
function changed(value: object, path: string, to: unknown): object {
  // Through text, so that nothing is shared between its parts.
  const copy = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce((inner, key) => inner[key] as Record<string, unknown>, copy);
  if (to === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = to;
  return copy;
}

const isReport = (value: unknown): value is ClearinghouseState => typeof value === 'object';

describe('an account of Hyperliquid', () => {
  test('is read whole, in the venue’s own digits', () => {
    expect(readAccountFrame(frame(STATE))).toEqual({ address: ADDRESS, dex: '', state: READ });
  });

  test('at a builder’s exchange is another one; addresses are compared in lower case', () => {
    expect(readAccountFrame(frame(STATE, { user: ADDRESS.toUpperCase().replace('0X', '0x'), dex: 'xyz' }))).toMatchObject({ address: ADDRESS, dex: 'xyz' });
  });

  test('is the same as the info endpoint answers it', () => {
    expect(readClearinghouseState(parseExact(JSON.stringify(STATE)))).toEqual(READ);
  });

  test('keeps digits and exponents of numbers that are no text', () => {
    const text = frame(STATE).replace('"0.1"', '0.123456789012345678').replace('"41.82"', '-1e-7');
    expect(readAccountFrame(text)).toMatchObject({ state: { positions: [{ size: '0.123456789012345678', unrealizedPnl: '-0.0000001' }, {}] } });
  });

  test('leaves out a position of size zero, which may stay in the list', () => {
    const closed = changed(changed(STATE, 'assetPositions.0.position.szi', '0.0'), 'assetPositions.0.position.entryPx', null);
    expect(readClearinghouseState(closed)).toMatchObject({ positions: [{ coin: 'HYPE' }] });
  });

  test.each(['0.0', '-12.5'])('has no liquidation price where it is %s, which no price can reach', (price) => {
    expect(readClearinghouseState(changed(STATE, 'assetPositions.1.position.liquidationPx', price))).toMatchObject({ positions: [{}, { liquidationPrice: null }] });
  });

  test.each([
    ['marginSummary', { margin: null }], ['crossMarginSummary', { crossMargin: null }], ['crossMaintenanceMarginUsed', { crossMaintenanceMargin: null }], ['withdrawable', { withdrawable: null }], ['time', { at: null }],
    ['assetPositions.0.position.cumFunding', { positions: [{ funding: null }, {}] }], ['assetPositions.0.position.maxLeverage', { positions: [{ maxLeverage: null }, {}] }], ['assetPositions.0.position.liquidationPx', { positions: [{ liquidationPrice: null }, {}] }],
  ])('says that %s is not known where the venue leaves it out', (path, expected) => {
    expect(readClearinghouseState(changed(STATE, path, undefined))).toMatchObject(expected);
  });

  test.each([
    'assetPositions', 'assetPositions.0', 'assetPositions.0.position', 'assetPositions.0.position.coin', 'assetPositions.0.position.szi', 'assetPositions.0.position.leverage',
    'assetPositions.0.position.leverage.type', 'assetPositions.0.position.leverage.value', 'assetPositions.1.position.leverage.rawUsd', 'assetPositions.1.position.entryPx', 'assetPositions.1.position.liquidationPx',
    'assetPositions.1.position.positionValue', 'assetPositions.1.position.marginUsed', 'assetPositions.1.position.unrealizedPnl', 'assetPositions.1.position.maxLeverage',
    'assetPositions.1.position.cumFunding', 'assetPositions.1.position.cumFunding.allTime', 'assetPositions.1.position.cumFunding.sinceOpen', 'assetPositions.1.position.cumFunding.sinceChange',
    'marginSummary', 'marginSummary.accountValue', 'marginSummary.totalNtlPos', 'marginSummary.totalRawUsd', 'marginSummary.totalMarginUsed', 'crossMarginSummary.accountValue',
    'crossMaintenanceMarginUsed', 'withdrawable', 'time',
  ])('is refused for a wrong %s, which is named', (path) => {
    for (const wrong of ['a word', true, { toString: 1 }]) {
      // A name may be any word, an object must be one.
      if ((path.endsWith('.coin') && wrong === 'a word') || (/(?:position|leverage|cumFunding|Summary|\.0)$/.test(path) && typeof wrong === 'object')) continue;
      expect(readClearinghouseState(changed(STATE, path, wrong))).toBe(path);
      expect(readAccountFrame(frame(changed(STATE, path, wrong)))).toBe(`data.clearinghouseState.${path}`);
    }
  });

  test.each(['coin', 'szi', 'leverage', 'leverage.type', 'leverage.value', 'positionValue', 'marginUsed', 'unrealizedPnl'])('is refused without %s of a position', (field) => {
    expect(readClearinghouseState(changed(STATE, `assetPositions.0.position.${field}`, undefined))).toBe(`assetPositions.0.position.${field}`);
  });

  test.each(['NaN', '1e999', '', '0', '-1'])('is refused for an entry price of %j', (price) => {
    expect(readClearinghouseState(changed(STATE, 'assetPositions.0.position.entryPx', price))).toBe('assetPositions.0.position.entryPx');
  });

  test.each([
    ['no JSON', 'x', '(not an object)'], ['another channel', JSON.stringify({ channel: 'user', data: {} }), 'channel'], ['no data', JSON.stringify({ channel: 'clearinghouseState' }), 'data'],
    ['an address that is none', frame(STATE, { user: '0x1' }), 'data.user'], ['an address that is no text', frame(STATE, { user: null }), 'data.user'],
    ['an exchange that is no text', frame(STATE, { dex: {} }), 'data.dex'], ['no state', frame(undefined), 'data.clearinghouseState'],
  ])('is refused with %s', (_name, text, path) => {
    expect(readAccountFrame(text)).toBe(path);
  });

  test('anything else is refused with a path, and nothing is thrown', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => { expect(typeof readClearinghouseState(value)).toBe('string'); expect(typeof readAccount(value)).toBe('string'); }), { numRuns: 500 });
    fc.assert(fc.property(fc.string(), (text) => { expect(typeof readAccountFrame(text)).toBe('string'); }), { numRuns: 500 });
    const deep = `${'['.repeat(300_000)}${']'.repeat(300_000)}`;
    expect(typeof readAccountFrame(`{"channel":"clearinghouseState","data":${deep}}`)).toBe('string');
  });
});

describe.skipIf(!hasCorpus)(withCorpus('accounts that were recorded or are in SDKs'), () => {
  const imports = resolve(CORPUS, '../imports/rest');
  const files = hasCorpus ? readdirSync(imports).filter((name) => name.startsWith('hyperliquid.clearinghouseState') || name === 'hyperliquid.recorded.get_user_state.json') : [];

  test('are there', () => expect(files).toHaveLength(3));

  test.each(files)('%s is read, and its digits are kept', (name) => {
    const { response } = parseExact(readFileSync(join(imports, name), 'utf8')) as { response: { assetPositions: { position: Record<string, unknown> }[]; withdrawable: string } };
    const state = readClearinghouseState(response);
    expect(isReport(state) ? state.positions.map(({ coin, size, entryPrice, liquidationPrice, marginUsed, unrealizedPnl }) => [coin, size, entryPrice, liquidationPrice, marginUsed, unrealizedPnl]) : state)
      .toEqual(response.assetPositions.map(({ position: { coin, szi, entryPx, liquidationPx, marginUsed, unrealizedPnl } }) => [coin, szi, entryPx, liquidationPx, marginUsed, unrealizedPnl]));
    expect(isReport(state) ? state.withdrawable : null).toBe(response.withdrawable);
  });
});
