import { maskFigures, writeFigures } from '#shared/util/hiddenFigures.ts';
import { openExactText } from './format.ts';
import { presentation } from './presentation.ts';

/**
 * Text from documents may hold anything. Control, bidi and zero-width characters would let a name rewrite what stands
 * beside it, so they are dropped for display; the rest is shown as it is, and long text is cut by CSS. Privacy hides every figure in
 * it, whoever wrote it.
 */
const HIDDEN = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}/gu;

export function displayText(text: string, limit = 400): string {
  const seen = text.replaceAll(HIDDEN, '');
  const clean = presentation().masked ? maskFigures(seen) : seen;
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean;
}

/** A sentence that the terminal wrote: its figures are written as all others of the screen are, so that "1,200" is not read as 1.2 beside "1.200". */
export function sentenceText(text: string, limit?: number): string {
  return displayText(presentation().masked ? text : measureText(text), limit);
}

/** A measure of the machinery, such as "3.1 s", in the same writing: it tells nothing that privacy hides. */
export function measureText(text: string): string {
  return presentation().locale === null ? text : writeFigures(text, openExactText);
}

/** "Binance USD-M" from "binance-usdm": known venues by their own spelling, others as written. */
export function joinWords(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' · ');
}
