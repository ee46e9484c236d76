import { differences } from '#shared/scenario/presets/differences.ts';
import { SCENARIO_PRESETS, shippedPreset } from '#shared/scenario/presets/registry.ts';
import type { FiguresMet, Reproduced } from '#shared/scenario/presets/reproduced.ts';
import type { Adapter } from './adapter.ts';
import { figuresMet } from './compare.ts';
import { type Case, inputsById, kindOf, wantedOf } from './run.ts';

const NONE: FiguresMet = { published: 0, ofPublished: 0, computed: 0, ofComputed: 0 };
const BY = ['itself', 'rules'] as const;

type Counted = Readonly<{ preset: string; by: (typeof BY)[number]; met: FiguresMet }>;

/** Which figures of the cases each shipped preset reproduces: with its own parameters where the model of the case is the same to every figure, else by its rules. */
export function reproduced(cases: readonly Case[], adapters: readonly Adapter[], named: readonly Case[]): Readonly<Record<string, Reproduced>> {
  const other = inputsById([...named, ...cases]);
  const counted = adapters.flatMap((adapter) => cases.filter((own) => kindOf(own) === kindOf(adapter)).flatMap((own) => countsOf(own, adapter, other)));
  const sumOf = (preset: string, by: Counted['by']): FiguresMet => counted.filter((own) => own.preset === preset && own.by === by).reduce((sum, { met }) => plus(sum, met), NONE);
  return Object.fromEntries(SCENARIO_PRESETS.map(({ id }) => [id, { itself: sumOf(id, 'itself'), rules: sumOf(id, 'rules') }]));
}

function countsOf({ inputs, expected, tolerance = {}, source = {} }: Case, adapter: Adapter, other: ReturnType<typeof inputsById>): readonly Counted[] {
  if (adapter.scenario === undefined) return [];
  const { presets, model } = adapter.scenario(inputs);
  const { met, of } = figuresMet(wantedOf(adapter, inputs, expected), adapter.run(inputs, other, [inputs]), tolerance);
  const own: FiguresMet = source['derived'] === true ? { ...NONE, computed: met, ofComputed: of } : { ...NONE, published: met, ofPublished: of };
  return presets.map((preset) => ({ preset, by: differences(shippedPreset(preset).model, model).length === 0 ? 'itself' : 'rules', met: own }));
}

const plus = (one: FiguresMet, other: FiguresMet): FiguresMet => ({ published: one.published + other.published, ofPublished: one.ofPublished + other.ofPublished, computed: one.computed + other.computed, ofComputed: one.ofComputed + other.ofComputed });
