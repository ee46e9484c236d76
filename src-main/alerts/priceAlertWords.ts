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
  return { title: `${what} ${value} is held: ${from}`, action: `${kept}.${ifTrue} Look at the venue itself; if it lasts for half a minute and five messages it is taken.` };
}

export function depegAlertText({ asset, low, high, apart, offPeg }: Depeg): AlertText {
  const seen = low.venue === 'its peg' ? high : low;
  const title = offPeg ? `${asset} is ${seen.price} at ${seen.venue}: ${percent(apart)} off its dollar` : `${asset} is ${low.price} at ${low.venue} and ${high.price} at ${high.venue}: ${percent(apart)} apart`;
  return { title, action: `It is collateral of this account. If it goes on, its value here may fall to the lower price; less of it, or a wider buffer, is safer.` };
}
