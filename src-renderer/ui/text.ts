/**
 * Text from documents may hold anything. Control, bidi and zero-width characters would let a name rewrite what stands
 * beside it, so they are dropped for display; the rest is shown as it is, and long text is cut by CSS.
 */
const HIDDEN = /[\p{Cc}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

export function displayText(text: string, limit = 400): string {
  const clean = text.replaceAll(HIDDEN, '');
  return clean.length > limit ? `${clean.slice(0, limit)}…` : clean;
}

/** "Binance USD-M" from "binance-usdm": known venues by their own spelling, others as written. */
export function joinWords(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' · ');
}
