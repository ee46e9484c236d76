import type { ListingChange } from '#shared/domain/listingChanges.ts';
import type { Stage } from '#shared/domain/stage.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { AlertCentre } from './alertCentre.ts';
import type { AlertText } from './alertWords.ts';

/** An account and the symbols that it has positions or orders in. */
export type Holder = Readonly<{ accountId: string; name: string; stage: Stage; symbols: ReadonlySet<string> }>;

/**
 * One notice for each account and held symbol that a venue changed. What is newly listed is none: it may be looked up.
 *
 * @param list as people call it: "Bybit linear"
 */
export function noticeListings(centre: AlertCentre, holders: readonly Holder[], list: string, changes: readonly ListingChange[], at: EpochMs): void {
  const matters = Map.groupBy(changes.filter(({ kind }) => kind !== 'listed'), ({ symbol, kind }) => `${symbol} ${kind}`);
  for (const { accountId, name, stage, symbols } of holders) {
    for (const [matter, same] of matters) {
      const [first] = same;
      if (first === undefined || !symbols.has(first.symbol)) continue;
      // What changes again while the first notice is open is news once more.
      const about = `${matter} ${same.map(({ after }) => after ?? '').join(' ')}`;
      centre.raise({ accountId, accountName: name, onStaleData: false, drill: false, sinceTickMs: () => null }, { kind: 'listing', about, stage, text: listingText(list, first, same) }, at);
    }
  }
}

const FACTS: Readonly<Record<ListingChange['fact'], string>> = {
  symbol: 'symbol', status: 'status', expiry: 'end', tickSize: 'tick', lotSize: 'lot', contractSize: 'contract size', initialMarginRate: 'initial margin rate', maintenanceMarginRate: 'maintenance margin rate', maxLeverage: 'highest leverage',
};

/** @param at ms since 1970, as text */
function momentOf(at: string): string {
  const iso = new Date(Number(at)).toISOString();
  return `${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC`;
}

function listingText(list: string, first: ListingChange, same: readonly ListingChange[]): AlertText {
  const { symbol, kind, fact, after } = first;
  const told = same.map((change) => `${FACTS[change.fact]} ${change.before ?? 'unknown'} → ${change.after ?? 'unknown'}`).join(', ');
  switch (kind) {
    case 'delisted': return { title: `${symbol} is no longer on the list of ${list}`, action: 'It was delisted or renamed. Look at the venue itself; figures stand at its last known mark until the portfolio is opened again without it.' };
    case 'delisting': return { title: `${symbol} will be delisted${fact === 'expiry' && after !== null ? ` on ${momentOf(after)}` : ''}, by the list of ${list}`, action: 'What is open then is settled by the venue, and a hedge is gone with it. Close or move it before.' };
    case 'contractSize': return { title: `${symbol}: ${told}, by the list of ${list}`, action: 'Figures count contracts of the size in the portfolio. Open it again with the new size and the new number of contracts.' };
    case 'margin': return { title: `${symbol}: ${told}, by the list of ${list}`, action: 'Figures use the margin rules of the account, which may be the old ones. Compare its maintenance margin with the venue’s.' };
    case 'tick': case 'lot': case 'listed': return { title: `${symbol}: ${told}, by the list of ${list}`, action: 'Orders must fit it; margin does not change.' };
  }
}
