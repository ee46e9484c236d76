import type { OptionSign } from '../pricing/optionValue.ts';

/** A leg that may be part of a strategy. Quantities in units of the underlying, signed; `price` is what one unit was traded at, null when unknown. Legs of one `bundle` come and go together, as in a vault, and cover each other first. */
export type Leg = Readonly<{ id: string; quantity: number; price: number | null; bundle?: string }> & (
  | Readonly<{ kind: 'option'; sign: OptionSign; strike: number; expiry: number }>
  | Readonly<{ kind: 'held' | 'perpetual' }>
  | Readonly<{ kind: 'future'; expiry: number }>);

export type StrategyKind = 'coveredCall' | 'coveredPut' | 'protectivePut' | 'protectiveCall' | 'carry' | 'box' | 'ironCondor' | 'vertical' | 'calendar' | 'straddle' | 'strangle' | 'single';

/** Legs that belong together, each with the part of it that does, per unit the same. `cap` where the gain ends; `breakEven` of the underlying at expiry, null when a price is unknown. */
export type Strategy = Readonly<{ kind: StrategyKind; size: number; legs: readonly Readonly<{ id: string; quantity: number }>[]; cap: number | null; breakEven: number | null }>;

type Open = { leg: Leg; left: number };
type Option = Extract<Leg, { kind: 'option' }>;

const NOTHING = 1e-12;

/**
 * Groups the legs on one underlying: boxes and condors first, then what is covered or protected, spreads, pairs of calls and puts,
 * and carry. Nearest strikes and expiries pair first, whatever the order of the legs; every unit of every leg is in one group,
 * so that totals never change.
 */
export function recognise(legs: readonly Leg[]): readonly Strategy[] {
  const open: readonly Open[] = legs.filter(({ quantity }) => Math.abs(quantity) > NOTHING).toSorted(byTerms).map((leg) => ({ leg, left: leg.quantity }));
  return [...boxesAndCondors(open), ...covered(open), ...spreads(open), ...pairs(open), ...carries(open), ...singles(open)];
}

const keyOf = (leg: Leg): readonly (string | number)[] => (leg.kind === 'option' ? [0, leg.expiry, leg.strike, leg.sign, leg.id] : [1, leg.kind === 'future' ? leg.expiry : 0, 0, 0, leg.id]);

function byTerms(left: Leg, right: Leg): number {
  const other = keyOf(right);
  for (const [place, own] of keyOf(left).entries()) if (own !== other[place]) return own < (other[place] ?? 0) ? -1 : 1;
  return 0;
}

const optionsOf = (open: readonly Open[], sign: OptionSign, side: 1 | -1): readonly (Open & { leg: Option })[] =>
  open.filter((own): own is Open & { leg: Option } => own.leg.kind === 'option' && own.leg.sign === sign && own.left * side > NOTHING);

/** Those that end on the same day; none once all of it is grouped. */
const endingWith = ({ leg: { expiry }, left }: Open & { leg: Option }, others: readonly (Open & { leg: Option })[]): readonly (Open & { leg: Option })[] => (Math.abs(left) <= NOTHING ? [] : others.filter(({ leg }) => leg.expiry === expiry));

/** Takes the same size of each leg. */
function grouped(kind: StrategyKind, parts: readonly Open[], cap: number | null = null, breakEven: number | null = null): Strategy {
  const size = Math.min(...parts.map(({ left }) => Math.abs(left)));
  const legs = parts.map((own) => {
    const quantity = Math.sign(own.left) * size;
    own.left -= quantity;
    return { id: own.leg.id, quantity };
  });
  return { kind, size, legs, cap, breakEven };
}

