import { expect, test } from 'vitest';
import { parseRecent, withRecent } from '../../../../src-renderer/state/actions/entries.ts';
import { found, scoreOf } from '../../../../src-renderer/state/actions/match.ts';

const all = [{ id: 'a', title: 'Export a snapshot', words: 'json file' }, { id: 'b', title: 'Compare venues', words: 'one book' }, { id: 'c', title: 'Columns of positions', words: 'table' }, { id: 'd', title: 'SOLUSDT', words: 'SOL symbol' }];
const ids = (query: string, recent: readonly string[] = []): string => found(query, all, recent).map(({ id }) => id).join('');

test('S1: the start of a title is better than a word in it, that than a word beside it, that than scattered letters', () => {
  const score = (query: string) => scoreOf(query, { title: 'Export a snapshot', words: 'json' });
  const scores = ['exp', 'snap', 'naps', 'json', 'esn'].map((query) => score(query) ?? 0);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect([score('xyz'), score('snapshot xyz')]).toEqual([null, null]);
});

test('S1: every word must fit, in any order, in any case', () => expect([ids('SNAPSHOT exp'), ids('book compare'), ids('exp book')]).toEqual(['a', 'b', '']));

test('S1: letters in their order find a title', () => expect([ids('slsdt'), ids('cmpv')]).toEqual(['d', 'b']));

test('S1: what fits as well keeps its order, but for what was used lately', () => expect([ids('co'), ids('co', ['c'])]).toEqual(['bc', 'cb']));

test('nothing asked finds everything', () => expect(ids('')).toBe('abcd'));

test('the last six are remembered, each once, newest first', () => {
  expect('abcdefga'.split('').reduce<readonly string[]>(withRecent, [])).toEqual(['a', 'g', 'f', 'e', 'd', 'c']);
  expect([parseRecent(null), parseRecent('x'), parseRecent('{}'), parseRecent('["a",3]')]).toEqual([[], [], [], ['a']]);
});
