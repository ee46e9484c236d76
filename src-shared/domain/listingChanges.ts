import { type DecimalText, Decimal, type EpochMs } from '../num/units.ts';
import type { Listing } from './listing.ts';

export const CHANGES = ['listed', 'delisted', 'delisting', 'tick', 'lot', 'contractSize', 'margin'] as const;
export type ChangeKind = (typeof CHANGES)[number];

/** One thing that is otherwise in a venue's newer list. `delisting`: its end was announced, or moved. */
export type ListingChange = Readonly<{
  symbol: string;
  kind: ChangeKind;
  /** What of it; the symbol itself for `listed` and `delisted`. */
  fact: 'symbol' | 'status' | 'expiry' | 'tickSize' | 'lotSize' | 'contractSize' | 'initialMarginRate' | 'maintenanceMarginRate' | 'maxLeverage';
  /** Exact text, a time in ms since 1970; null for what was not there. */
  before: string | null;
  after: string | null;
}>;

const FACTS = [
  ['tickSize', 'tick'], ['lotSize', 'lot'], ['contractSize', 'contractSize'], ['initialMarginRate', 'margin'], ['maintenanceMarginRate', 'margin'], ['maxLeverage', 'margin'],
] as const;

/** A contract that ends so soon ends as it always was to. */
const DAY_MS = 86_400_000;

/**
 * What differs between two lists of the same instruments, sorted by symbol. Unknown against known is no change, nor is
 * another way to write the same number, nor the end of a contract on its own day.
 *
 * @param now when the newer list was read
 */
export function listingChanges(before: readonly Listing[], after: readonly Listing[], now: EpochMs): readonly ListingChange[] {
  const [old, fresh] = [bySymbol(before), bySymbol(after)];
  const symbols = [...new Set([...old.keys(), ...fresh.keys()])].toSorted();
  return symbols.flatMap((symbol) => changesOf(old.get(symbol), fresh.get(symbol), now));
}

const bySymbol = (listings: readonly Listing[]): ReadonlyMap<string, Listing> => new Map(listings.map((listing) => [listing.symbol, listing]));

function changesOf(old: Listing | undefined, fresh: Listing | undefined, now: EpochMs): readonly ListingChange[] {
  if (old === undefined) return fresh === undefined || fresh.status === 'closed' ? [] : [{ symbol: fresh.symbol, kind: 'listed', fact: 'symbol', before: null, after: fresh.symbol }];
  if (fresh === undefined || fresh.status === 'closed') {
    const due = old.status === 'closed' || (old.expiry !== undefined && old.kind !== 'perpetual' && old.expiry <= now);
    return due ? [] : [{ symbol: old.symbol, kind: 'delisted', fact: 'symbol', before: old.symbol, after: null }];
  }
  if (old.status === 'closed') return [{ symbol: fresh.symbol, kind: 'listed', fact: 'symbol', before: null, after: fresh.symbol }];
  return [...endOf(old, fresh, now), ...FACTS.flatMap(([fact, kind]) => factChange(fresh.symbol, kind, fact, old[fact], fresh[fact]))];
}

function endOf(old: Listing, fresh: Listing, now: EpochMs): readonly ListingChange[] {
  const { symbol, kind } = fresh;
  const ends = kind === 'perpetual' || kind === 'spot';
  // Dated contracts end too: only one that ends on another day than it said, or long before, is news.
  if (fresh.expiry !== undefined && fresh.expiry !== old.expiry && (ends || old.expiry !== undefined)) return [{ symbol, kind: 'delisting', fact: 'expiry', before: textOf(old.expiry), after: textOf(fresh.expiry) }];
  const early = ends || fresh.expiry === undefined || fresh.expiry - now > DAY_MS;
  return fresh.status === 'closing' && old.status !== 'closing' && early ? [{ symbol, kind: 'delisting', fact: 'status', before: old.status ?? null, after: fresh.status }] : [];
}

function factChange(symbol: string, kind: ChangeKind, fact: ListingChange['fact'], before: DecimalText | undefined, after: DecimalText | undefined): readonly ListingChange[] {
  return before === undefined || after === undefined || new Decimal(before).eq(after) ? [] : [{ symbol, kind, fact, before, after }];
}

const textOf = (at: EpochMs | undefined): string | null => (at === undefined ? null : String(at));
