import type { Failure } from '#shared/domain/failure.ts';
import type { ScenarioPreset } from '#shared/scenario/presets/preset.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { parsePreset, presetText } from '../../hub/risk/presets/presetFile.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';

type PresetCalls = 'preset/document' | 'preset/save' | 'preset/import' | 'preset/remove';

const unknown = (): Result<never, Failure> => err({ code: 'preset/unknown', retryable: false });

/** Scenario margin models of the user's own. Those that ship are copied, never changed. */
export function presetHandlers({ presets, now }: Pick<Workbench, 'presets' | 'now'>): Pick<Handlers, PresetCalls> {
  const find = (id: string): ScenarioPreset | undefined => [...SCENARIO_PRESETS, ...presets.list()].find((own) => own.id === id);
  return {
    'preset/document': ({ id }) => {
      const found = find(id);
      return found === undefined ? unknown() : ok({ text: presetText(found) });
    },
    'preset/save': ({ id, text }) => {
      const parsed = parsePreset(text);
      if (!parsed.ok) return parsed;
      const saved = presets.save(parsed.value, id, now());
      return saved.ok ? ok({ id: saved.value }) : saved;
    },
    'preset/import': ({ text }) => {
      const parsed = parsePreset(text);
      if (!parsed.ok) return parsed;
      const taken = presets.take(parsed.value, now());
      return taken.ok ? ok({ id: taken.value, name: find(taken.value)?.name ?? parsed.value.name }) : taken;
    },
    'preset/remove': ({ id }) => (presets.remove(id) ? ok(null) : unknown()),
  };
}
