import { SCENARIOS_LIMIT, type WhatIfSpec } from '#shared/ipc/whatIf.ts';
import { whatIfSpec } from '#shared/ipc/whatIfSchema.ts';
import type { ScenarioView } from '#shared/ipc/whatIfView.ts';
import { type EpochMs, epochMs } from '#shared/num/units.ts';
import type { SettingStore } from '../desk.ts';

/** What-ifs that the user gave a name, kept from one start to the next. Only what is changed is kept, never a book or a price. */
export type Scenarios = Readonly<{
  /** By name. */
  list: () => readonly ScenarioView[];
  /** One of the same name is replaced. @returns false when there are too many */
  save: (name: string, spec: WhatIfSpec, at: EpochMs) => boolean;
  /** @returns false when there is none of that name */
  remove: (name: string) => boolean;
}>;

const KEY = 'whatIf.scenarios';

export function createScenarios(store: SettingStore): Scenarios {
  const kept = new Map(readAll(store.get(KEY)).map((scenario) => [scenario.name, scenario]));
  const write = (next: ReadonlyMap<string, ScenarioView>): void => store.set(KEY, JSON.stringify([...next.values()]));
  return {
    list: () => [...kept.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    save: (name, spec, savedAt) => {
      if (!kept.has(name) && kept.size >= SCENARIOS_LIMIT) return false;
      const scenario = { name, savedAt, spec };
      write(new Map([...kept, [name, scenario]]));
      kept.set(name, scenario);
      return true;
    },
    remove: (name) => {
      if (!kept.has(name)) return false;
      write(new Map([...kept].filter(([own]) => own !== name)));
      return kept.delete(name);
    },
  };
}

/** What cannot be read is left out: it is written over with the next one that is saved. */
function readAll(json: string | null): readonly ScenarioView[] {
  const value: unknown = json === null ? [] : JSON.parse(json);
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): ScenarioView[] => {
    if (typeof one !== 'object' || one === null || !('name' in one) || !('savedAt' in one) || !('spec' in one)) return [];
    const { name, savedAt, spec } = one;
    const read = whatIfSpec.safeParse(spec);
    return typeof name === 'string' && typeof savedAt === 'number' && read.success ? [{ name, savedAt: epochMs(savedAt), spec: read.data }] : [];
  });
}
