import type { OptionSign } from '../pricing/optionValue.ts';
import type { StrategyOption } from './strategyLegs.ts';

/** Same contracts are one line, long and short netted, in an order of their own: neither the order nor a split of lines matters. The price is the mean by size. */
export function merged(options: readonly StrategyOption[]): readonly StrategyOption[] {
  const lines = [...Map.groupBy(options, ({ sign, strike, days }) => [sign, strike, days].join(' ')).values()].map((own): StrategyOption => {
    const quantity = own.reduce((sum, line) => sum + line.quantity, 0);
    return { ...first(own), quantity, price: meanPrice(own) };
  });
  return lines.filter(({ quantity }) => quantity !== 0).toSorted((left, right) => left.days - right.days || left.sign - right.sign || left.strike - right.strike);
}

/** By size, whatever the side: what is netted was never two prices. */
export function meanPrice(lines: readonly Readonly<{ price: number; quantity: number }>[]): number {
  const size = lines.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
  return lines.reduce((sum, { price, quantity }) => sum + Math.abs(quantity) * price, 0) / size;
}

const first = <T>(list: readonly T[]): T => {
  const [own] = list;
  if (own === undefined) throw new RangeError('an empty group');
  return own;
};

/** The lines with `size` contracts taken from them in order, and what was taken. */
export function take(lines: readonly StrategyOption[], size: number): Readonly<{ taken: readonly StrategyOption[]; left: readonly StrategyOption[] }> {
  let open = size;
  const [taken, left]: [StrategyOption[], StrategyOption[]] = [[], []];
  for (const line of lines) {
    const part = Math.min(Math.abs(line.quantity), Math.max(open, 0));
    open -= part;
    if (part > 0) taken.push({ ...line, quantity: Math.sign(line.quantity) * part });
    if (part < Math.abs(line.quantity)) left.push({ ...line, quantity: line.quantity - Math.sign(line.quantity) * part });
  }
  return { taken, left };
}

/**
 * Shorts of each expiry with the longs that may cover them: of the same kind, expiring no earlier. The latest shorts choose first,
 * as the fewest longs may cover them; a long of the same expiry goes first.
 */
export function groupsByExpiry(options: readonly StrategyOption[]): Readonly<{ groups: readonly (readonly StrategyOption[])[]; longs: readonly StrategyOption[] }> {
  const shorts = options.filter(({ quantity }) => quantity < 0);
  let longs: readonly StrategyOption[] = options.filter(({ quantity }) => quantity > 0);
  const expiries = [...new Set(shorts.map(({ days }) => days))].toSorted((left, right) => right - left);
  const groups = expiries.map((days, place) => {
    const own = shorts.filter((line) => line.days === days);
    const isLast = place === expiries.length - 1;
    const covers = ([1, -1] as const).flatMap((sign) => {
      const eligible = longs.filter((line) => line.sign === sign && line.days >= days);
      const need = sizeOf(own, sign);
      // Where no other expiry needs them, all that may cover do: the more, the smaller the loss.
      const { taken, left } = take(eligible, isLast && need > 0 ? Infinity : need);
      longs = [...longs.filter((line) => !eligible.includes(line)), ...left];
      return taken;
    });
    return [...own, ...covers];
  });
  return { groups, longs };
}

const sizeOf = (lines: readonly StrategyOption[], sign: OptionSign): number => lines.reduce((sum, line) => (line.sign === sign ? sum + Math.abs(line.quantity) : sum), 0);

/** Shorts of a group beyond its longs, by kind: how many must be naked. */
export function nakedSize(group: readonly StrategyOption[], sign: OptionSign): number {
  return Math.max(0, -group.reduce((sum, line) => (line.sign === sign ? sum + line.quantity : sum), 0));
}
