/** Largest document that a window may hand over, in characters. */
export const DOCUMENT_LIMIT = 3_000_000;

/** Joint moves that a window may ask about, in whole percent. */
export const SHOCK_PERCENT = { least: -50, most: 50 } as const;
