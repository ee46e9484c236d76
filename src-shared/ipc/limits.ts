/** Largest document that a window may hand over, in characters. */
export const DOCUMENT_LIMIT = 3_000_000;
