/**
 * Text from documents may hold anything. Control, bidi and zero-width characters would let a name rewrite what stands
 * beside it, so they are dropped for display; the rest is shown as it is, and long text is cut by CSS.
 */
const HIDDEN = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}/gu;

export function displayText(text: string, limit = 400): string {
  const clean = text.replaceAll(HIDDEN, '');
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean;
}

/** "Binance USD-M" from "binance-usdm": known venues by their own spelling, others as written. */
export function joinWords(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' · ');
}
