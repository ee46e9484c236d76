const FASTEST = 1e6;

/** How many times faster than it was recorded; absent is 1. Null when it is no plain number above 0 and up to a million. */
export function speedFrom(text: string | undefined): number | null {
  if (text === undefined) return 1;
  const speed = Number(text);
  return /^\d{1,7}(?:\.\d{1,6})?$/.test(text) && speed > 0 && speed <= FASTEST ? speed : null;
}

export const badSpeed = (text: string | undefined): string => `--speed: is "${text ?? ''}"; expected a number above 0 and at most ${FASTEST}, such as 1 or 10`;