/** A vertical of calls and one of puts of one expiry: the same strikes lent and borrowed make a box, others a condor. */
function boxesAndCondors(open: readonly Open[]): readonly Strategy[] {
  const found: Strategy[] = [];
  for (const shortCall of optionsOf(open, 1, -1)) for (const longCall of endingWith(shortCall, optionsOf(open, 1, 1))) for (const shortPut of endingWith(shortCall, optionsOf(open, -1, -1))) for (const longPut of endingWith(shortCall, optionsOf(open, -1, 1))) {
    const parts = [shortCall, longCall, shortPut, longPut];
    if (parts.some(({ left }) => Math.abs(left) <= NOTHING)) continue;
    if (longCall.leg.strike === shortPut.leg.strike && shortCall.leg.strike === longPut.leg.strike && longCall.leg.strike !== shortCall.leg.strike) found.push(grouped('box', parts));
    else if (longPut.leg.strike < shortPut.leg.strike && shortPut.leg.strike <= shortCall.leg.strike && shortCall.leg.strike < longCall.leg.strike) found.push(grouped('ironCondor', parts));
  }
  return found;
}

/** What is held covers calls that were sold, or is protected by puts that were bought; what is short the other way round. */
function covered(open: readonly Open[]): readonly Strategy[] {
  const found: Strategy[] = [];
  for (const isBundled of [true, false]) for (const side of [1, -1] as const) {
    const [sign, other]: readonly [OptionSign, OptionSign] = side > 0 ? [1, -1] : [-1, 1];
    for (const [kind, option, optionSide] of [[side > 0 ? 'coveredCall' : 'coveredPut', sign, -1], [side > 0 ? 'protectivePut' : 'protectiveCall', other, 1]] as const) {
      for (const base of open.filter(({ leg, left }) => leg.kind !== 'option' && left * side > NOTHING)) for (const own of optionsOf(open, option, optionSide)) {
        if (Math.abs(base.left) <= NOTHING || Math.abs(own.left) <= NOTHING) continue;
        if (isBundled && (base.leg.bundle === undefined || base.leg.bundle !== own.leg.bundle)) continue;
        const premium = base.leg.price === null || own.leg.price === null ? null : base.leg.price - side * -optionSide * own.leg.price;
        found.push(grouped(kind, [base, own], optionSide < 0 ? own.leg.strike : null, premium));
      }
    }
  }
  return found;
}

/** A long and a short of one kind: of one expiry a vertical, of two a calendar. The nearest strikes first. */
function spreads(open: readonly Open[]): readonly Strategy[] {
  const found: Strategy[] = [];
  for (const kind of ['vertical', 'calendar'] as const) for (const sign of [1, -1] as const) {
    const candidates = optionsOf(open, sign, -1).flatMap((short) => optionsOf(open, sign, 1).map((long) => ({ short, long, away: Math.abs(short.leg.strike - long.leg.strike) })))
      .filter(({ short, long }) => (short.leg.expiry === long.leg.expiry) === (kind === 'vertical')).toSorted((left, right) => left.away - right.away);
    for (const { short, long } of candidates) if (Math.abs(short.left) > NOTHING && Math.abs(long.left) > NOTHING) found.push(grouped(kind, [short, long]));
  }
  return found;
}

/** A call and a put of one expiry, both bought or both sold. */
function pairs(open: readonly Open[]): readonly Strategy[] {
  const found: Strategy[] = [];
  for (const side of [1, -1] as const) {
    const candidates = optionsOf(open, 1, side).flatMap((call) => optionsOf(open, -1, side).map((put) => ({ call, put, away: Math.abs(call.leg.strike - put.leg.strike) })))
      .filter(({ call, put }) => call.leg.expiry === put.leg.expiry).toSorted((left, right) => left.away - right.away);
    for (const { call, put, away } of candidates) if (Math.abs(call.left) > NOTHING && Math.abs(put.left) > NOTHING) found.push(grouped(away === 0 ? 'straddle' : 'strangle', [call, put]));
  }
  return found;
}

/** Held or perpetual against a contract the other way. */
function carries(open: readonly Open[]): readonly Strategy[] {
  const linear = open.filter(({ leg }) => leg.kind !== 'option');
  const found: Strategy[] = [];
  for (const long of linear) for (const short of linear) if (long.left > NOTHING && short.left < -NOTHING && long.leg.kind !== short.leg.kind) found.push(grouped('carry', [long, short]));
  return found;
}

const singles = (open: readonly Open[]): readonly Strategy[] => open.filter(({ left }) => Math.abs(left) > NOTHING).map((own) => grouped('single', [own]));
