/** True when two values hold the same data, whatever the order of their keys. Plain objects, lists, text, numbers and flags. */
export function sameData(a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) return Object.is(a, b);
  const [own, other] = [Object.entries(a), new Map(Object.entries(b))];
  return Array.isArray(a) === Array.isArray(b) && own.length === other.size && own.every(([key, value]) => other.has(key) && sameData(value, other.get(key)));
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;
