import { type Leg, recognise, type Strategy, type StrategyKind } from './recognise.ts';

/**
 * A leg as it was put into a group: signed units then. `whole`: all of the leg, which it stays when its size changes; else no
 * more than it was, as long as there is so much.
 */
export type Claim = Readonly<{ id: string; quantity: number; whole: boolean }>;

/** Legs that the user put together under a name, or without one took out to stand by themselves. */
export type OwnGroup = Readonly<{ name: string | null; legs: readonly Claim[] }>;

/**
 * A strategy as it is shown. `own`: the place in the user's groups; null for one that was recognised. Legs of an own group that are no
 * known strategy are of kind `own` and have no size, cap or break-even. `gone`: ids of its legs of which nothing is left, or whose side
 * turned; `smaller`: of which less is left than was put in.
 */
export type Grouped = Readonly<{ own: number | null; name: string | null; kind: StrategyKind | 'own'; size: number | null; legs: Strategy['legs']; cap: number | null; breakEven: number | null; gone: readonly string[]; smaller: readonly string[] }>;

/** Less of a claim than text with twelve digits is sure of. */
const ROUNDING = 1e-9;

/**
 * The groups of the user first, each with what is left of its legs, then what is recognised in the rest. Every unit of every leg is in
 * one group, whatever the user's groups are: totals never change by grouping.
 */
export function grouped(legs: readonly Leg[], groups: readonly OwnGroup[]): readonly Grouped[] {
  const open = new Map(legs.map((leg) => [leg.id, leg]));
  const own = groups.map(({ name, legs: claims }, at): Grouped => {
    const taken = claims.map((claim) => ({ claim, leg: take(open, claim) }));
    const present = taken.flatMap(({ leg }) => leg ?? []);
    const found = recognise(present);
    const [only] = found;
    const head = { own: at, name, gone: taken.filter(({ leg }) => leg === null).map(({ claim }) => claim.id), smaller: taken.filter(({ leg, claim }) => leg !== null && !claim.whole && Math.abs(leg.quantity) < Math.abs(claim.quantity) * (1 - ROUNDING)).map(({ claim }) => claim.id) };
    return only !== undefined && found.length === 1 ? { ...head, ...only } : { ...head, kind: 'own', size: null, cap: null, breakEven: null, legs: present.map(({ id, quantity }) => ({ id, quantity })) };
  });
  return [...own, ...recognise([...open.values()]).map((strategy): Grouped => ({ own: null, name: null, gone: [], smaller: [], ...strategy }))];
}

/** Takes what a claim says from what is open of its leg; null when there is nothing of its side. */
function take(open: Map<string, Leg>, { id, quantity, whole }: Claim): Leg | null {
  const leg = open.get(id);
  if (leg === undefined || Math.sign(leg.quantity) !== Math.sign(quantity)) return null;
  const size = whole || Math.abs(leg.quantity) <= Math.abs(quantity) * (1 + ROUNDING) ? leg.quantity : quantity;
  if (size === leg.quantity) open.delete(id);
  else open.set(id, { ...leg, quantity: leg.quantity - size });
  return { ...leg, quantity: size };
}
