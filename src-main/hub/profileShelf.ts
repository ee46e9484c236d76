import { parseProfile } from '#shared/document/parseProfile.ts';
import type { Failure } from '#shared/domain/failure.ts';
import { ok, type Result } from '#shared/util/result.ts';
import type { VenueRules } from '#shared/venues/registry.ts';
import type { SettingStore } from './desk.ts';

/** Venue profiles of the user, kept from one start to the next. */
export type ProfileShelf = Readonly<{
  list: () => readonly VenueRules[];
  /** The documents of those on the list, for another thread: rules are no plain data. */
  texts: () => readonly string[];
  /** Reads and keeps a profile; one of the same id is replaced. Nothing is kept of a document with a fault. */
  put: (text: string) => Result<VenueRules, Failure>;
}>;

const KEY = 'profiles';

export function createProfileShelf(store: SettingStore): ProfileShelf {
  const texts = new Map(Object.entries(storedTexts(store.get(KEY))));
  // What this version no longer accepts stays on the shelf unread, for one that does.
  const venues = new Map([...texts].flatMap(([id, text]) => readProfiles([text]).map((venue) => [id, venue] as const)));
  return {
    list: () => [...venues.values()],
    texts: () => [...venues.keys()].flatMap((id) => texts.get(id) ?? []),
    put: (text) => {
      const profile = parseProfile(text);
      if (!profile.ok) return profile;
      const { id } = profile.value;
      store.set(KEY, JSON.stringify(Object.fromEntries([...texts, [id, text]])));
      texts.set(id, text);
      venues.set(id, profile.value);
      return ok(profile.value);
    },
  };
}

/** Those that can be read. */
export function readProfiles(texts: readonly string[]): readonly VenueRules[] {
  return texts.flatMap((text) => {
    const profile = parseProfile(text);
    return profile.ok ? [profile.value] : [];
  });
}

function storedTexts(json: string | null): Readonly<Record<string, string>> {
  const value: unknown = json === null ? {} : JSON.parse(json);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
