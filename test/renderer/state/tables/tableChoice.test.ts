import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CATALOGUE, type TableId } from '../../../../src-renderer/state/tables/catalogue.ts';
import { choiceText, moved, parseChoice, shownKeys, type TableChoice, toggled, USUAL, validColumns, withSet } from '../../../../src-renderer/state/tables/tableChoice.ts';

const keys = CATALOGUE.positions.map(({ key }) => key);
const columns = fc.shuffledSubarray(keys).map((chosen) => validColumns('positions', chosen));
const choice: fc.Arbitrary<TableChoice> = fc.record({
  columns: fc.option(columns), grouped: fc.boolean(), flash: fc.boolean(),
  sort: fc.option(fc.array(fc.record({ key: fc.constantFrom(...keys), direction: fc.constantFrom('ascending' as const, 'descending' as const) }), { minLength: 1, maxLength: 4 })),
  sets: fc.array(fc.record({ name: fc.string({ minLength: 1, maxLength: 40 }), columns }), { maxLength: 12 }),
});

describe('what was chosen for a table', () => {
  test('comes back as it was kept', () => {
    fc.assert(fc.property(choice, (chosen) => {
      expect(parseChoice('positions', choiceText(chosen))).toEqual(chosen);
    }));
  });
  test('is nothing to keep when it is as usual', () => expect([choiceText(USUAL), parseChoice('orders', null)]).toEqual([null, USUAL]));
  test('may be damaged: what cannot be used is left out, and it never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const { columns: shown } = parseChoice('positions', text);
      if (shown !== null) expect(shown.every((key) => keys.includes(key)) && shown[0] === 'symbol').toBe(true);
    }));
    expect(parseChoice('positions', '{"columns":["mark","gone",3,"mark"],"sort":[{"key":"gone","direction":"ascending"}],"sets":[{"name":"x"}],"grouped":"yes"}')).toEqual({ ...USUAL, columns: ['symbol', 'mark'] });
  });
});

describe('the columns shown', () => {
  test.each<TableId>(['positions', 'collateral', 'orders', 'alerts'])('of %s are more in a wide window, and each has one name', (table) => {
    const [narrow, wide] = [shownKeys(table, USUAL, false), shownKeys(table, USUAL, true)];
    expect(narrow.every((key) => wide.includes(key))).toBe(true);
    expect(new Set(CATALOGUE[table].map(({ label }) => label)).size).toBe(CATALOGUE[table].length);
  });
  test('one that is turned on stands at its usual place, and turning it off again changes nothing else', () => {
    const usual = shownKeys('positions', USUAL, false);
    const more = toggled('positions', usual, 'initial');
    expect(more.slice(more.indexOf('initial') - 1, more.indexOf('initial') + 2)).toEqual(['pnl', 'initial', 'margin']);
    expect(toggled('positions', more, 'initial')).toEqual(usual);
  });
  test('the first one names the row: it is neither turned off nor moved', () => {
    expect(toggled('positions', ['symbol', 'mark'], 'symbol')).toEqual(['symbol', 'mark']);
    expect(moved('positions', ['symbol', 'mark', 'size'], 'mark', -1)).toEqual(['symbol', 'mark', 'size']);
    expect(moved('positions', ['symbol', 'mark', 'size'], 'mark', 1)).toEqual(['symbol', 'size', 'mark']);
    expect(moved('positions', ['symbol', 'mark', 'size'], 'size', 1)).toEqual(['symbol', 'mark', 'size']);
  });
});

test('a set of the same name is replaced', () => {
  const first = withSet([], { name: 'Risk', columns: ['symbol'] });
  expect(withSet(withSet(first, { name: 'Size', columns: ['symbol', 'size'] }), { name: 'Risk', columns: ['symbol', 'share'] })).toEqual([{ name: 'Size', columns: ['symbol', 'size'] }, { name: 'Risk', columns: ['symbol', 'share'] }]);
});
