import type { AccountFacts } from '../accountHost.ts';
import { fundingRate } from './funding.ts';
import type { EpochMs } from '#shared/num/units.ts';

/** Funding that came due while the program watched, at the rates that the venue told last before each payment. */
export type FundingWatch = Readonly<{
  /** Looks at an account; at least once between two payments. */
  see: (host: Pick<AccountFacts, 'engine' | 'quote'>, now: EpochMs) => void;
  /** Received less paid since the watch began, valuation currency; null while a perpetual that was held told no rate or no time of payment. */
  total: () => number | null;
}>;

/** What the next payment of a symbol will be. `signed`: notional in the valuation currency, above 0 for longs. */
type Due = Readonly<{ at: number; rate: number; signed: number }>;

export function createFundingWatch(): FundingWatch {
  const due = new Map<string, Due>();
  const untold = new Set<string>();
  let paid = 0;
  return {
    see: (host, now) => {
      for (const [symbol, own] of due) {
        if (now < own.at) continue;
        paid -= own.signed * own.rate;
        due.delete(symbol);
      }
      const held = exposures(host);
      for (const symbol of due.keys()) if (!held.has(symbol)) due.delete(symbol);
      for (const [symbol, signed] of held) {
        const next = nextOf(host, symbol);
        const rate = fundingRate(host, symbol)?.toNumber() ?? null;
        if (rate === null || next === null || signed === null) untold.add(symbol);
        // A time that has passed is of the last payment: the next one is not told yet.
        else if (next > now) due.set(symbol, { at: next, rate, signed });
      }
    },
    total: () => (untold.size > 0 ? null : paid),
  };
}

/** Net notional of the perpetuals that are held, by symbol; null without a price. */
function exposures({ engine }: Pick<AccountFacts, 'engine'>): ReadonlyMap<string, number | null> {
  const found = new Map<string, number | null>();
  for (const { book, ledger } of engine().pools) {
    book.rows.forEach(({ instrument: { kind, symbol }, leg }, at) => {
      if (kind !== 'perpetual') return;
      const [terms, before] = [ledger.rowTerms(at), found.get(symbol)];
      found.set(symbol, terms === null || before === null ? null : (before ?? 0) + terms.notional.toNumber() * (leg.quantity.isNegative() ? -1 : 1));
    });
  }
  return found;
}

function nextOf(host: Pick<AccountFacts, 'quote'>, symbol: string): number | null {
  const value = host.quote(symbol).items.find(({ name }) => name === 'nextFundingAt')?.value;
  return typeof value === 'number' && value > 0 ? value : null;
}
