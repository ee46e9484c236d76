import type { MissingInput } from '../missing.ts';

/** An answer, or what is missing for it in words. Unknown is never a number. */
export type Known<T> = (Readonly<{ status: 'known' }> & T) | Unknown;
export type Unknown = Readonly<{ status: 'unknown'; missing: string }>;

export const unknown = (missing: string): Unknown => ({ status: 'unknown', missing });

/** All that is missing and stands in the way, as one text without repeats; null when nothing is. */
export function namesOf(inputs: readonly MissingInput[], blocks: (input: MissingInput) => boolean): string | null {
  const names = new Set(inputs.filter(blocks).map(({ missing }) => missing));
  return names.size === 0 ? null : [...names].join(', ');
}
