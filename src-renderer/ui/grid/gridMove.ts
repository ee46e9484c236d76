/** A cell by its place: the head is line −1, lines count from 0, columns from 0. */
export type GridPlace = Readonly<{ line: number; column: number }>;
export type GridSize = Readonly<{ lines: number; columns: number; /** Lines that are in view at once. */ page: number }>;

/** Where each key goes; null leaves the key to others. */
const MOVES: Readonly<Record<string, (at: GridPlace, size: GridSize, control: boolean) => GridPlace>> = {
  ArrowUp: (at) => ({ ...at, line: at.line - 1 }),
  ArrowDown: (at) => ({ ...at, line: at.line + 1 }),
  ArrowLeft: (at) => ({ ...at, column: at.column - 1 }),
  ArrowRight: (at) => ({ ...at, column: at.column + 1 }),
  PageUp: (at, { page }) => ({ ...at, line: Math.max(0, at.line - page) }),
  PageDown: (at, { page }) => ({ ...at, line: at.line + page }),
  Home: (at, _size, control) => ({ line: control ? 0 : at.line, column: 0 }),
  End: (at, { lines, columns }, control) => ({ line: control ? lines - 1 : at.line, column: columns - 1 }),
};

/**
 * The cell that a key leads to, inside the grid. The head can be reached by the arrow alone.
 *
 * @returns null when the key moves nothing: then it means something else
 */
export function gridMove(at: GridPlace, key: string, control: boolean, size: GridSize): GridPlace | null {
  const move = MOVES[key];
  if (move === undefined || (control && key.startsWith('Arrow'))) return null;
  const { line, column } = move(at, size, control);
  return { line: Math.max(-1, Math.min(size.lines - 1, line)), column: Math.max(0, Math.min(size.columns - 1, column)) };
}
