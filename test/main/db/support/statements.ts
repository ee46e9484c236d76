/** The places before each CREATE and ALTER in a migration, and one after the last. */
const changes = (sql: string): readonly number[] => [...[...sql.matchAll(/^(?:CREATE|ALTER) /gm)].map((match) => match.index), sql.length];

/** How many places a migration can be halted at. */
export const placesIn = (sql: string): number => changes(sql).length;

/** The migration with a call of `halt()` at one of those places. */
export function haltedAt(sql: string, place: number): string {
  const at = changes(sql)[place] ?? sql.length;
  return `${sql.slice(0, at)} SELECT halt();\n${sql.slice(at)}`;
}
