import type { Depeg } from '../hub/depeg.ts';
import type { Held } from '../hub/plausibility.ts';
import type { PriceKey } from '../hub/priceBoard.ts';
import { nameOf } from '../hub/priceKeys.ts';
import { percentUp } from '../hub/words.ts';
import type { AlertText } from './alertWords.ts';

const percent = (fraction: number): string => `${(Math.abs(fraction) * 100).toFixed(1)} %`;

/** @param ratio the margin ratio if the price were true; null when it is not known */
export function suspectAlertText(key: PriceKey, { value, good, why, off }: Held, ratio: number | null): AlertText {
  const what = `${nameOf(key)}${key.startsWith('index:') ? ' index' : ''}`;
  const kept = good === null ? 'There is no good price to stand in for it, so what depends on it is unknown' : `Figures stand at the last good price, ${good}`;
  if (value === null) return { title: `${what}: the venue sent a price that can be none`, action: `${kept}. Look at the venue itself before acting on them.` };
  const from = off === null ? 'far off' : `${percent(off)} ${off < 0 ? 'below' : 'above'} ${why === 'off-index' ? 'the index' : 'the last good price'}`;
  const ifTrue = ratio === null ? '' : ` If it is true, the margin ratio is ${percentUp(ratio)}.`;
  return { title: `${what} ${value} is held: ${from}`, action: `${kept}.${ifTrue} Look at the venue itself; if the price lasts for half a minute it is taken.` };
}

export function depegAlertText({ asset, quote, low, high, apart }: Depeg): AlertText {
  const pegged = [low, high].find(({ venue }) => venue === 'its peg');
  const seen = pegged === low ? high : low;
  const title = pegged === undefined
    ? `${asset} is ${low.price} ${quote} at ${low.venue} and ${high.price} at ${high.venue}: ${percent(apart)} apart`
    : `${asset} is ${seen.price} ${quote} at ${seen.venue}: ${percent(apart)} off its currency`;
  return { title, action: `It is collateral of this account. If it goes on, its value here may fall to the lower price; less of it, or a wider buffer, is safer.` };
}
