import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { isExpired } from '#shared/domain/instrument.ts';
import type { EpochMs } from '#shared/num/units.ts';

/** What the owner of a document should know before trusting a figure of it, a sentence each. */
export function notesOn({ portfolio, prices }: ParsedPortfolio, now: EpochMs): readonly string[] {
  const unpriced = [...new Set(portfolio.positions.map(({ symbol }) => symbol))].filter((symbol) => !prices.mark.has(symbol));
  const expired = portfolio.instruments.filter((instrument) => isExpired(instrument, now)).map(({ symbol }) => symbol);
  return [
    ...(unpriced.length === 0 ? [] : [`No mark price for ${listed(unpriced)}: type them in, open a document that has them, or turn live prices on.`]),
    ...(expired.length === 0 ? [] : [`Expired: ${listed(expired)}. Settle or remove them.`]),
  ];
}

const LISTED = 5;

/** A few names, and how many more there are. */
export const listed = (names: readonly string[]): string =>
  (names.length <= LISTED ? names.join(', ') : `${names.slice(0, LISTED).join(', ')} and ${names.length - LISTED} more`);

/** A book that is wrong throughout is no page of sentences. */
export const shortened = (remarks: readonly string[]): readonly string[] => (remarks.length <= LISTED ? remarks : [...remarks.slice(0, LISTED), `and ${remarks.length - LISTED} more differences from the venue's lists.`]);
