import type { Book } from '#shared/engine/book.ts';
import type { Shock } from '#shared/engine/contribution/shock.ts';
import { Decimal } from '#shared/num/units.ts';
import { type Episode, episodeMove, type MoveSource } from '#shared/scenario/stress/episodes.ts';

/** What an episode does to every asset of a book at one venue. What the account is valued in stays, but where contracts are on it. */
export function episodeMoves(episode: Episode, { valuationCurrency, rows }: Pick<Book, 'valuationCurrency' | 'rows'>, assets: readonly string[], { venue, stablecoins }: Readonly<{ venue: string; stablecoins: readonly string[] }>): readonly Readonly<{ asset: string; move: number; source: MoveSource }>[] {
  return assets.filter((asset) => asset !== valuationCurrency || rows.some(({ instrument }) => instrument.base === asset)).map((asset) => ({ asset, ...episodeMove(episode, asset, venue, stablecoins.includes(asset)) }));
}

export const shockOf = (moves: ReturnType<typeof episodeMoves>): Shock => new Map(moves.map(({ asset, move }) => [asset, new Decimal(move)]));
