import type { Database } from 'better-sqlite3';

export type SettingRepository = Readonly<{
  /** JSON text, or null when it was never set. */
  get: (key: string) => string | null;
  /** @throws when the text is not JSON. Keys that start with "database." belong to the store. */
  set: (key: string, json: string) => void;
}>;

export function createSettingRepository(db: Database): SettingRepository {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?');
  const set = db.prepare<[string, string]>('INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  return {
    get: (key) => get.get(key)?.value ?? null,
    set: (key, json) => {
      set.run(key, json);
    },
  };
}
