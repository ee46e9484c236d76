import type { DecimalText } from '../num/units.ts';
import type { Bound } from './view.ts';

/** A figure with how far it can be trusted; `bound` is null when it is exact. */
export type FigureView = Readonly<{ value: DecimalText | null; bound: Bound | null }>;

/** An answer, or what is missing for it in words. */
export type Answer<T> = (Readonly<{ status: 'known' }> & T) | Readonly<{ status: 'unknown'; missing: string }>;
