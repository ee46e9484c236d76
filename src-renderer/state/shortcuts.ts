/** What a key asks for. */
export type Shortcut = 'acknowledge' | 'offline' | 'reconnect' | 'export' | 'exportRedacted' | 'compare' | 'contribution' | 'nextRow' | 'previousRow' | 'nextRegion' | 'previousRegion';

export type KeyPress = Readonly<{ key: string; shiftKey: boolean; ctrlKey: boolean; altKey: boolean; metaKey: boolean; repeat: boolean }>;

const LETTERS: Readonly<Record<string, Shortcut>> = { a: 'acknowledge', o: 'offline', r: 'reconnect', e: 'export', c: 'compare', m: 'contribution', j: 'nextRow', k: 'previousRow' };

/** @param lettersHeard false while a field, menu or dialog has the keys, or when the user turned letters off: only F6 is heard then */
export function shortcutOf(press: KeyPress, lettersHeard: boolean): Shortcut | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  if (press.repeat && !isMove(press.key)) return null;
  if (press.key === 'F6') return press.shiftKey ? 'previousRegion' : 'nextRegion';
  if (!lettersHeard) return null;
  if (press.shiftKey) return press.key.toLowerCase() === 'e' ? 'exportRedacted' : null;
  return LETTERS[press.key.toLowerCase()] ?? null;
}

/** Held down, these go on. */
const isMove = (key: string): boolean => key === 'j' || key === 'k';
