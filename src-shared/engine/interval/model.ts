import { type Decimal, ZERO } from '../../num/units.ts';
import type { AccountEngine, PoolEngine } from '../accountEngine.ts';
import { bendOf } from './bend.ts';
import { itemsOf } from './item.ts';
import { addParts, eitherLacks, type Lacks, LACKS_NOTHING, NO_PART, type Part, sumOf } from './part.ts';
import { ascending, type Places, placesOf } from './places.ts';
import type { Choice, Item, Standing, View } from './view.ts';
import { weightChoices } from './weighing.ts';
import { type Ages, createReach, type IntervalOptions, type ReachOf } from './reach.ts';

/** The figures with some settle currencies at one place: what stands still, and for each other asset what its holdings add at each of its places. */
export type World = Readonly<{ fixed: Part; choices: readonly (readonly Part[])[] }>;

/** All that some pools can come to together. Any linear figure is at its extremes in one of the worlds, with one choice for each asset. */
export type Model = Readonly<{
  worlds: readonly World[];
  /** How far every figure may leave that, each ≥ 0. */
  slack: Part;
  /**
   * The same for each piece of the weights that open profit may have come to: the account is the worst of them, so that its bad end is among all
   * worlds, and its good end no better than the good end of any. Empty where there is one.
   */
  weighings: readonly Model[];
  lacks: Lacks;
}>;

/** Combinations of the settle currencies that have moved themselves. */
const MOST_WORLDS = 243;

const LACKS_MARGIN: Lacks = { ...LACKS_NOTHING, maintenance: true, initial: true };
const LACKS_ALL: Lacks = { equity: true, adjusted: true, maintenance: true, initial: true };

const NO_CHOICE: Choice = new Map();

type Scene = Readonly<{ items: readonly Item[]; places: ReadonlyMap<string, Places> }>;

/** The models of an account, each made when it is first asked for. */
export type Models = Readonly<{ reachOf: ReachOf; of: (pools: readonly PoolEngine[]) => Model }>;

export function createModels({ pools, portfolio }: AccountEngine, ages: Ages, options: IntervalOptions): Models {
  const reachOf = createReach(portfolio.parameters, ages, options);
  const known = new Map<string, Model>();
  return {
    reachOf,
    of: (wanted) => {
      const key = wanted.map((pool) => pools.indexOf(pool)).join();
      const model = known.get(key) ?? modelOf(wanted, reachOf);
      known.set(key, model);
      return model;
    },
  };
}

function modelOf(pools: readonly PoolEngine[], reachOf: ReachOf): Model {
  const views = pools.map(({ book, ledger }): View => ({ book, prices: ledger.prices(), reachOf }));
  const items = views.flatMap(itemsOf);
  const assets = [...new Set(items.flatMap(({ moving }) => moving))];
  const bends = new Map(assets.map((asset) => [asset, sumOf(views.map((view) => bendOf(view, asset)))]));
  const places = new Map(assets.map((asset) => [asset, placesOf(views, asset, isBent(bends.get(asset)))]));
  const scene: Scene = { items, places };
  const shared = [...new Set(items.flatMap(({ moving, settles }) => (moving.length > 1 ? settles : [])))];
  const standings = standingsOf(shared, places);
  const choices = weightChoices(views, Math.floor(MOST_WORLDS / Math.max(1, standings?.length ?? 1)));
  const free = assets.filter((asset) => !shared.includes(asset));
  const byChoice = (choices ?? [NO_CHOICE]).map((choice) => (standings ?? [new Map<string, Decimal>()]).map((standing) => worldAt(scene, standing, choice, free)));
  const worlds = byChoice.flat();
  const bent = sumOf([...bends.values()]);
  const slack = isBent(bent) ? bent : NO_PART;
  return {
    worlds, slack,
    weighings: byChoice.length === 1 ? [] : byChoice.map((own) => ({ worlds: own, slack, weighings: [], lacks: LACKS_NOTHING })),
    lacks: [
      ...items.map((item) => item.lacks), ...worlds.flatMap(({ fixed, choices }) => [fixed, ...choices.flat()]).map((part) => part.lacks),
      ...(standings === null || choices === null ? [LACKS_ALL] : []), ...([...places.values()].every(({ all }) => all) ? [] : [LACKS_MARGIN]),
    ].reduce(eitherLacks, LACKS_NOTHING),
  };
}

const isBent = (slack: Part | undefined): boolean => slack !== undefined && [slack.equity, slack.maintenance, slack.initial].some((value) => !value.isZero());

/** Every combination of the places of some assets; null when there are too many. */
function standingsOf(assets: readonly string[], places: ReadonlyMap<string, Places>): readonly Standing[] | null {
  let standings: readonly Standing[] = [new Map()];
  for (const asset of assets) {
    const at = places.get(asset)?.at ?? [];
    if (standings.length * at.length > MOST_WORLDS) return null;
    standings = standings.flatMap((standing) => at.map((z): Standing => new Map([...standing, [asset, z]])));
  }
  return standings;
}

function worldAt({ items, places }: Scene, standing: Standing, choice: Choice, free: readonly string[]): World {
  const movedBy = (asset: string): readonly Item[] => items.filter(({ moving }) => moving.includes(asset));
  const still = items.filter(({ moving }) => !moving.some((asset) => free.includes(asset)));
  return { fixed: sumOf(still.map(({ at }) => at(standing, choice))), choices: free.map((asset) => choicesOf(movedBy(asset), asset, places.get(asset)?.at ?? [ZERO], standing, choice)) };
}

function choicesOf(items: readonly Item[], asset: string, places: readonly Decimal[], standing: Standing, choice: Choice): readonly Part[] {
  const withAsset = (z: Decimal): Standing => new Map([...standing, [asset, z]]);
  const turns = items.flatMap(({ leans }) => turnsOf((z) => leans(withAsset(z)), places));
  return ascending([...places, ...turns]).map((z) => items.map(({ at }) => at(withAsset(z), choice)).reduce(addParts, NO_PART));
}

/** Where the larger side becomes the smaller one: a straight line between two places passes 0. */
function turnsOf(leansAt: (z: Decimal) => readonly Decimal[], places: readonly Decimal[]): readonly Decimal[] {
  const seen = places.map((z) => ({ z, leans: leansAt(z) }));
  return seen.flatMap(({ z, leans }, at) => {
    const next = seen[at + 1];
    if (next === undefined) return [];
    return leans.flatMap((lean, which): readonly Decimal[] => {
      const after = next.leans[which] ?? lean;
      if (lean.times(after).gte(0)) return [];
      return [z.plus(next.z.minus(z).times(lean.div(lean.minus(after))))];
    });
  });
}

/** The largest part of all choices by a score that is linear in the four figures. */
export function extreme({ worlds }: Model, score: (part: Part) => Decimal): Part {
  const ofWorlds = worlds.map(({ fixed, choices }) => choices.reduce((sum, parts) => addParts(sum, largest(parts, score)), fixed));
  return largest(ofWorlds, score);
}

function largest(parts: readonly Part[], score: (part: Part) => Decimal): Part {
  const [first, ...rest] = parts;
  if (first === undefined) return NO_PART;
  return rest.reduce<Readonly<{ part: Part; value: Decimal }>>((best, part) => {
    const value = score(part);
    return value.gt(best.value) ? { part, value } : best;
  }, { part: first, value: score(first) }).part;
}

