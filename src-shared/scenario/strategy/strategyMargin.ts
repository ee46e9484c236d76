import type { OptionSign } from '../pricing/optionValue.ts';
import { groupsByExpiry, meanPrice, merged, nakedSize, take } from './cover.ts';
import { nakedParts, nakedRequirement } from './naked.ts';
import { spreadPart } from './spreads.ts';
import { assertBook, type StrategyBook, type StrategyOption, type StrategyPart, type StrategyRates } from './strategyLegs.ts';

/** Totals of all parts, in money. `before` and `after` the proceeds of shorts; `margin` as the venues' own examples state it. */
export type StrategyMargin = Readonly<{ parts: readonly StrategyPart[]; margin: number; before: number; after: number; cash: number }>;

/** Orders of up to this many kinds of short are all tried when some of them must be naked. */
const TRIED = 5;

/**
 * Strategy-based margin of one underlying: shares cover first, then longs cover shorts, and what is left is naked.
 *
 * @throws RangeError that names the field, for a number that cannot be
 */
export function strategyMargin(book: StrategyBook, rates: StrategyRates): StrategyMargin {
  assertBook(book);
  const { underlying, multiplier } = book;
  const { parts: shareParts, options } = coverByShares(book, rates);
  const { groups, longs } = groupsByExpiry(options);
  const parts = [...shareParts, ...groups.flatMap((group) => cheapest(group, underlying, multiplier, rates)), ...longs.map((line) => longPart(line, multiplier, rates))];
  const sumOf = (of: (part: StrategyPart) => number): number => parts.reduce((sum, part) => sum + of(part), 0);
  return { parts, margin: sumOf(({ margin }) => margin), before: sumOf(({ before }) => before), after: sumOf(({ after }) => after), cash: sumOf(({ cash }) => cash) };
}

/** Long shares cover short calls, short shares short puts: the ones that would ask most, and only the side of the shares is margined. */
function coverByShares({ underlying, multiplier, options, shares }: StrategyBook, rates: StrategyRates): Readonly<{ parts: readonly StrategyPart[]; options: readonly StrategyOption[] }> {
  const held = shares.reduce((sum, { quantity }) => sum + quantity, 0);
  const lines = merged(options);
  if (held === 0) return { parts: [], options: lines };
  const sign: OptionSign = held > 0 ? 1 : -1;
  const isCovered = (line: StrategyOption): boolean => line.sign === sign && line.quantity < 0;
  const shorts = lines.filter(isCovered).toSorted((left, right) => nakedRequirement(right, underlying, rates) + right.price - nakedRequirement(left, underlying, rates) - left.price);
  const { taken, left } = take(shorts, Math.floor(Math.abs(held) / multiplier));
  const cost = Math.abs(held) * meanPrice(shares);
  const margin = cost * (held > 0 ? rates.longShares : rates.shortShares);
  return { parts: [{ kind: taken.length > 0 ? 'covered' : 'shares', before: margin, after: margin, margin, cash: held > 0 ? cost : 0 }], options: merged([...lines.filter((line) => !isCovered(line)), ...left]) };
}

function longPart({ price, quantity, days }: StrategyOption, multiplier: number, rates: StrategyRates): StrategyPart {
  const cash = price * quantity * multiplier;
  const margin = days > rates.longDays ? cash * rates.longValue : cash;
  return { kind: 'long', before: margin, after: margin, margin, cash };
}

/** Which shorts of a group go naked is chosen so that the whole asks least. */
function cheapest(group: readonly StrategyOption[], underlying: number, multiplier: number, rates: StrategyRates): readonly StrategyPart[] {
  const shorts = ([1, -1] as const).map((sign) => ({ size: nakedSize(group, sign), lines: group.filter((line) => line.sign === sign && line.quantity < 0) }));
  const orders = shorts.map(({ size, lines }) => (size === 0 ? [lines] : ordersOf(lines, underlying, rates)));
  const choices = (orders[0] ?? []).flatMap((calls) => (orders[1] ?? []).map((puts) => {
    const [call, put] = [take(calls, shorts[0]?.size ?? 0), take(puts, shorts[1]?.size ?? 0)];
    const covered = [...group.filter(({ quantity }) => quantity > 0), ...call.left, ...put.left];
    const naked = [...call.taken, ...put.taken].map((line) => ({ ...line, quantity: -line.quantity }));
    const spreads = covered.length === 0 ? [] : [spreadPart(covered, multiplier)];
    return [...spreads, ...nakedParts(naked, underlying, multiplier, rates)];
  }));
  const asked = (parts: readonly StrategyPart[]): number => parts.reduce((sum, { after }) => sum + after, 0);
  return choices.reduce((best, parts) => (asked(parts) < asked(best) ? parts : best));
}

function ordersOf(lines: readonly StrategyOption[], underlying: number, rates: StrategyRates): readonly (readonly StrategyOption[])[] {
  if (lines.length <= TRIED) return permutations(lines);
  const byAsked = lines.toSorted((left, right) => nakedRequirement(left, underlying, rates) - nakedRequirement(right, underlying, rates));
  const byStrike = lines.toSorted((left, right) => left.strike - right.strike);
  return [byAsked, byAsked.toReversed(), byStrike, byStrike.toReversed()];
}

const permutations = <T>(list: readonly T[]): readonly (readonly T[])[] =>
  (list.length <= 1 ? [list] : list.flatMap((own, place) => permutations(list.toSpliced(place, 1)).map((rest) => [own, ...rest])));
