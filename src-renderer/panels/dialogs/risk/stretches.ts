import type { ShortfallView } from '#shared/ipc/scenarioMarginView.ts';
import { signedPercentText } from '../../../ui/format.ts';
import { plain } from './chance.ts';

/** Moves of the price at which an account is liquidated, in words. */
export function stretches(found: readonly ShortfallView[]): string {
  if (found.length === 0) return 'at no price from −90 % to +210 %';
  return found.map(({ from, to }) => {
    if (from === null) return to === null ? 'at every price' : `below ${signedPercentText(plain(to), 1, 'ceil')}`;
    return to === null ? `above ${signedPercentText(plain(from), 1, 'floor')}` : `from ${signedPercentText(plain(from), 1)} to ${signedPercentText(plain(to), 1)}`;
  }).join(', ');
}
