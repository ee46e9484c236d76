/** Plain data of a document, read and changed by path: `model.grid.3.move`. */

export type Json = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands at a path; undefined where nothing does. */
export function valueAt(document: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((own, key) => (Array.isArray(own) ? (own[Number(key)] as unknown) : isRecord(own) ? own[key] : undefined), document);
}

/** A copy with one place changed; undefined takes it out. What has no such place stays as it is. */
export function withValue(document: unknown, path: string, value: unknown): unknown {
  const [key = '', ...rest] = path.split('.');
  const next = (own: unknown): unknown => (rest.length === 0 ? value : withValue(own, rest.join('.'), value));
  if (Array.isArray(document)) {
    const items: readonly unknown[] = document;
    return rest.length === 0 && value === undefined ? items.filter((_, at) => at !== Number(key)) : items.map((own, at) => (at === Number(key) ? next(own) : own));
  }
  if (!isRecord(document)) return document;
  const { [key]: own, ...others } = document;
  const changed = next(own);
  return changed === undefined ? others : Object.hasOwn(document, key) ? Object.fromEntries(Object.entries(document).map(([name, old]) => [name, name === key ? changed : old])) : { ...others, [key]: changed };
}

/** Every number below a place, with its path. */
export function numbersIn(value: unknown, path: string): readonly Readonly<{ path: string; value: number }>[] {
  if (typeof value === 'number') return [{ path, value }];
  const inner = Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : [];
  return inner.flatMap(([key, own]) => numbersIn(own, `${path}.${key}`));
}
