import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { portfolioDocument } from '#shared/document/portfolioDocument.ts';
import type { Portfolio } from '#shared/domain/account.ts';
import type { Fault } from '#shared/domain/failure.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { WhatIfSpec } from '#shared/ipc/whatIf.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { findVenue, type VenueRules } from '#shared/venues/registry.ts';
import type { ForkBase } from './base.ts';
import { changed, type Ground } from './changes.ts';
import { type Draft, draftOf, portfolioOf } from './draft.ts';
import { rowFault } from './rowFaults.ts';

/** A forked book with its changes made, before prices move. */
export type Book = Readonly<{ draft: Draft; portfolio: Portfolio }>;

/** What cannot be made, by the place of its change: `changes.2.contracts`. */
export type Refusal = Readonly<{ faults: readonly Fault[] }>;

/**
 * Makes the changes of a what-if to the book that was forked. Pure: the account is not touched.
 *
 * @param profiles venues that the user described
 * @returns the first change that cannot be made with its field, or every breach of a rule of the document
 */
export function bookOf(base: ForkBase, { changes }: WhatIfSpec, profiles: readonly VenueRules[]): Result<Book, Refusal> {
  const ground = groundOf(base, profiles);
  let draft = draftOf(base.portfolio);
  for (const [at, change] of changes.entries()) {
    const next = changed(draft, change, at, ground);
    if (!next.ok) return err({ faults: [{ path: `changes.${at}.${next.error.field}`, message: next.error.message }] });
    draft = next.value;
  }
  const rowsChanged = changes.some(({ kind }) => kind !== 'setPrice');
  if (!rowsChanged) return ok({ draft, portfolio: base.portfolio });
  const portfolio = checked(base, portfolioOf(base.portfolio, draft), profiles);
  return portfolio.ok ? ok({ draft, portfolio: portfolio.value }) : err({ faults: portfolio.error.map((own) => rowFault(own, draft)) });
}

/** The book as a document, read again: the rules of documents hold for it, and new symbols get the venue's instruments. */
function checked(base: ForkBase, portfolio: Portfolio, profiles: readonly VenueRules[]): Result<Portfolio, readonly Fault[]> {
  const document = portfolioDocument(portfolio, { ...base.otherPrices, mark: new Map(), index: new Map() }, base.at);
  const parsed = parsePortfolio(JSON.stringify(document), base.at, profiles);
  if (!parsed.ok) return err(parsed.error.code === 'document/invalid' ? parsed.error.faults : [{ path: '(document)', message: 'could not be read' }]);
  const { asOf: _made, ...read } = parsed.value.portfolio;
  return ok({ ...read, ...(base.portfolio.asOf === undefined ? {} : { asOf: base.portfolio.asOf }) });
}

function groundOf({ portfolio, prices }: ForkBase, profiles: readonly VenueRules[]): Ground {
  const own = new Map<string, Instrument>(portfolio.instruments.map((instrument) => [instrument.symbol, instrument]));
  const venue = findVenue(portfolio.venue) ?? profiles.find(({ id }) => id === portfolio.venue) ?? null;
  return {
    instrument: (symbol) => own.get(symbol) ?? venue?.instrument(symbol, portfolio.parameters.id) ?? null,
    priceOf: (key) => prices.get(key)?.value ?? null,
  };
}
