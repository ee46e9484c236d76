import { quotedList } from '#shared/document/fields.ts';
import { parseDocument } from '#shared/document/parseDocument.ts';
import { SCENARIO_PRESET, type ScenarioPresetDocument, scenarioPresetSchema } from '#shared/document/scenarioPresetSchema.ts';
import type { Failure, Fault } from '#shared/domain/failure.ts';
import { modelFaults } from '#shared/scenario/margin/modelFaults.ts';
import type { ScenarioPreset } from '#shared/scenario/presets/preset.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import type { Result } from '#shared/util/result.ts';

/**
 * Reads a scenario margin model of the user's own: `{schema: "plimsoll.scenario-preset/1", name, from?, source?, unsure?, model}`.
 *
 * @returns `document/invalid` with a sentence for each field that is wrong
 * @source docs/scenario-margin.md
 */
export function parsePreset(text: string): Result<ScenarioPresetDocument, Failure> {
  return parseDocument(text, scenarioPresetSchema, (own) => [...originFaults(own), ...modelFaults(own.model).map(({ path, message }) => ({ path: `model.${path}`, message }))]);
}

function originFaults({ from }: ScenarioPresetDocument): readonly Fault[] {
  const ids = SCENARIO_PRESETS.map(({ id }) => id);
  return from === undefined || ids.includes(from) ? [] : [{ path: 'from', message: `is "${from}", which is no shipped model; expected ${quotedList(ids, ' or ')}` }];
}

/** A model as the document that it is read from. One that ships becomes a copy that is still without changes. */
export function presetText({ id, name, source, unsure, model, own }: ScenarioPreset): string {
  const from = own === undefined ? id : own.from;
  const document = { schema: SCENARIO_PRESET, name: own === undefined ? `${name}, own`.slice(0, 60) : name, ...(from === null ? {} : { from }), source, unsure, model };
  return `${JSON.stringify(document, null, 2)}\n`;
}
