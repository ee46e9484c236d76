import { describe, expect, test } from 'vitest';
import { linesOf, matches } from '../../../../src-renderer/state/tables/lines.ts';

const rows = ['BTC 1', 'SOL 1', 'BTC 2', 'ETH 1'];
const lines = (closed: readonly string[]): readonly string[] => linesOf(rows, (row) => row, (row) => row.slice(0, 3), new Set(closed)).map((line) => (line.kind === 'group' ? `${line.name}: ${line.rows.length}` : line.key));

describe('rows under their group', () => {
  test('a group stands where its first row would, and its rows keep their order', () => expect(lines([])).toEqual(['BTC: 2', 'BTC 1', 'BTC 2', 'SOL: 1', 'SOL 1', 'ETH: 1', 'ETH 1']));
  test('one that is folded keeps its head, with what its rows come to', () => expect(lines(['BTC', 'ETH'])).toEqual(['BTC: 2', 'SOL: 1', 'SOL 1', 'ETH: 1']));
  test('no groups are no lines more', () => expect(linesOf(rows, (row) => row, null, new Set()).map(({ key }) => key)).toEqual(rows));
});

test('a filter asks for every word, wherever it stands', () => {
  expect([matches('BTCUSDT BTC long', 'btc LONG'), matches('BTCUSDT BTC long', 'btc short'), matches('BTCUSDT', ' '), matches('x', '')]).toEqual([true, false, true, true]);
});
