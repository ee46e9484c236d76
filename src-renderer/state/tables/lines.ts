/** One line of a table: a row, or the head of a group with the rows that it stands over. */
export type Line<R> = Readonly<{ kind: 'row'; key: string; row: R }> | Readonly<{ kind: 'group'; key: string; name: string; rows: readonly R[]; open: boolean }>;

/** Every word must stand somewhere in what is said of a row; upper and lower case are the same. */
export function matches(said: string, filter: string): boolean {
  const text = said.toLowerCase();
  return filter.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/**
 * Rows as the lines of a table.
 *
 * @param groupOf the group of a row; null for no groups. Groups stand where their first row would.
 * @param closed  names of the groups whose rows are folded away
 */
export function linesOf<R>(rows: readonly R[], keyOf: (row: R) => string, groupOf: ((row: R) => string) | null, closed: ReadonlySet<string>): readonly Line<R>[] {
  const line = (row: R): Line<R> => ({ kind: 'row', key: keyOf(row), row });
  if (groupOf === null) return rows.map(line);
  return [...Map.groupBy(rows, groupOf)].flatMap(([name, members]): readonly Line<R>[] => {
    const open = !closed.has(name);
    return [{ kind: 'group', key: `:group:${name}`, name, rows: members, open }, ...(open ? members.map(line) : [])];
  });
}
