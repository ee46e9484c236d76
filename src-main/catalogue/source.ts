import type { Listing } from '#shared/domain/listing.ts';

/** What one answer of a venue says. */
export type ListRead = Readonly<{
  listings: readonly Listing[];
  /** Names of rows that are no listing, or could not be read: what was known of these stands. */
  skipped: readonly string[];
  /** False when rows without a name were left out: then nothing follows from what is missing. */
  complete: boolean;
  /** Where the answer goes on; null at its end. */
  next: string | null;
}>;

/** One list of instruments that a venue publishes over HTTP, without a key. */
export type ListSource = Readonly<{
  /** Unique; the cache is kept by it. */
  id: string;
  /** The venue that its prices carry. */
  venue: string;
  /** As people call it: "Bybit inverse". */
  title: string;
  url: string;
  /** Sent as JSON by POST; absent: GET. */
  body?: string;
  /**
   * @param body the answer, with every number as text
   * @param url  where it came from
   * @returns null when it is no list of instruments. Never throws.
   */
  read: (body: unknown, url: string) => ListRead | null;
}>;
