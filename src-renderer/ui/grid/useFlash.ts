import { type RefObject, useEffect, useRef } from 'react';

/** Below 300 ms, and at most once a second for each cell: far from the three flashes a second that may harm. */
const FADE_MS = 280;
const BETWEEN_MS = 1000;

type Seen = Map<string, Readonly<{ text: string | null; at: number }>>;

/**
 * Tints the cells whose figure changed, for a moment. What becomes known or unknown does not count as a change: a feed
 * that comes back must not light up the whole table. Nothing moves for who asked for less motion.
 *
 * @param figures column and figure of each cell; asked only while `on`
 */
export function useFlash(line: RefObject<HTMLTableRowElement | null>, on: boolean, figures: () => readonly (readonly [column: string, text: string | null])[]): void {
  const seen = useRef<Seen>(new Map());
  useEffect(() => {
    if (!on) return;
    const now = performance.now();
    const before = seen.current;
    const next: Seen = new Map();
    const cells = new Map([...(line.current?.cells ?? [])].map((cell) => [cell.dataset['cell'], cell]));
    for (const [column, text] of figures()) {
      const last = before.get(column);
      const changed = last !== undefined && last.text !== null && text !== null && last.text !== text && now - last.at >= BETWEEN_MS;
      if (changed) tint(cells.get(column));
      next.set(column, { text, at: changed || last === undefined ? now : last.at });
    }
    seen.current = next;
  });
}

function tint(cell: HTMLElement | undefined): void {
  if (cell === undefined || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const tone = getComputedStyle(cell).getPropertyValue('--flash');
  cell.animate([{ boxShadow: `inset 0 0 0 100px ${tone}` }, { boxShadow: 'inset 0 0 0 100px transparent' }], { duration: FADE_MS, easing: 'ease-out' });
}
