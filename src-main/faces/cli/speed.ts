const FASTEST = 1e6;

/** `--speed`: how many times faster than it was recorded; absent is 1. Null when it is no such number. */
export function speedFrom(text: string | undefined): number | null {
  const speed = Number(text ?? '1');
  return speed > 0 && speed <= FASTEST ? speed : null;
}

export const badSpeed = (text: string | undefined): string => `--speed: is "${text ?? ''}"; expected a number above 0 and at most ${FASTEST}`;
