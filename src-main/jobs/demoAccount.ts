import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { isExpired } from '#shared/domain/instrument.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { invariant } from '#shared/util/invariant.ts';
import type { Store } from '../db/store.ts';
import { demoPortfolioText } from '../exchange/demoPortfolio.ts';

/**
 * The demo's account: made when it is asked for or when nothing is stored yet, and made anew when one of its contracts
 * has expired since.
 *
 * @returns true when a demo account is stored
 */
export function keepDemoAccount({ accounts }: Pick<Store, 'accounts'>, asked: boolean, now: EpochMs): boolean {
  const records = accounts.list();
  const present = records.find(({ demo }) => demo);
  const stored = present === undefined ? null : accounts.load(present.accountId);
  const current = stored !== null && !stored.portfolio.instruments.some((instrument) => isExpired(instrument, now));
  if (current || (present === undefined && !asked && records.length > 0)) return present !== undefined;
  const parsed = parsePortfolio(demoPortfolioText(now), now);
  invariant(parsed.ok, 'the demo portfolio is a valid document');
  accounts.save(parsed.value.portfolio, parsed.value.prices, { demo: true, at: now });
  return true;
}
