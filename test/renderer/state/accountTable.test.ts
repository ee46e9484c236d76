import { describe, expect, test } from 'vitest';
import type { FigureView } from '#shared/ipc/figureView.ts';
import type { ShockedView, StandingView } from '#shared/ipc/overviewView.ts';
import type { DecimalText } from '#shared/num/units.ts';
import { ACCOUNT_TABLE, accountCopy } from '../../../src-renderer/state/select/accountTable.ts';
import { sorted } from '../../../src-renderer/state/tables/sorting.ts';

const text = (value: string): DecimalText => value as DecimalText;
const exact = (value: string): FigureView => ({ value: text(value), bound: null });

const account = (name: string, own: Partial<StandingView> = {}): StandingView => ({
  accountId: name, name, demo: false, venue: 'okx', model: 'tiered-cross', parameterSetId: 'own', stage: 'calm', stageReason: '', incomplete: false, underwater: false, marginRatio: exact('0.1'),
  venueRatio: { label: 'Margin ratio', value: null, higherIs: 'riskier', liquidatesAt: null } as unknown as StandingView['venueRatio'], buffer: exact('10'), nearest: null, nearestNeeds: null, worstInput: null,
  valuationCurrency: 'USDT', equity: exact('100'), equityIn: text('100'), rate: null, shocked: null, ...own,
});

const order = (key: string, ...rows: readonly StandingView[]): readonly string[] => sorted(rows, [{ key, direction: ACCOUNT_TABLE.firstDirection(key) }], ACCOUNT_TABLE.rankOf).map(({ name }) => name);

describe('the order of accounts', () => {
  test('an account without equity stands above every ratio, and one whose ratio is unknown last', () => {
    expect(order('ratio', account('unknown', { marginRatio: { value: null, bound: 'unknown' } }), account('half', { marginRatio: exact('0.5') }), account('gone', { underwater: true, marginRatio: { value: null, bound: null } })))
      .toEqual(['gone', 'half', 'unknown']);
  });

  test('accounts of one stage keep the order that the terminal has them in', () => {
    expect(order('stage', account('second', { stage: 'watch' }), account('first', { stage: 'danger' }), account('third', { stage: 'watch' }))).toEqual(['first', 'second', 'third']);
  });

  test('the smallest move to liquidation stands first, whichever way it goes', () => {
    const nearest = (fraction: string): StandingView['nearest'] => ({ asset: 'BTC', fraction: text(fraction), sigmas: null }) as StandingView['nearest'];
    expect(order('nearest', account('none'), account('far', { nearest: nearest('-0.4') }), account('near', { nearest: nearest('0.02') }))).toEqual(['near', 'far', 'none']);
  });
});

describe('what is copied of an account', () => {
  test('a bound says that it is one, and what is unknown is no figure', () => {
    expect(accountCopy(account('a', { marginRatio: { value: text('0.4'), bound: 'atLeast' } }), 'ratio')).toEqual({ text: '≥ 0.4' });
    expect(accountCopy(account('a', { marginRatio: { value: null, bound: 'unknown' } }), 'ratio')).toEqual({ text: '?' });
    expect(accountCopy(account('a', { equityIn: null }), 'equityIn')).toEqual({ text: '?' });
    expect(accountCopy(account('a', { stage: 'watch', incomplete: true }), 'stage')).toEqual({ text: 'watch ?' });
  });

  test('amounts of several currencies in one column carry their own', () => {
    expect(accountCopy(account('a', { buffer: exact('-12.000000000000000001') }), 'buffer')).toEqual({ text: '-12.000000000000000001 USDT' });
    expect(accountCopy(account('a', { equityIn: text('7.5') }), 'equityIn')).toEqual({ figure: '7.5' });
  });

  test('nothing is said of a move that nobody asked about', () => {
    const known: ShockedView = { status: 'known', stage: 'danger', underwater: false, marginRatio: exact('0.9'), buffer: exact('1'), equity: exact('2'), liquidatedAt: null, place: null, isolated: [] };
    for (const key of ['after', 'liquidated']) expect(accountCopy(account('a'), key)).toEqual({ text: '' });
    expect(['after', 'liquidated'].map((key) => accountCopy(account('a', { shocked: known }), key))).toEqual([{ text: 'danger' }, { text: 'no' }]);
    expect(accountCopy(account('a', { shocked: { status: 'unknown', missing: 'a price' } }), 'liquidated')).toEqual({ text: '?' });
  });
});
