import { take } from './lines.ts';
import { askedOf, nakedRequirement, pairedByAsked } from './naked.ts';
import { askedAfter, type Pairing } from './pairing.ts';
import { spreadPart } from './spreads.ts';
import type { StrategyOption, StrategyTerms } from './strategyLegs.ts';

type Compare = (one: StrategyOption, other: StrategyOption) => number;
type Lines = readonly StrategyOption[];

const sizeOf = (lines: Lines): number => lines.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);

const LATEST_FIRST = [true, false] as const;
/** Of longs that may cover: those that pay most, the lowest calls and the highest puts; or those that end first. */
const LONG_ORDERS: readonly Compare[] = [(one, other) => one.sign * (one.strike - other.strike) || one.days - other.days, (one, other) => one.days - other.days || one.sign * (one.strike - other.strike)];

/**
 * A pairing that is quick to find for any number of lines, though not the least: the best of a few that take expiries and longs in
 * an order. Shares cover what would ask most.
 *
 * @param lines merged
 */
export function pairByRule(lines: Lines, terms: StrategyTerms): Pairing {
  const isCoverable = (line: StrategyOption): boolean => line.quantity < 0 && line.sign === terms.covers.sign;
  const { taken: covered, left } = take(lines.filter(isCoverable).toSorted((one, other) => askedOf(other, terms) - askedOf(one, terms)), terms.covers.size);
  const shorts = [...lines.filter((line) => line.quantity < 0 && !isCoverable(line)), ...left];
  const longs = lines.filter(({ quantity }) => quantity > 0);
  const found = LATEST_FIRST.flatMap((isLatestFirst) => LONG_ORDERS.map((order) => ({ ...inOrder(shorts, longs.toSorted(order), isLatestFirst, terms), covered })));
  return found.reduce((best, own) => (askedAfter(own, terms) < askedAfter(best, terms) ? own : best));
}

/** Expiry after expiry, each with what the ones before left. */
function inOrder(shorts: Lines, longs: Lines, isLatestFirst: boolean, terms: StrategyTerms): Omit<Pairing, 'covered'> {
  const expiries = [...new Set(shorts.map(({ days }) => days))].toSorted((one, other) => (isLatestFirst ? other - one : one - other));
  let free = longs;
  const kinds = expiries.map((days) => ([1, -1] as const).map((sign) => {
    const eligible = free.filter((line) => line.sign === sign && line.days >= days);
    const own = spreadOf(shorts.filter((line) => line.days === days && line.sign === sign), eligible, terms);
    free = [...free.filter((line) => !eligible.includes(line)), ...own.longs];
    return own;
  }));
  return { spreads: kinds.map((own) => own.flatMap(({ spread }) => spread)).filter((own) => own.length > 0), naked: pairedByAsked(kinds.flatMap((own) => own.flatMap(({ naked }) => naked)), terms), longs: free };
}

type Spread = Readonly<{ spread: Lines; naked: Lines; longs: Lines }>;

/** Shorts of one kind and expiry: those that ask least, or by strike, go naked, as many as there are no longs for, and more of them while that asks less. */
function spreadOf(shorts: Lines, longs: Lines, terms: StrategyTerms): Spread {
  const orders: readonly Compare[] = [(one, other) => nakedRequirement(one, terms) - nakedRequirement(other, terms), (one, other) => other.strike - one.strike, (one, other) => one.strike - other.strike];
  const least = Math.max(0, sizeOf(shorts) - sizeOf(longs));
  const choices = orders.flatMap((order) => {
    const sorted = shorts.toSorted(order);
    const ends = sorted.map((_, place) => sizeOf(sorted.slice(0, place + 1)));
    return [least, ...ends.filter((end) => end > least)].map((size): Spread => {
      const { taken: naked, left } = take(sorted, size);
      const covers = take(longs, sizeOf(left));
      return { spread: [...left, ...covers.taken], naked, longs: covers.left };
    });
  });
  const asked = ({ spread, naked }: Spread): number => naked.reduce((sum, line) => sum - line.quantity * nakedRequirement(line, terms), 0) + spreadPart(spread, 1).after - spread.reduce((sum, { quantity, price }) => sum + Math.max(quantity, 0) * price, 0);
  return choices.reduce((best, own) => (asked(own) < asked(best) ? own : best), { spread: [], naked: shorts, longs });
}
