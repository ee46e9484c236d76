import type { ComparisonView } from '#shared/ipc/comparisonView.ts';
import type { ContributionView } from '#shared/ipc/contributionView.ts';
import type { DerivationView } from '#shared/ipc/derivationView.ts';
import type { FigureRef } from '#shared/ipc/figureRef.ts';
import { epochMs, toText, Decimal } from '#shared/num/units.ts';
import { EPISODES } from '#shared/scenario/stress/episodes.ts';
import { finished } from '#shared/util/pieces.ts';
import type { AccountHost } from '../../../src-main/hub/accountHost.ts';
import { comparisonPieces } from '../../../src-main/hub/insight/comparison.ts';
import { contributionPieces } from '../../../src-main/hub/insight/contribution.ts';
import { profilesFor } from '../../../src-main/hub/insight/profiles.ts';
import { optionPathsOf } from '../../../src-main/hub/risk/optionPaths.ts';
import { derivationView } from '../../../src-main/hub/insight/derivation.ts';
import { ACCOUNT_ID, hostAccount } from '../../support/hostedAccount.ts';
import { BOOK, START } from './screen.tsx';

/** The book of the screen tests in the real engine; `own` replaces fields of its document. */
export function hostOf(own: object = {}): AccountHost {
  const host = hostAccount(JSON.stringify({ ...BOOK, ...own }), 'demo', START).host.find(ACCOUNT_ID);
  if (host === null) throw new Error('the account is open');
  return host;
}

const NOW = epochMs(START);

export function compared(own: object = {}, chosen: string | null = null): ComparisonView {
  const host = hostOf(own);
  return finished(comparisonPieces(host.engine(), { paths: optionPathsOf(host, NOW), profiles: profilesFor(host.engine().portfolio, NOW, []), days: EPISODES, chosen, at: NOW }));
}

export function contributed(own: object = {}, percent = -20): ContributionView {
  const host = hostOf(own);
  return finished(contributionPieces(host.engine(), optionPathsOf(host, NOW), toText(new Decimal(percent).div(100)), NOW));
}

export const derived = (figure: FigureRef, own: object = {}): DerivationView => derivationView(hostOf(own), figure, NOW);

/** Two pools and a position of its own. */
export const POOLED = {
  venue: 'binance-usdm', model: 'single-currency', collateral: [{ asset: 'USDT', amount: '10000' }, { asset: 'USDC', amount: '5000' }],
  positions: [{ symbol: 'SOL-PERP', contracts: '100', entryPrice: '150', marginMode: 'isolated', isolatedMargin: '2000' }, { symbol: 'BTC-PERP', contracts: '-0.2', entryPrice: '60000' }],
  prices: { ...BOOK.prices, index: { ...BOOK.prices.index, USDC: { value: '1' } } },
};
