/** The averaging window before a settlement: what has been averaged is fixed, only the rest still moves. Times in the same unit. */
export type AveragingWindow = Readonly<{ length: number; elapsed: number }>;

/** The share of the settlement price that is still open: 1 before the window, 0 at its end. */
export function openShare({ length, elapsed }: AveragingWindow): number {
  return Math.min(Math.max(1 - elapsed / length, 0), 1);
}

/**
 * The expected settlement price in two parts: `fixed` from what was averaged so far, `open` that moves with the price now.
 *
 * @param average mean price since the window opened
 * @param price now
 */
export function settlementForward(window: AveragingWindow, average: number, price: number): Readonly<{ fixed: number; open: number }> {
  const open = openShare(window);
  return { fixed: average * (1 - open), open: price * open };
}
