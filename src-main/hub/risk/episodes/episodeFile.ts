import { type EpisodeDocument, episodeSchema } from '#shared/document/episodeSchema.ts';
import { quotedList } from '#shared/document/fields.ts';
import { parseDocument } from '#shared/document/parseDocument.ts';
import { duplicates } from '#shared/document/portfolioRules.ts';
import type { Failure, Fault } from '#shared/domain/failure.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { Result } from '#shared/util/result.ts';

/** What is known when an episode is read: `assetNamed` null for an asset that some venue lists or some account here has, else the one that may be meant, `''` for none. */
export type KnownNames = Readonly<{ now: EpochMs; venues: readonly string[]; assetNamed: (name: string) => string | null }>;

/**
 * Reads a day of the past of the user's own: `{schema: "plimsoll.episode/1", name, date, moves, others, venueMarks?}`, moves as
 * fractions: -0.3 is 30 % down.
 *
 * @returns `document/invalid` with a sentence for each field that is wrong
 * @source docs/stress-methods.md, "Days of your own"
 */
export function parseEpisode(text: string, known: KnownNames): Result<EpisodeDocument, Failure> {
  return parseDocument(text, episodeSchema, (own) => [...dateFaults(own, known.now), ...moveFaults(own), ...nameFaults(own, known)]);
}

function dateFaults({ date }: EpisodeDocument, now: EpochMs): readonly Fault[] {
  const today = new Date(now).toISOString().slice(0, 10);
  return date <= today ? [] : [{ path: 'date', message: `is "${date}", which is to come; expected a day of the past, ${today} at the latest` }];
}

/** Every asset once, also at each venue that alone saw it move; and something moves. */
function moveFaults({ moves, others, venueMarks }: EpisodeDocument): readonly Fault[] {
  const at = venueMarks.flatMap(({ asset, venues }, mark) => venues.map((venue, place) => ({ key: `${asset} at ${venue}`, path: `venueMarks.${mark}.venues.${place}` })));
  const again = duplicates(at, '', ({ key }) => key, ({ key }) => `a second move of ${key}; expected one`).map(({ path, message }) => ({ path: at[Number(path.slice(1))]?.path ?? 'venueMarks', message }));
  const isStill = [...moves, ...venueMarks, others].every(({ move }) => move === 0);
  return [
    ...duplicates(moves, 'moves', ({ asset }) => asset, ({ asset }) => `a second move of "${asset}"; expected each asset once`), ...again,
    ...(isStill ? [{ path: 'moves', message: 'leave every price as it is; expected a move other than 0' }] : []),
  ];
}

function nameFaults({ moves, venueMarks }: EpisodeDocument, { venues, assetNamed }: KnownNames): readonly Fault[] {
  const assets = [...moves.map(({ asset }, at) => ({ asset, path: `moves.${at}.asset` })), ...venueMarks.map(({ asset }, at) => ({ asset, path: `venueMarks.${at}.asset` }))];
  const unknown = assets.flatMap(({ asset, path }): Fault[] => {
    const meant = assetNamed(asset);
    return meant === null ? [] : [{ path, message: `is "${asset}", no asset that a venue lists or an account here has; expected ${meant === '' ? 'one such as "BTC"' : `"${meant}"`}` }];
  });
  const nowhere = venueMarks.flatMap((mark, at) => mark.venues.flatMap((venue, place): Fault[] => (venues.includes(venue) ? [] : [{ path: `venueMarks.${at}.venues.${place}`, message: `is "${venue}", no venue here; expected ${quotedList(venues, ' or ')}` }])));
  return [...unknown, ...nowhere];
}
