import { describe, expect, test } from 'vitest';
import { differences } from '#shared/scenario/presets/differences.ts';
import { SCENARIO_PRESETS, shippedPreset } from '#shared/scenario/presets/registry.ts';
import { parsePreset, presetText } from '../../../../src-main/hub/risk/presets/presetFile.ts';
import { addOnsOf, ADD_ONS, type Draft, draftOf, fieldsOf, hasPart, PARTS, textOf, withAddOns, withPart } from '../../../../src-renderer/state/presets/draft.ts';
import { cellsOf, evenRows, rowsOf } from '../../../../src-renderer/state/presets/gridRows.ts';
import { withValue } from '../../../../src-renderer/state/presets/json.ts';
import { numberOf, numberText } from '../../../../src-renderer/state/presets/numbers.ts';
import { fieldWords, pathWords } from '../../../../src-renderer/state/presets/words.ts';

const draft = (id = 'okx.pm.btc-eth'): Draft => draftOf(presetText(shippedPreset(id)));
const saved = (own: Draft) => {
  const written = textOf(own);
  if (!('text' in written)) throw new Error(JSON.stringify(written.faults));
  const parsed = parsePreset(written.text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
};
const typed = (own: Draft, path: string, text: string): Draft => ({ ...own, typed: { ...own.typed, [path]: text } });

describe.each(SCENARIO_PRESETS.map(({ id }) => id))('%s as it is edited', (id) => {
  test('is saved the same when nothing is typed', () => expect(differences(shippedPreset(id).model, saved(draft(id)).model)).toEqual([]));

  test('has words for every number', () => {
    const places = fieldsOf(draft(id)).flatMap(({ fields }) => fields.map(({ place }) => place));
    expect(places.length).toBeGreaterThanOrEqual(8);
    for (const place of places) expect(fieldWords(place).label).not.toMatch(/[A-Z#.]/);
    expect(new Set(places.map(pathWords)).size).toBe(new Set(places.map((own) => own.replaceAll(/\d+/g, '#'))).size);
  });
});

describe('a draft', () => {
  test('takes shares in percent, and names what differs', () => {
    const own = saved(typed(typed(draft(), 'model.volatility.up', '65'), 'model.contingencies.0.annualised', ' 7.5 % '));
    expect(own.model.volatility.up).toBe(0.65);
    expect(differences(shippedPreset('okx.pm.btc-eth').model, own.model).map(pathWords)).toEqual(['Volatility: up, at 30 days', 'Roll of forwards: a year']);
  });

  test('is refused where a field holds no number, with its path', () => {
    expect(textOf(typed(draft(), 'model.volatility.up', 'much'))).toEqual({ faults: [{ path: 'model.volatility.up', message: 'is "much"; expected a number such as 12.5' }] });
    const [first, ...rest] = draft().rows;
    if (first === undefined) throw new Error('a grid has rows');
    expect(textOf({ ...draft(), rows: [{ ...first, move: '' }, ...rest] })).toMatchObject({ faults: [{ path: 'model.grid.0.move', message: 'is empty; expected a number such as 12.5' }, { path: 'model.grid.1.move' }, { path: 'model.grid.2.move' }] });
  });

  test('gains and loses parts and add-ons; what was typed over an add-on goes on with it when another is removed', () => {
    const discount = PARTS[0];
    if (discount === undefined) throw new Error('there are parts');
    const added = withPart(draft(), discount.path, discount.added);
    expect(hasPart(added, discount.path)).toBe(true);
    expect(saved(added).model.discount?.positive.factor).toBe(1);
    expect(saved(withPart(added, discount.path, discount.absent)).model.discount).toBeNull();
    const charge = 'model.combination.minimumCharge';
    expect(saved(withPart(draft(), charge, undefined)).model.combination).not.toHaveProperty('minimumCharge');

    const all = withAddOns(draft('deribit.pme.btc'), (own) => [...own, ...ADD_ONS.filter(({ kind }) => kind === 'perpetuals')]);
    expect(addOnsOf(all)).toEqual(['roll', 'perpetuals']);
    const without = withAddOns(typed(all, 'model.contingencies.1.maintenance', '3'), (own) => own.slice(1));
    expect(saved(without).model.contingencies).toEqual([{ kind: 'perpetuals', maintenance: 0.03, initial: 0 }]);
  });
});

describe('the rows of a grid', () => {
  test('are its moves, one line each; a line of another day is another line', () => {
    const rows = rowsOf(shippedPreset('okx.pm.btc-eth').model.grid);
    expect(rows.map(({ move, days }) => `${move} ${days}`.trim())).toEqual(['-12', '-8', '-4', '0', '4', '8', '12', '0 1', '-24', '24']);
    expect(rows.at(-1)?.weights).toEqual({ up: '', none: '50', down: '', linear: '', absolute: '' });
    expect(cellsOf(rows).places.at(-1)).toEqual({ row: 9, volatility: 'none' });
  });

  test('of an even grid run from one end of the range to the other', () => {
    expect(evenRows(0.1, 2).map(({ move }) => move)).toEqual(['-10', '-5', '0', '5', '10']);
    expect(cellsOf(evenRows(0.1, 2)).cells).toHaveLength(15);
  });
});

test.each([[0.07, 'percent', '7'], [0.1 * 3, 'percent', '30'], [-0.66, 'percent', '-66'], [1.3, 'factor', '1.3'], [250_000, 'money', '250000'], [1e-7, 'plain', '0.0000001']] as const)('%d as %s reads %s, and back', (value, unit, text) => {
  expect(numberText(value, unit)).toBe(text);
  const back = numberOf(text, unit, 'x');
  expect('value' in back ? back.value : Number.NaN).toBeCloseTo(value, 14);
});

test('a place of a document is changed, added or taken out, and the rest stays', () => {
  const document = { a: [{ b: 1 }, { b: 2 }], c: null };
  expect(withValue(document, 'a.1.b', 3)).toEqual({ a: [{ b: 1 }, { b: 3 }], c: null });
  expect(withValue(document, 'd', 4)).toEqual({ ...document, d: 4 });
  expect(withValue(withValue(document, 'c', undefined), 'a.0', undefined)).toEqual({ a: [{ b: 2 }] });
  expect(document).toEqual({ a: [{ b: 1 }, { b: 2 }], c: null });
});
