import { describe, expect, test } from 'vitest';
import type { PositionView } from '#shared/ipc/view.ts';
import { epochMs, isDecimalText, type DecimalText } from '#shared/num/units.ts';
import { alertOnTop, groupAlerts } from '../../../src-renderer/state/select/alertOrder.ts';
import { headlineDecimals, sumDecimals } from '../../../src-renderer/state/select/money.ts';
import { POSITION_TABLE } from '../../../src-renderer/state/select/positionTable.ts';
import { sorted } from '../../../src-renderer/state/tables/sorting.ts';
import type { SortKey } from '../../../src-renderer/state/tables/tableChoice.ts';
import { accountOf, alertOf, START } from '../support/screen.tsx';

function decimal(text: string): DecimalText {
  if (!isDecimalText(text)) throw new Error(`${text} is no decimal`);
  return text;
}

const base = accountOf().positions[0];
function row(id: string, own: Partial<PositionView>): PositionView {
  if (base === undefined) throw new Error('the account holds a row');
  return { ...base, id, symbol: id, ...own };
}
const away = (fraction: string, sigmas: number | null): Partial<PositionView> => ({ liquidation: { status: 'price', price: decimal('1') }, distance: { fraction: decimal(fraction), money: decimal('1'), sigmas, sigmaSource: null } });

describe('the order of positions', () => {
  const rows = [
    row('never', { liquidation: { status: 'none', reason: 'long enough' }, distance: null }), row('far', away('-0.5', 9)), row('near', away('-0.1', 2)),
    row('without σ', away('0.12', null)), row('unknown', { liquidation: { status: 'unknown', missing: 'a mark' }, distance: null }),
  ];
  const ids = (from: readonly PositionView[], sort: readonly SortKey[] = POSITION_TABLE.usualSort): readonly string[] => sorted(from, sort, POSITION_TABLE.rankOf).map(({ id }) => id);
  test('nearest first; what is unknown may be nearest of all, what never comes stands last', () => {
    expect(ids(rows)).toEqual(['unknown', 'near', 'without σ', 'far', 'never']);
  });
  test('rows without the figure stand last in either direction', () => {
    const priced = [row('none', { unrealizedPnl: null }), row('loss', { unrealizedPnl: decimal('-5') }), row('gain', { unrealizedPnl: decimal('7') })];
    expect(ids(priced, [{ key: 'pnl', direction: 'ascending' }])).toEqual(['loss', 'gain', 'none']);
    expect(ids(priced, [{ key: 'pnl', direction: 'descending' }])).toEqual(['gain', 'loss', 'none']);
  });
});

describe('alerts', () => {
  const warning = alertOf({ id: 1, stage: 'warning' });
  const later = alertOf({ id: 2, stage: 'warning', raisedAt: epochMs(START + 5000) });
  const danger = alertOf({ id: 3, stage: 'danger' });
  const cleared = alertOf({ id: 4, stage: 'critical', clearedAt: epochMs(START + 9000) });

  test('open ones stand by severity, then newest; cleared ones apart', () => {
    const { open, cleared: done } = groupAlerts([warning, cleared, later, danger]);
    expect([open.map(({ id }) => id), done.map(({ id }) => id)]).toEqual([[3, 2, 1], [4]]);
  });
  test('a raise that nobody has looked at stands on top, until it is acknowledged', () => {
    expect(alertOnTop([warning], [1])?.id).toBe(1);
    expect(alertOnTop([warning], [])).toBeNull();
    expect(alertOnTop([{ ...warning, acknowledgedAt: epochMs(START) }], [1])).toBeNull();
  });
  test('a watch is written down, and no more', () => expect(alertOnTop([alertOf({ stage: 'watch' })], [1])).toBeNull());
  test('a critical one stands on top until it clears, acknowledged or not', () => {
    const critical = alertOf({ id: 5, stage: 'critical', acknowledgedAt: epochMs(START) });
    expect(alertOnTop([warning, critical], [1])?.id).toBe(5);
    expect(alertOnTop([{ ...critical, clearedAt: epochMs(START) }], [])).toBeNull();
  });
});

test('cents are left out of large sums only', () => {
  expect([sumDecimals('9999', 'USDT'), sumDecimals('10000', 'USDT'), headlineDecimals('999999', 'USDT'), headlineDecimals('-1000000', 'USDT'), headlineDecimals(null, 'BTC')]).toEqual([2, 0, 2, 0, 6]);
});
