import type { StrategyOption } from './strategyLegs.ts';

/** Same contracts are one line, long and short netted, in an order of their own: neither the order nor a split of lines matters. The price is the mean by size. */
export function merged(options: readonly StrategyOption[]): readonly StrategyOption[] {
  const lines = [...Map.groupBy(options, ({ sign, strike, days }) => [sign, strike, days].join(' ')).values()].flatMap((own): readonly StrategyOption[] => {
    const [first] = own;
    const quantity = own.reduce((sum, line) => sum + line.quantity, 0);
    return first === undefined || quantity === 0 ? [] : [{ ...first, quantity, price: meanPrice(own) }];
  });
  return lines.toSorted((left, right) => left.days - right.days || left.sign - right.sign || left.strike - right.strike);
}

/** By size, whatever the side: what is netted was never two prices. */
export function meanPrice(lines: readonly Readonly<{ price: number; quantity: number }>[]): number {
  const size = lines.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
  return lines.reduce((sum, { price, quantity }) => sum + Math.abs(quantity) * price, 0) / size;
}

/** A line with another number of contracts, on the side it has. */
export const sized = (line: StrategyOption, size: number): StrategyOption => ({ ...line, quantity: Math.sign(line.quantity) * size });

/** The lines with `size` contracts taken from them in order, and what was taken. */
export function take(lines: readonly StrategyOption[], size: number): Readonly<{ taken: readonly StrategyOption[]; left: readonly StrategyOption[] }> {
  let open = size;
  const [taken, left]: [StrategyOption[], StrategyOption[]] = [[], []];
  for (const line of lines) {
    const own = Math.abs(line.quantity);
    const part = Math.min(own, Math.max(open, 0));
    open -= part;
    if (part > 0) taken.push(sized(line, part));
    if (part < own) left.push(sized(line, own - part));
  }
  return { taken, left };
}

const FINEST = 8;

/** The smallest part of a contract that is traded: 1, or the first of 0.1, 0.01 … of which all sizes are multiples; null when there is none down to eight places. */
export function stepOf(lines: readonly StrategyOption[]): number | null {
  for (let places = 0; places <= FINEST; places += 1) {
    const scale = 10 ** places;
    if (lines.every(({ quantity }) => Math.abs(quantity * scale - Math.round(quantity * scale)) < 1e-6)) return 1 / scale;
  }
  return null;
}
