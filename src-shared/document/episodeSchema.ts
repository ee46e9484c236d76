import { z } from 'zod';
import { assetName, day, expected, list, name, number, record } from './fields.ts';

/** The shape of `plimsoll.episode/1`, field by field: a day of the past of the user's own. What concerns several fields, and what is known to nobody, is judged with it. */

const EPISODE = 'plimsoll.episode/1';

/** Letters of the name of an episode, at most. */
export const EPISODE_NAME_LIMIT = 60;

/** Moves, venue-only moves, and venues of one of these, at most. */
const MOST = 200;

const move = () => number('above -1 and at most 10: -0.3 is 30 % down, and no price falls by all of itself', (value) => value > -1 && value <= 10);

/** Where a move was found; without it the move is illustrative. */
const source = () => z.custom<string>((value) => typeof value === 'string' && value.trim() !== '' && value.length <= 500 && value.isWellFormed(), { error: expected('where the move was found, text of 1 to 500 characters; leave it out where no source was found') }).exactOptional();

const many = <T extends z.ZodType>(item: T) => list(item).max(MOST, `has too many lines; expected at most ${MOST}`);

export const episodeSchema = record({
  schema: z.literal(EPISODE, { error: expected(`"${EPISODE}"`) }),
  name: name('a name for this day').refine((own) => own.length <= EPISODE_NAME_LIMIT, `is too long; expected at most ${EPISODE_NAME_LIMIT} characters`).transform((own) => own.trim()),
  date: day(),
  moves: many(record({ asset: assetName(), move: move(), source: source() })),
  /** What every other asset that is no stablecoin is taken to have done. */
  others: record({ move: move(), source: source() }),
  /** Moves that accounts at some venues alone see. */
  venueMarks: many(record({ asset: assetName(), move: move(), venues: many(name('the id of a venue')).min(1, 'is an empty list; expected the venues that saw the move'), source: source() })).default([]),
});

export type EpisodeDocument = z.output<typeof episodeSchema>;
