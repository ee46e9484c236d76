import { canonicalJson } from '#shared/document/canonicalJson.ts';
import { EPISODE_NAME_LIMIT, type EpisodeDocument, episodeSchema } from '#shared/document/episodeSchema.ts';
import type { EpisodeView } from '#shared/ipc/episodeView.ts';
import { EPISODES_LIMIT } from '#shared/ipc/limits.ts';
import type { Episode } from '#shared/scenario/stress/episodes.ts';
import type { SettingStore } from '../../desk.ts';
import { freeName } from '../../freeName.ts';

/** Days of the past that the user described, kept from one start to the next. */
export type OwnEpisodes = Readonly<{
  /** By date, the newest first. */
  list: () => readonly EpisodeView[];
  /** The same as every account is put through them. */
  days: () => readonly Episode[];
  /** Keeps one, under another name where its own is another one's. @returns its name here; null when there are too many */
  take: (document: EpisodeDocument) => string | null;
  /** @returns false when there is none of that name */
  remove: (name: string) => boolean;
}>;

const KEY = 'stress.episodes';

export function createOwnEpisodes(store: SettingStore): OwnEpisodes {
  let kept: ReadonlyMap<string, EpisodeDocument> = new Map(readAll(store.get(KEY)).map((own) => [own.name, own]));
  const write = (next: ReadonlyMap<string, EpisodeDocument>): void => {
    store.set(KEY, JSON.stringify([...next.values()]));
    kept = next;
  };
  const newestFirst = (): readonly EpisodeDocument[] => [...kept.values()].toSorted((left, right) => (left.date > right.date ? -1 : Number(left.date < right.date)) || left.name.localeCompare(right.name, 'en'));
  return {
    list: () => newestFirst().map(viewOf),
    days: () => newestFirst().map(dayOf),
    take: (document) => {
      const isSame = (name: string): boolean => canonicalJson({ ...kept.get(name), name: document.name }) === canonicalJson(document);
      const name = freeName(document.name, EPISODE_NAME_LIMIT, (taken) => kept.has(taken) && !isSame(taken));
      if (kept.has(name)) return name;
      if (kept.size >= EPISODES_LIMIT) return null;
      write(new Map([...kept, [name, { ...document, name }]]));
      return name;
    },
    remove: (name) => {
      if (!kept.has(name)) return false;
      write(new Map([...kept].filter(([own]) => own !== name)));
      return true;
    },
  };
}

const sourced = ({ move, source }: Readonly<{ move: number; source?: string }>) => ({ move, source: source ?? null });

function dayOf({ name, date, moves, others, venueMarks }: EpisodeDocument): Episode {
  return {
    id: `own-day:${name}`, name, date, own: true, others: sourced(others),
    moves: moves.map((own) => ({ asset: own.asset, ...sourced(own) })), venueMarks: venueMarks.map((own) => ({ asset: own.asset, venues: own.venues, ...sourced(own) })),
  };
}

function viewOf(document: EpisodeDocument): EpisodeView {
  const { name, date, moves, venueMarks } = document;
  const named = [...moves, ...venueMarks];
  return { name, date, moves: named.length, illustrative: named.filter(({ source }) => source === undefined).length, text: `${JSON.stringify(document, null, 2)}\n` };
}

/** What cannot be read is left out: it is written over with the next one that is kept. */
function readAll(json: string | null): readonly EpisodeDocument[] {
  const value: unknown = json === null ? [] : JSON.parse(json);
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): EpisodeDocument[] => {
    const read = episodeSchema.safeParse(one);
    return read.success ? [read.data] : [];
  });
}
