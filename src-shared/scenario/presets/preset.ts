import type { Confidence, ScenarioModel } from '../margin/scenarioPreset.ts';

/** A scenario model as a dated parameter set. */
export type ScenarioPreset = Readonly<{
  id: string;
  name: string;
  source: string;
  /** Date of the parameters, ISO 8601. */
  validFrom: string;
  /** Of the whole; `unsure` names the fields that are less sure, and why. */
  confidence: Confidence;
  unsure: readonly Readonly<{ field: string; why: string }>[];
  model: ScenarioModel;
  /** Only of one that the user made: the id of the shipped model that it came from, null for one written by hand. */
  own?: Readonly<{ from: string | null }>;
}>;
