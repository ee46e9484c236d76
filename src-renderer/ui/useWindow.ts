import { type RefObject, useEffect, useState } from 'react';

/** Rows `from` (inclusive) to `to` (exclusive) are drawn; the rest is room of the same height. */
export type RowWindow = Readonly<{ from: number; to: number }>;

/** Up to this many rows are all drawn: find-in-page and screen readers then see every one. */
const ALL_BELOW = 60;
/** The window moves in steps of this many rows, and reaches one step beyond the view. */
const STEP = 3;

/** @param scrollTop and height in px; a height of 0, before the first layout, counts as one screen */
export function rowWindow(count: number, rowHeight: number, scrollTop: number, height: number): RowWindow {
  if (count <= ALL_BELOW) return { from: 0, to: count };
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight / STEP) * STEP - STEP;
  const last = Math.ceil((Math.max(0, scrollTop) + (height === 0 ? 800 : height)) / rowHeight / STEP) * STEP + STEP;
  return { from: Math.max(0, Math.min(first, count - STEP)), to: Math.min(count, last) };
}

/** The rows in view of a scrolling box; changes only when the box scrolls by a step or changes its size. */
export function useWindow(box: RefObject<HTMLElement | null>, count: number, rowHeight: number): RowWindow {
  const [view, setView] = useState({ scrollTop: 0, height: 0 });
  const windowed = count > ALL_BELOW;
  useEffect(() => {
    const element = box.current;
    if (!windowed || element === null) return undefined;
    const read = (): void => {
      const next = { scrollTop: Math.floor(element.scrollTop / rowHeight / STEP) * STEP * rowHeight, height: element.clientHeight };
      setView((before) => (before.scrollTop === next.scrollTop && before.height === next.height ? before : next));
    };
    const resized = new ResizeObserver(read);
    resized.observe(element);
    element.addEventListener('scroll', read, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, [box, windowed, rowHeight]);
  return rowWindow(count, rowHeight, view.scrollTop, view.height);
}
