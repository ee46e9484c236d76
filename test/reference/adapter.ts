import type { Decimal } from '#shared/num/units.ts';
import type { ScenarioModel } from '#shared/scenario/margin/scenarioPreset.ts';

/** What the engine says for one key of `expected`: a figure, a list of them, or a record of them. */
export type Figure = Decimal | string | boolean | null | readonly Figure[] | { readonly [key: string]: Figure };
export type Inputs = Readonly<Record<string, unknown>>;

/** The scenario model that a case is run under, and the shipped presets whose rules it has. */
export type CaseModel = Readonly<{ presets: readonly string[]; model: ScenarioModel }>;

/** Maps the inputs of one kind of case to the engine's public functions. It never sees `expected`. */
export type Adapter = Readonly<{
  exchange: string | null;
  model: string;
  /**
   * Some cases build on others.
   *
   * @param other inputs of another case of the same file, by id
   * @param kindred inputs of all cases of the same kind
   */
  run: (inputs: Inputs, other: (id: string) => Inputs, kindred: readonly Inputs[]) => Readonly<Record<string, Figure>>;
  /** Decimals of the fixed-point integers that the case expects; its tolerance is one of whole units. */
  fixedPoint?: (inputs: Inputs) => number;
  /** The model that `run` asks for these inputs, where it asks a scenario model: which figures a preset reproduces is counted by it. */
  scenario?: (inputs: Inputs) => CaseModel;
}>;
