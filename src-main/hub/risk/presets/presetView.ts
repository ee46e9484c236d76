import type { PresetView } from '#shared/ipc/scenarioMarginView.ts';
import { differences } from '#shared/scenario/presets/differences.ts';
import type { ScenarioPreset } from '#shared/scenario/presets/preset.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import { reproducedBy } from '#shared/scenario/presets/reproduced.ts';

/** A model that may be chosen, without its figures. An own one tells what it came from, and in what it is another; a figure that the user typed in is unsure no longer. */
export function presetView({ model, own, ...preset }: ScenarioPreset): PresetView {
  if (own === undefined) return { ...preset, reproduces: reproducedBy(preset.id), own: null };
  const base = SCENARIO_PRESETS.find(({ id }) => id === own.from);
  const differs = base === undefined ? [] : differences(base.model, model);
  return { ...preset, unsure: preset.unsure.filter(({ field }) => !differs.includes(field)), reproduces: null, own: { from: base === undefined ? null : { name: base.name, validFrom: base.validFrom }, differs } };
}
