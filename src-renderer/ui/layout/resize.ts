/** What a size may be: at least `least`, and never so much that less than `leave` remains for the rest. All px. */
export type Limits = Readonly<{ least: number; most: number }>;

export const limitsOf = (least: number, leave: number, room: number): Limits => ({ least, most: Math.max(least, Math.floor(room - leave)) });

export const clamped = (px: number, { least, most }: Limits): number => Math.round(Math.max(least, Math.min(most, px)));

const STEP = 10;
const LONG_STEP = 60;

/**
 * The size that a key asks for: arrows move the edge by 10 px, by 60 with Shift; Home and End go to the limits.
 *
 * @param edge the side of the pane that moves: towards it makes the pane larger
 * @returns null when the key means something else
 */
export function sizeByKey(key: string, shift: boolean, edge: 'left' | 'top', size: number, limits: Limits): number | null {
  const step = shift ? LONG_STEP : STEP;
  const [larger, smaller] = edge === 'left' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  const asked = { [larger]: size + step, [smaller]: size - step, Home: limits.least, End: limits.most }[key];
  return asked === undefined ? null : clamped(asked, limits);
}
