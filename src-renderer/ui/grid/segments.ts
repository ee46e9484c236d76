/** Lines `from` (inclusive) to `to` (exclusive) are drawn, after room for `gap` lines that are not. */
export type Segment = Readonly<{ gap: number; from: number; to: number }>;

/**
 * What is drawn of a long table: the lines in view, and the line with the focus wherever it is, since a line that is
 * taken away takes the focus with it.
 *
 * @param kept its place; null when no line has the focus
 * @returns in order; the room below the last one is `count − to`
 */
export function segmentsOf(view: Readonly<{ from: number; to: number }>, kept: number | null, count: number): readonly Segment[] {
  const whole = { gap: view.from, from: view.from, to: view.to };
  if (kept === null || kept < 0 || kept >= count || (kept >= view.from && kept < view.to)) return [whole];
  if (kept < view.from) return [{ gap: kept, from: kept, to: kept + 1 }, { ...whole, gap: view.from - kept - 1 }];
  return [whole, { gap: kept - view.to, from: kept, to: kept + 1 }];
}
