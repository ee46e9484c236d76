import { stageRank } from '#shared/domain/stage.ts';
import type { PositionView } from '#shared/ipc/view.ts';
import type { Rank } from '../tables/sorting.ts';
import type { CopiedCell } from '../tables/tsv.ts';
import type { TableSpec } from '../tables/useTableRows.ts';

/** −1, 0 or 1, from the text itself. */
const signOf = (text: string): -1 | 0 | 1 => (/[1-9]/.test(text) ? (text.startsWith('-') ? -1 : 1) : 0);

export const sideWord = ({ contracts }: Pick<PositionView, 'contracts'>): 'long' | 'short' | 'flat' => (['short', 'flat', 'long'] as const)[signOf(contracts) + 1] ?? 'flat';

/** An unknown distance may be the nearest of all, so it stands first; one that never comes stands last. */
function distanceRank({ liquidation, distance }: PositionView, of: 'fraction' | 'sigmas'): Rank {
  if (liquidation.status === 'unknown') return -1;
  if (distance === null) return null;
  const fraction = Math.abs(Number(distance.fraction));
  // Without σ a percent of distance counts as a typical 4 % day would make it.
  return of === 'fraction' ? fraction : distance.sigmas ?? fraction / 0.04;
}

const number = (text: string | null): Rank => (text === null ? null : Number(text));

const priceOf = (view: PositionView['liquidation']): string | null => (view.status === 'price' ? view.price : view.status === 'range' ? view.lower : null);

const RANKS: Readonly<Record<string, (row: PositionView) => Rank>> = {
  symbol: (row) => row.symbol,
  underlying: (row) => row.base,
  side: (row) => signOf(row.contracts),
  size: (row) => number(row.size),
  contracts: (row) => number(row.contracts),
  entry: (row) => number(row.entryPrice),
  mark: (row) => number(row.mark.value),
  notional: (row) => number(row.notional),
  pnl: (row) => number(row.unrealizedPnl),
  pnlFraction: (row) => number(row.pnlFraction),
  initial: (row) => number(row.initialMargin),
  margin: (row) => number(row.maintenanceMargin),
  share: (row) => number(row.maintenanceShare),
  liquidation: (row) => number(priceOf(row.liquidation)),
  venueLiquidation: (row) => number(priceOf(row.venueLiquidation)),
  distance: (row) => distanceRank(row, 'fraction'),
  sigmas: (row) => distanceRank(row, 'sigmas'),
  without: (row) => number(row.withoutThis?.marginRatio ?? null),
  leverage: (row) => number(row.leverage),
  tier: (row) => row.tier?.number ?? null,
  funding: (row) => number(row.funding?.rate ?? null),
  stage: (row) => (row.stage === null ? null : stageRank(row.stage)),
};

/** Columns whose small figures are the urgent ones, and names. */
const ASCENDING: ReadonlySet<string> = new Set(['symbol', 'underlying', 'pnl', 'pnlFraction', 'distance', 'sigmas', 'without']);

export const POSITION_TABLE: TableSpec<PositionView> = {
  id: 'positions',
  keyOf: (row) => row.id,
  rankOf: (row, key) => RANKS[key]?.(row) ?? null,
  // Nearest liquidation first: what a person must see without scrolling.
  usualSort: [{ key: 'sigmas', direction: 'ascending' }],
  firstDirection: (key) => (ASCENDING.has(key) ? 'ascending' : 'descending'),
  assetOf: (row) => row.base,
  said: (row) => [row.symbol, row.base, sideWord(row), row.marginMode === 'isolated' ? 'isolated' : '', row.positionSide === 'both' ? '' : 'hedge', row.stage ?? 'unknown', ...row.flags].join(' '),
};

const figure = (text: string | null): CopiedCell => ({ figure: text ?? '?' });
const text = (words: string): CopiedCell => ({ text: words });

function liquidationCell(view: PositionView['liquidation']): CopiedCell {
  if (view.status === 'price') return figure(view.price);
  return text(view.status === 'range' ? `${view.lower} and ${view.upper}` : view.status === 'none' ? 'none' : '?');
}

const noDistance = ({ liquidation }: PositionView): CopiedCell => text(liquidation.status === 'unknown' ? '?' : '');

const COPIES: Readonly<Record<string, (row: PositionView) => CopiedCell>> = {
  symbol: (row) => text([row.symbol, ...(row.positionSide === 'both' ? [] : [row.positionSide]), ...(row.marginMode === 'isolated' ? ['isolated'] : [])].join(' ')),
  underlying: (row) => text(row.base),
  side: (row) => text(sideWord(row)),
  size: (row) => figure(row.size),
  contracts: (row) => figure(row.contracts),
  entry: (row) => figure(row.entryPrice),
  mark: (row) => figure(row.mark.value),
  notional: (row) => figure(row.notional),
  pnl: (row) => figure(row.unrealizedPnl),
  pnlFraction: (row) => figure(row.pnlFraction),
  initial: (row) => figure(row.initialMargin),
  margin: (row) => figure(row.maintenanceMargin),
  share: (row) => figure(row.maintenanceShare),
  liquidation: (row) => liquidationCell(row.liquidation),
  distance: (row) => (row.distance === null ? noDistance(row) : figure(row.distance.fraction)),
  sigmas: (row) => (row.distance === null ? noDistance(row) : figure(row.distance.sigmas === null ? null : String(row.distance.sigmas))),
  venueLiquidation: (row) => liquidationCell(row.venueLiquidation),
  without: (row) => figure(row.withoutThis?.marginRatio ?? null),
  leverage: (row) => figure(row.leverage),
  tier: (row) => text(row.tier === null ? '' : `${row.tier.number} of ${row.tier.of}`),
  funding: (row) => (row.funding === null ? text('') : figure(row.funding.rate)),
  stage: (row) => text(row.stage ?? '?'),
};

/** A cell as it is copied: exact figures, "?" for what is unknown, empty for what does not apply. */
export const positionCopy = (row: PositionView, key: string): CopiedCell => COPIES[key]?.(row) ?? text('');
