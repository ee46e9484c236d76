import type { Portfolio } from '#shared/domain/account.ts';
import type { Known } from '#shared/engine/contribution/known.ts';
import type { Figure } from '#shared/engine/figures.ts';
import type { Answer, FigureView } from '#shared/ipc/figureView.ts';
import { textOf } from '../rowViews.ts';

export const figureView = ({ value, certainty }: Figure): FigureView => ({ value: textOf(value), bound: certainty === 'exact' ? null : certainty });

export function answerOf<T, V>(known: Known<T>, view: (value: T) => V): Answer<V> {
  return known.status === 'unknown' ? known : { status: 'known', ...view(known) };
}

type Named = Pick<Portfolio['positions'][number], 'symbol' | 'positionSide' | 'marginMode'>;

/** A row in words: its symbol, its side in hedge mode, and whether it is margined alone. */
export const rowWords = ({ symbol, positionSide, marginMode }: Named): string =>
  [symbol, ...(positionSide === 'both' ? [] : [positionSide]), ...(marginMode === 'isolated' ? ['isolated'] : [])].join(' ');

export const rowIdOf = ({ symbol, positionSide, marginMode }: Named): string => `${symbol}|${positionSide}|${marginMode}`;

/** Collateral with where it lies, when that is said. */
export const lineWords = (asset: string, location: string | null | undefined): string => (location === null || location === undefined ? asset : `${asset} at ${location}`);

/** "Cross", "Cross BTC", "Isolated SOLUSDT". */
export function poolWords(id: string): string {
  if (id === 'cross') return 'Cross';
  if (id.startsWith('cross:')) return `Cross ${id.slice('cross:'.length)}`;
  const [symbol = id, side = 'both'] = id.split('|');
  return side === 'both' ? `Isolated ${symbol}` : `Isolated ${symbol} ${side}`;
}
