/** What a file of daily closes did: how many are new, took the place of another price, or were there already; days from 1970-01-01. */
export type ClosesImportView = Readonly<{
  added: number; changed: number; same: number;
  assets: readonly string[]; currencies: readonly string[];
  first: number; last: number;
  /** Columns that were passed over. */
  ignored: readonly string[];
}>;
