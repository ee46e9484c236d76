import { PRESET_NAME_LIMIT, type ScenarioPresetDocument } from '#shared/document/scenarioPresetSchema.ts';
import type { Failure } from '#shared/domain/failure.ts';
import { type EpochMs, epochMs } from '#shared/num/units.ts';
import type { ScenarioPreset } from '#shared/scenario/presets/preset.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import type { SettingStore } from '../../desk.ts';
import { freeName } from '../../freeName.ts';
import { parsePreset } from './presetFile.ts';

/** Scenario margin models of the user's own, kept from one start to the next. */
export type OwnPresets = Readonly<{
  /** By name. */
  list: () => readonly ScenarioPreset[];
  /** Keeps one in the place of another, or with null as a new one. @returns its id; a fault of `name` where another has that name */
  save: (document: ScenarioPresetDocument, replaces: string | null, at: EpochMs) => Result<string, Failure>;
  /** Keeps one of another place, under another name where its own is taken. @returns its id */
  take: (document: ScenarioPresetDocument, at: EpochMs) => Result<string, Failure>;
  /** @returns false when there is none of that id */
  remove: (id: string) => boolean;
}>;

const KEY = 'scenario.presets';

/** Models that are kept. */
const LIMIT = 50;

const idOf = (name: string): string => `own:${name}`;

type Kept = Readonly<{ savedAt: EpochMs; document: ScenarioPresetDocument }>;

export function createOwnPresets(store: SettingStore): OwnPresets {
  let kept: ReadonlyMap<string, Kept> = new Map(readAll(store.get(KEY)).map((own) => [idOf(own.document.name), own]));
  const write = (next: ReadonlyMap<string, Kept>): void => {
    store.set(KEY, JSON.stringify([...next.values()]));
    kept = next;
  };
  const save: OwnPresets['save'] = (document, replaces, savedAt) => {
    const id = idOf(document.name);
    if (replaces !== null && !kept.has(replaces)) return err({ code: 'preset/unknown', retryable: false });
    if (id !== replaces && kept.has(id)) return err({ code: 'document/invalid', faults: [{ path: 'name', message: `is "${document.name}", the name of another model; expected a name of its own` }], retryable: false });
    if (replaces === null && kept.size >= LIMIT) return err({ code: 'preset/too-many', limit: LIMIT, retryable: false });
    write(new Map([...[...kept].filter(([own]) => own !== replaces), [id, { savedAt, document }]]));
    return ok(id);
  };
  return {
    list: () => [...kept].map(([id, own]) => presetOf(id, own)).toSorted((left, right) => left.name.localeCompare(right.name, 'en')),
    save,
    take: (document, at) => save({ ...document, name: freeName(document.name, PRESET_NAME_LIMIT, (name) => kept.has(idOf(name))) }, null, at),
    remove: (id) => {
      if (!kept.has(id)) return false;
      write(new Map([...kept].filter(([own]) => own !== id)));
      return true;
    },
  };
}

const presetOf = (id: string, { savedAt, document: { name, source = '', unsure, model, from } }: Kept): ScenarioPreset =>
  ({ id, name, source, validFrom: new Date(savedAt).toISOString().slice(0, 10), confidence: 'assumed', unsure, model, own: { from: from ?? null } });

/** What cannot be read is left out: it is written over with the next one that is saved. */
function readAll(json: string | null): readonly Kept[] {
  const value: unknown = json === null ? [] : JSON.parse(json);
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): Kept[] => {
    if (typeof one !== 'object' || one === null || !('savedAt' in one) || !('document' in one) || typeof one.savedAt !== 'number') return [];
    const read = parsePreset(JSON.stringify(one.document));
    return read.ok ? [{ savedAt: epochMs(one.savedAt), document: read.value }] : [];
  });
}
