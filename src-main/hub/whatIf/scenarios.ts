import { SCENARIOS_LIMIT, type WhatIfSpec } from '#shared/ipc/whatIf.ts';
import { canonicalJson } from '#shared/document/canonicalJson.ts';
import { NAME_LIMIT, whatIfSpec } from '#shared/ipc/whatIfSchema.ts';
import type { ScenarioView } from '#shared/ipc/whatIfView.ts';
import { type EpochMs, epochMs } from '#shared/num/units.ts';
import type { SettingStore } from '../desk.ts';
import { freeName } from '../freeName.ts';

/** What-ifs that the user gave a name, kept from one start to the next. Only what is changed is kept, never a book or a price. */
export type Scenarios = Readonly<{
  /** By name. */
  list: () => readonly ScenarioView[];
  /** One of the same name is replaced. @returns false when there are too many */
  save: (name: string, spec: WhatIfSpec, at: EpochMs) => boolean;
  /** Keeps one of another place, under another name where its own is another one's. @returns its name here; null when there are too many */
  take: (name: string, spec: WhatIfSpec, at: EpochMs) => string | null;
  /** @returns false when there is none of that name */
  remove: (name: string) => boolean;
}>;

const KEY = 'whatIf.scenarios';

export function createScenarios(store: SettingStore): Scenarios {
  const kept = new Map(readAll(store.get(KEY)).map((scenario) => [scenario.name, scenario]));
  const write = (next: ReadonlyMap<string, ScenarioView>): void => store.set(KEY, JSON.stringify([...next.values()]));
  const save = (name: string, spec: WhatIfSpec, savedAt: EpochMs): boolean => {
    if (!kept.has(name) && kept.size >= SCENARIOS_LIMIT) return false;
    const scenario = { name, savedAt, spec };
    write(new Map([...kept, [name, scenario]]));
    kept.set(name, scenario);
    return true;
  };
  return {
    list: () => [...kept.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    save,
    take: (name, spec, at) => {
      const free = freeName(name, NAME_LIMIT, (taken) => kept.has(taken) && !isSame(kept.get(taken)?.spec, spec));
      return isSame(kept.get(free)?.spec, spec) || save(free, spec, at) ? free : null;
    },
    remove: (name) => {
      if (!kept.has(name)) return false;
      write(new Map([...kept].filter(([own]) => own !== name)));
      return kept.delete(name);
    },
  };
}

const isSame = (a: WhatIfSpec | undefined, b: WhatIfSpec): boolean => a !== undefined && canonicalJson(a) === canonicalJson(b);

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
