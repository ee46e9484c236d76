import type { Failure } from '#shared/domain/failure.ts';
import type { EpisodeView } from '#shared/ipc/episodeView.ts';
import { EPISODES_LIMIT } from '#shared/ipc/limits.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import { VENUES } from '#shared/venues/registry.ts';
import { parseEpisode } from '../../hub/risk/episodes/episodeFile.ts';
import type { Handlers } from '../port.ts';
import type { Workbench } from '../workbench.ts';

type EpisodeBench = Pick<Workbench, 'episodes' | 'assetNames' | 'now'> & Readonly<{ profiles: Pick<Workbench['profiles'], 'list'> }>;
type EpisodeCalls = 'episode/list' | 'episode/import' | 'episode/remove';

/** Days of the past of the user's own. Those that ship are never changed. */
export function episodeHandlers({ episodes, profiles, assetNames, now }: EpisodeBench): Pick<Handlers, EpisodeCalls> {
  return {
    'episode/list': () => ok(episodes.list()),
    'episode/import': ({ text }) => {
      const parsed = parseEpisode(text, { now: now(), venues: [...VENUES, ...profiles.list()].map(({ id }) => id), assetNamed: assetNames() });
      if (!parsed.ok) return parsed;
      const name = episodes.take(parsed.value);
      return name === null ? err({ code: 'episode/too-many', limit: EPISODES_LIMIT, retryable: false }) : ok({ name, episodes: episodes.list() });
    },
    'episode/remove': ({ name }): Result<readonly EpisodeView[], Failure> => (episodes.remove(name) ? ok(episodes.list()) : err({ code: 'episode/unknown', name, retryable: false })),
  };
}
