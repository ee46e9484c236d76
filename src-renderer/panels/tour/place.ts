export type Box = Readonly<{ left: number; top: number; width: number; height: number }>;
type Size = Readonly<{ width: number; height: number }>;

/** Between a card, what it speaks of, and the edge of the window, in px. */
const GAP = 10;

const within = (value: number, size: number, room: number): number => Math.max(GAP, Math.min(value, room - size - GAP));

/**
 * Where a card stands beside what it speaks of: below, above, to its left or its right, the first that has room; else
 * in the lower right corner. Without an anchor in the middle. Always inside the window, when that is larger than it.
 *
 * @returns its corner, in px of the window
 */
export function placeBeside(anchor: Box | null, card: Size, view: Size): Readonly<{ left: number; top: number }> {
  const { left, top } = besideOf(anchor, card, view);
  return { left: within(left, card.width, view.width), top: within(top, card.height, view.height) };
}

function besideOf(anchor: Box | null, card: Size, view: Size): Readonly<{ left: number; top: number }> {
  if (anchor === null) return { left: (view.width - card.width) / 2, top: (view.height - card.height) / 2 };
  const [right, bottom] = [anchor.left + anchor.width, anchor.top + anchor.height];
  if (bottom + GAP + card.height + GAP <= view.height) return { left: anchor.left, top: bottom + GAP };
  if (anchor.top - GAP - card.height >= GAP) return { left: anchor.left, top: anchor.top - GAP - card.height };
  if (anchor.left - GAP - card.width >= GAP) return { left: anchor.left - GAP - card.width, top: anchor.top };
  if (right + GAP + card.width + GAP <= view.width) return { left: right + GAP, top: anchor.top };
  return { left: view.width, top: view.height };
}
