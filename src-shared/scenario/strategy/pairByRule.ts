import type { OptionSign } from '../pricing/optionValue.ts';
import { take } from './lines.ts';
import { nakedRequirement, pairedByAsked } from './naked.ts';
import { askedAfter, type Pairing } from './pairing.ts';
import type { StrategyOption, StrategyTerms } from './strategyLegs.ts';

const sizeOf = (lines: readonly StrategyOption[], sign: OptionSign): number => lines.reduce((sum, line) => (line.sign === sign ? sum + Math.abs(line.quantity) : sum), 0);

/**
 * A pairing that is quick to find for any number of lines, though not the least: shares cover what would ask most, the latest
 * shorts choose their longs first, as the fewest may cover them, and which of them go naked is the better of a few orders.
 *
 * @param lines merged
 */
export function pairByRule(lines: readonly StrategyOption[], terms: StrategyTerms): Pairing {
  const isCoverable = (line: StrategyOption): boolean => line.quantity < 0 && line.sign === terms.covers.sign;
  const asked = (line: StrategyOption): number => nakedRequirement(line, terms) + line.price;
  const { taken: covered, left } = take(lines.filter(isCoverable).toSorted((one, other) => asked(other) - asked(one)), terms.covers.size);
  const shorts = [...lines.filter((line) => line.quantity < 0 && !isCoverable(line)), ...left];
  let longs: readonly StrategyOption[] = lines.filter(({ quantity }) => quantity > 0);
  const pairings = [...new Set(shorts.map(({ days }) => days))].toSorted((one, other) => other - one).map((days): Pairing => {
    const own = shorts.filter((line) => line.days === days);
    const covers = ([1, -1] as const).flatMap((sign) => {
      // The lowest call and the highest put pay most.
      const eligible = longs.filter((line) => line.sign === sign && line.days >= days).toSorted((one, other) => sign * (one.strike - other.strike) || one.days - other.days);
      const found = take(eligible, sizeOf(own, sign));
      longs = [...longs.filter((line) => !eligible.includes(line)), ...found.left];
      return found.taken;
    });
    return ofExpiry(own, covers, terms);
  });
  return { covered, longs: [...longs, ...pairings.flatMap((own) => own.longs)], spreads: pairings.flatMap(({ spreads }) => spreads), naked: pairedByAsked(pairings.flatMap(({ naked }) => naked.flatMap(({ legs: [leg], size }) => [{ ...leg, quantity: -size }])), terms) };
}

/** Shorts of one expiry and the longs for them: as many shorts as there are no longs for go naked, those that ask least or by strike, or all of them. */
function ofExpiry(shorts: readonly StrategyOption[], covers: readonly StrategyOption[], terms: StrategyTerms): Pairing {
  const orders: readonly ((one: StrategyOption, other: StrategyOption) => number)[] = [(one, other) => nakedRequirement(one, terms) - nakedRequirement(other, terms), (one, other) => other.strike - one.strike, (one, other) => one.strike - other.strike];
  const naked = (lines: readonly StrategyOption[]): Pairing['naked'] => lines.map((line) => ({ legs: [line], size: Math.abs(line.quantity) }));
  const choices = orders.map((order): Pairing => {
    const kinds = ([1, -1] as const).map((sign) => take(shorts.filter((line) => line.sign === sign).toSorted(order), sizeOf(shorts, sign) - sizeOf(covers, sign)));
    const spread = [...covers, ...kinds.flatMap(({ left }) => left)];
    return { covered: [], spreads: spread.length === 0 ? [] : [spread], naked: naked(kinds.flatMap(({ taken }) => taken)), longs: [] };
  });
  return [...choices, { covered: [], spreads: [], naked: naked(shorts), longs: covers }].reduce((best, own) => (askedAfter(own, terms) < askedAfter(best, terms) ? own : best));
}
