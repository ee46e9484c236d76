import { createContext } from 'react';

/**
 * How figures are written on this screen. One place for all of them: what formats a figure asks here, so that no panel
 * can forget to hide one. Files and calls to the terminal never pass through it.
 */
export type Presentation = Readonly<{
  /** Amounts and liquidation prices are hidden behind a mask. */
  masked: boolean;
  /** A BCP 47 tag; null writes 1,234.50 and 2026-11-24. */
  locale: string | null;
}>;

let current: Presentation = { masked: false, locale: null };

export const presentation = (): Presentation => current;

/** Takes effect with the next drawing: whoever calls it must have the screen drawn anew. */
export function present(next: Presentation): Presentation {
  current = next;
  return next;
}

/** For what is drawn again only when its own properties change: reading it draws it anew with the others. */
export const PresentationContext = createContext(current);
