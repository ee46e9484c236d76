import type { PriceState } from '#shared/domain/priceState.ts';
import type { Bound } from './figures.ts';

const STATE_WORDS: Readonly<Record<PriceState, string>> = {
  live: '',
  ageing: '',
  manual: 'from a price typed by hand',
  replay: 'from a recording',
  supposed: 'from a price of the what-if',
  drill: 'from a price that is moved for practice',
  suspect: 'from a price that looks wrong',
  stale: 'from a stale price',
  disconnected: 'from the last price before the feed was lost',
  unknown: 'an input is unknown',
};

/** Exact figure, unit, and whatever limits its worth: what every figure says on hover. */
export function figureTitle(exact: string, unit: string, bound: Bound | undefined, state: PriceState | undefined): string {
  const limits = [bound === 'atLeast' ? 'at least' : '', bound === 'atMost' ? 'at most' : '', state === undefined ? '' : STATE_WORDS[state]];
  return [`${exact} ${unit}`.trim(), ...limits.filter((words) => words !== '')].join(', ');
}

/** The state of a price in one word, for the place beside the figure; empty when nothing needs saying. */
export function stateWord(state: PriceState): string {
  if (state === 'live' || state === 'ageing' || state === 'replay') return '';
  if (state === 'supposed') return 'what-if';
  if (state === 'drill') return 'drill';
  return state === 'disconnected' ? 'lost' : state;
}

/** Moved for practice: what is stale besides is stale still, and says this too. */
export const isPractised = ({ state, underneath }: Readonly<{ state: PriceState; underneath: string | null }>): boolean => state === 'drill' || (underneath !== null && isDoubtful(state));

/** True when a figure made from it must look different. */
export function isDoubtful(state: PriceState): boolean {
  return state === 'stale' || state === 'disconnected' || state === 'suspect' || state === 'unknown';
}
