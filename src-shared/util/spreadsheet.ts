/** Text that a spreadsheet would run as a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;

/** Text that no spreadsheet runs: an apostrophe stands before what looks like a formula. Not for figures: −5 is one. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
