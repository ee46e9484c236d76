/** What a price may be trusted for, best first; the state of a figure is the worst of its inputs. `supposed` is a price of a what-if, `drill` one that was moved for practice. */
export const PRICE_STATES = ['live', 'ageing', 'manual', 'replay', 'supposed', 'drill', 'suspect', 'stale', 'disconnected', 'unknown'] as const;
export type PriceState = (typeof PRICE_STATES)[number];

const RANK = new Map<PriceState, number>(PRICE_STATES.map((state, rank) => [state, rank]));

export function worstState(a: PriceState, b: PriceState): PriceState {
  return (RANK.get(a) ?? 0) >= (RANK.get(b) ?? 0) ? a : b;
}

/** True for states on which an alert may fire but not clear. */
export const isStale = (state: PriceState): boolean =>
  state === 'stale' || state === 'disconnected' || state === 'suspect' || state === 'unknown';
