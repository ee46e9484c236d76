import type { Range } from '#shared/ipc/limits.ts';

/** What a field says, or one sentence on what is wrong with it. */
export type Read<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; fault: string }>;

/**
 * A number as it is typed.
 *
 * @param range  of the value
 * @param factor 100 where the field is in percent of it, else 1
 */
export function fieldNumber(name: string, text: string, { least, most }: Range, factor: 1 | 100): Read<number> {
  const written = text.trim().replace('−', '-').replace(',', '.');
  const value = Number(written) / factor;
  const unit = factor === 100 ? ' percent' : '';
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(written) || value < least || value > most) return { ok: false, fault: `${name}: expected a number from ${round(least * factor)} to ${round(most * factor)}${unit}.` };
  return { ok: true, value };
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
