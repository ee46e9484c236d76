import { PRICE_STATES } from '#shared/domain/priceState.ts';
import type { RateView } from '#shared/ipc/overviewView.ts';
import { Decimal, ONE, quotient, toText } from '#shared/num/units.ts';
import type { AccountHost } from '../accountHost.ts';
import type { Freshness } from '../priceBoard.ts';

/** An account with what says how fresh its prices are. */
export type Known = Readonly<{ host: AccountHost; name: string; freshness: Freshness }>;

/**
 * What one unit of a currency is worth in another, by the index that one of the accounts uses: the most trustworthy, of
 * equals the newest.
 *
 * @returns null when no account has a price of one in the other: two currencies are never taken for the same
 */
export function rateBetween(currency: string, target: string, accounts: readonly Known[]): RateView | null {
  const rates = accounts.flatMap(({ host, name, freshness }): RateView[] => {
    const own = host.engine().book.valuationCurrency;
    const asset = own === target ? currency : own === currency ? target : null;
    if (asset === null) return [];
    const { value, at, state } = host.board.view(`index:${asset}`, freshness);
    // What is moved for practice is no rate.
    if (value === null || state === 'drill') return [];
    return [{ rate: own === target ? value : toText(quotient(ONE.div(new Decimal(value)))), at, state, from: name }];
  });
  return rates.toSorted((a, b) => PRICE_STATES.indexOf(a.state) - PRICE_STATES.indexOf(b.state) || (b.at ?? 0) - (a.at ?? 0))[0] ?? null;
}
