import type { Claim, OwnGroup } from './grouping.ts';

/** A leg of a group as it is shown; `own` is the place of the user's group that it is in, null when it was grouped automatically. */
export type Chosen = Claim & Readonly<{ own: number | null }>;

/** Puts legs together under a name, out of the groups that they were in. A group of that name is added to. */
export function putTogether(groups: readonly OwnGroup[], name: string, chosen: readonly Chosen[]): readonly OwnGroup[] {
  const into = groups.findIndex((group) => group.name === name);
  // What is in it already stays.
  const moved = chosen.filter(({ own }) => own === null || own !== into);
  const left = without(groups, moved);
  const legs = moved.map(({ own: _own, ...claim }) => claim);
  const next = into < 0 ? [...left, { name, legs: joined(legs) }] : left.map((group, at) => (at === into ? { name, legs: joined([...group.legs, ...legs]) } : group));
  return next.filter((group) => group.legs.length > 0);
}

/** Takes legs out: of a group of the user's they are grouped automatically again, of a recognised one they stand by themselves. */
export function takeOut(groups: readonly OwnGroup[], chosen: readonly Chosen[]): readonly OwnGroup[] {
  const alone = joined(chosen.filter(({ own }) => own === null).map(({ own: _own, ...claim }) => claim)).map((claim): OwnGroup => ({ name: null, legs: [claim] }));
  return [...without(groups, chosen), ...alone].filter((group) => group.legs.length > 0);
}

const without = (groups: readonly OwnGroup[], chosen: readonly Chosen[]): readonly OwnGroup[] =>
  groups.map(({ name, legs }, at) => ({ name, legs: legs.filter(({ id }) => !chosen.some((own) => own.own === at && own.id === id)) }));

/** One claim for each leg: parts of it that come together are one. */
const joined = (legs: readonly Claim[]): readonly Claim[] => [...Map.groupBy(legs, ({ id }) => id).values()].map((own) => ({ id: own[0]?.id ?? '', quantity: own.reduce((sum, { quantity }) => sum + quantity, 0), whole: own.some(({ whole }) => whole) }));
