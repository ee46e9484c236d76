import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SCENARIO_PRESETS, shippedPreset } from '#shared/scenario/presets/registry.ts';
import { reproducedBy } from '#shared/scenario/presets/reproduced.ts';
import { ADAPTERS } from './adapters.ts';
import { reproduced } from './reproduced.ts';
import { readCases } from './run.ts';

const read = (name: string) => readCases(join(import.meta.dirname, `${name}.cases.json`));
const [CASES, NAMED] = [read('portfolio-margin'), read('named')];
const counted = reproduced(CASES, ADAPTERS, NAMED);

describe('what each scenario preset reproduces', () => {
  test.each(SCENARIO_PRESETS.map(({ id }) => id))('%s says what the cases say; else run `node test/reference/countReproduced.ts`', (id) => {
    expect(reproducedBy(id)).toEqual(counted[id]);
  });

  test('a model with the parameters of the venue counts as the preset itself, one with those of a test as its rules', () => {
    expect(counted['deribit.pme.btc']?.itself.published).toBeGreaterThan(100);
    expect(counted['derive.pmrm1']).toMatchObject({ itself: { published: 0, ofPublished: 0 } });
    expect(counted['derive.pmrm1']?.rules.published).toBeGreaterThan(100);
    expect(counted['okx.pm.btc-eth']).toEqual(reproducedBy('a preset that is none'));
  });

  test('a figure that is missed is no figure that is reproduced, and what quotes and orders ask is missed', () => {
    const { itself } = counted['deribit.pme.btc'] ?? reproducedBy('');
    expect(itself.ofPublished - itself.published).toBe(3);
    const one = CASES.filter(({ id }) => id === 'dederi-futures-1');
    const off = one.map((own) => ({ ...own, expected: { ...own.expected, contingency: '999' } }));
    const metBy = (cases: typeof CASES): number => reproduced(cases, ADAPTERS, NAMED)['dederi.pm']?.itself.published ?? Number.NaN;
    expect(metBy(off)).toBe(metBy(one) - 1);
  });

  test('a model with another grid is not the preset, whatever figures it meets', () => {
    const { model } = shippedPreset('paradex.pm');
    const halved = ADAPTERS.filter(({ scenario }) => scenario !== undefined).map((own) => ({ ...own, scenario: () => ({ presets: ['paradex.pm'], model: { ...model, grid: model.grid.slice(12) } }) }));
    const other = reproduced(CASES.filter(({ model: kind }) => kind === 'paradex.pm'), halved, NAMED)['paradex.pm'];
    expect(other?.itself).toEqual(reproducedBy('a preset that is none').itself);
  });
});
