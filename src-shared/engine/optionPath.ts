import type { Instrument } from '../domain/instrument.ts';

/**
 * Mark of an option after its underlying has moved by a fraction of its price, −0.1 for a fall of 10 %: settle currency per
 * unit, ≥ 0, the mark itself at 0.
 */
export type OptionPath = (move: number) => number;

/** Who prices options that move; null for one that cannot be priced. */
export type OptionPaths = (instrument: Instrument) => OptionPath | null;

/** Nobody does: what hangs on the worth of an option after a move is unknown. */
export const NO_PATHS: OptionPaths = () => null;
