import type { DecimalText } from '../../num/units.ts';

/**
 * What is done with the values of the parts, in their order. All arithmetic is decimal with 80 significant digits,
 * half-even; the rounding to fixed decimals is an operation of its own.
 *
 *   sum            p₁ + p₂ + …; 0 without parts           product      p₁ · p₂ · …, from the left
 *   sumOfKnown     the same, parts without a value left out
 *   difference     p₁ − p₂                                quotient     p₁ / p₂; no value when p₂ is 0
 *   negative       −p₁          absolute  |p₁|            sqrt         √p₁
 *   min, max       of all parts                           floorAtZero  max(0, p₁)
 *   round18        p₁ at 18 decimals, half-even           round24      at 24 decimals
 *   given          p₁; the parts after it say why it is taken
 *   none           there is no value; the parts say why
 *
 * A part without a value leaves the whole without one, but for `sumOfKnown` and the later parts of `given`.
 */
export type Operation =
  | 'sum' | 'sumOfKnown' | 'difference' | 'product' | 'quotient' | 'negative' | 'absolute' | 'sqrt' | 'min' | 'max' | 'floorAtZero'
  | 'round18' | 'round24' | 'given' | 'none';

/** Where a tree ends: something that was told, a rule of the venue, or a number of the formula itself. */
export type LeafKind = 'input' | 'parameter' | 'constant';

/** What a leaf was read from. Rows and lines are those of the account; tiers and orders are counted from 1. */
export type Source =
  | Readonly<{ kind: 'price'; key: `mark:${string}` | `index:${string}` }>
  | Readonly<{ kind: 'position'; row: string; field: 'contracts' | 'entryPrice' | 'leverage' | 'isolatedMargin' }>
  | Readonly<{ kind: 'order'; symbol: string; order: number; field: 'contracts' | 'price' }>
  | Readonly<{ kind: 'collateral'; asset: string; line: number; field: 'amount' | 'weight'; tier?: number }>
  | Readonly<{ kind: 'beta'; asset: string }>
  | Readonly<{ kind: 'parameter'; parameterSet: string; field: string; symbol?: string; asset?: string; tier?: number }>;

/**
 * One step of a derivation: data only, so that it survives any transport.
 *
 * `value` is null when it is not known or there is none; of a leaf it is what was read, else what `op` makes of the parts.
 */
export type DerivationNode = Readonly<{
  /** What it is, in words. */
  name: string;
  op: Operation | LeafKind;
  value: DecimalText | null;
  parts: readonly DerivationNode[];
  /** Currency, `USD per BTC`, `contracts`; absent for a fraction. */
  unit?: string;
  source?: Source;
}>;
