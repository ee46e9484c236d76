import type { Truth } from './truth.ts';

/** A rule over time, of one account. `overSince`: since when it has been known to be over without pause; null while it is not. */
export type RuleState = Readonly<{ open: boolean; overSince: number | null }>;

export const RESTING: RuleState = { open: false, overSince: null };

/**
 * Raised at once when it is known to hold, cleared when it has been known to be over for as long as the hold. What is not
 * known neither raises nor clears, and breaks the hold.
 *
 * @param met  at the levels themselves
 * @param kept within the bands
 * @param at   ms on a clock that only rises
 */
export function nextRule(state: RuleState, met: Truth, kept: Truth, at: number, holdMs: number): Readonly<{ state: RuleState; event: 'raise' | 'clear' | null }> {
  if (!state.open) return met === true ? { state: { open: true, overSince: null }, event: 'raise' } : { state, event: null };
  if (kept !== false) return { state: state.overSince === null ? state : { open: true, overSince: null }, event: null };
  const overSince = state.overSince ?? at;
  return at - overSince >= holdMs ? { state: RESTING, event: 'clear' } : { state: { open: true, overSince }, event: null };
}
