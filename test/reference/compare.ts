import { Decimal } from '#shared/num/units.ts';
import type { Figure } from './adapter.ts';

export type Tolerance = Readonly<{ abs?: string; rel?: string; digits?: 'rounded' | 'truncated' }>;

/** Null when the figure meets the published one; else what both are. Flags, texts and nulls must be equal. */
export function difference(expected: unknown, got: Figure | undefined, tolerance: Tolerance): string | null {
  return meets(expected, got, tolerance) ? null : `expected ${JSON.stringify(expected)}, got ${shown(got)}`;
}

function meets(expected: unknown, got: Figure | undefined, tolerance: Tolerance): boolean {
  if (got === undefined) return false;
  if (got instanceof Decimal) return (typeof expected === 'string' || typeof expected === 'number') && isNear(String(expected), got, tolerance);
  if (typeof expected !== 'object' || expected === null || typeof got !== 'object' || got === null) return Object.is(expected, got);
  const [wanted, found] = [Object.entries(expected), new Map<string, Figure>(Object.entries(got))];
  return Array.isArray(expected) === Array.isArray(got) && wanted.length === found.size && wanted.every(([key, value]) => meets(value, found.get(key), tolerance));
}

/** How many of the numbers of an expected value are met, and of how many; texts and flags are none. */
export function figuresMet(expected: unknown, got: Figure | undefined, tolerance: Tolerance): Readonly<{ met: number; of: number }> {
  if (typeof expected === 'object' && expected !== null) {
    const found = new Map<string, Figure>(typeof got === 'object' && got !== null ? Object.entries(got) : []);
    return Object.entries(expected).map(([key, value]) => figuresMet(value, found.get(key), tolerance)).reduce((sum, own) => ({ met: sum.met + own.met, of: sum.of + own.of }), { met: 0, of: 0 });
  }
  const isFigure = typeof expected === 'number' || (typeof expected === 'string' && (NUMBER.test(expected) || PERCENT.test(expected)));
  return isFigure ? { met: meets(expected, got, tolerance) ? 1 : 0, of: 1 } : { met: 0, of: 0 };
}

const PERCENT = /^-?\d+(?:\.\d+)?%$/;

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

function isNear(text: string, got: Decimal, { abs, rel, digits }: Tolerance): boolean {
  if (!NUMBER.test(text)) return false;
  const want = new Decimal(text);
  const off = got.minus(want).abs();
  if (abs !== undefined && off.lte(abs)) return true;
  if (rel !== undefined && off.lte(want.abs().times(rel))) return true;
  if (digits === undefined) return off.isZero();
  return got.toFixed(text.split('.')[1]?.length ?? 0, digits === 'truncated' ? Decimal.ROUND_DOWN : Decimal.ROUND_HALF_UP) === text;
}

function shown(figure: Figure | undefined): string {
  return figure === undefined ? 'nothing' : JSON.stringify(figure, (_key, value: unknown) => (value instanceof Decimal ? value.toFixed() : value));
}
