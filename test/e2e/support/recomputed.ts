import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import type { AccountView } from '#shared/ipc/view.ts';
import { epochMs } from '#shared/num/units.ts';
import { demoPortfolioText } from '../../../src-main/exchange/demoPortfolio.ts';

/** The demo's totals from its document and the prices that a view shows: the whole account from nothing. */
export function computed(view: AccountView): Readonly<{ equity: string }> {
  const at = epochMs(Date.now());
  const parsed = parsePortfolio(demoPortfolioText(at), at);
  if (!parsed.ok) throw new Error('the demo portfolio does not parse');
  const mark = view.positions.flatMap(({ symbol, mark: { value } }) => (value === null ? [] : [[symbol, { value }] as const]));
  const index = view.collateral.flatMap(({ asset, price: { value } }) => (value === null ? [] : [[asset, { value }] as const]));
  const { snapshot } = computeSnapshot(
    { portfolio: parsed.value.portfolio, prices: { ...parsed.value.prices, mark: new Map(mark), index: new Map(index) } },
    { now: at, version: '0', demo: true, redact: false, sha256: () => '', stateOf: () => 'live' },
  );
  const totals = snapshot['totals'];
  if (typeof totals !== 'object' || totals === null || !('equity' in totals) || typeof totals.equity !== 'string') throw new Error('the snapshot has no equity');
  return { equity: totals.equity };
}
