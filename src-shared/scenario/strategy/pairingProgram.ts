import type { Row } from '../program/tableau.ts';
import type { Program } from '../program/wholeNumbers.ts';
import { sized } from './lines.ts';
import { nakedRequirement, pairRequirement } from './naked.ts';
import { longShare, type Pairing } from './pairing.ts';
import { kinksOf } from './spreads.ts';
import type { StrategyOption, StrategyTerms } from './strategyLegs.ts';

/** In terms of the highest strike: more than any short can ask, for a naked one where that is not known. */
const UNKNOWN = 1000;

/** A variable of the program, in steps of a contract; a loss in terms of the highest strike. */
export type Choice =
  | Readonly<{ kind: 'spread'; line: StrategyOption; days: number }>
  | Readonly<{ kind: 'shares'; line: StrategyOption }>
  | Readonly<{ kind: 'pair'; call: StrategyOption; put: StrategyOption }>
  | Readonly<{ kind: 'loss'; days: number }>;

/** A line with its number of steps. */
export type Steps = Readonly<{ line: StrategyOption; size: number }>;

/** `gainOf` what a pairing that asks so much gains in the program. */
export type PairingProgram = Readonly<{ choices: readonly Choice[]; sizes: readonly Steps[]; program: Program; gainOf: (asked: number) => number }>;

/**
 * Pairing a book as a program: all is naked or by itself at first, and what is saved by putting it elsewhere is maximised. What a
 * spread asks is at least its loss at each settlement price.
 *
 * @param lines merged, of whole steps
 */
export function pairingProgram(lines: readonly StrategyOption[], terms: StrategyTerms, step: number): PairingProgram {
  const scale = Math.max(...lines.map(({ strike }) => strike), terms.underlying ?? 0);
  const choices = choicesOf(lines, terms);
  const sizes = lines.map((line) => ({ line, size: Math.round(Math.abs(line.quantity) / step) }));
  const inScale = (money: number): number => Math.min(money / scale, UNKNOWN);
  const alone = (line: StrategyOption): number => inScale(line.quantity < 0 ? nakedRequirement(line, terms) : longShare(line, terms) * line.price);
  const gain = choices.map((own): number => {
    switch (own.kind) {
      case 'spread':
      case 'shares': return alone(own.line);
      case 'pair': return alone(own.call) + alone(own.put) - inScale(pairRequirement(own.call, own.put, terms));
      case 'loss': return -1;
    }
  });
  const whole = choices.flatMap(({ kind }, place) => (kind === 'spread' || kind === 'shares' ? [place] : []));
  const all = sizes.reduce((sum, { line, size }) => sum + size * alone(line), 0);
  const covers = Math.floor(terms.covers.size / step + 1e-9);
  return { choices, sizes, program: { gain, whole, rows: rowsOf(choices, sizes, covers, scale) }, gainOf: (asked) => (Number.isFinite(asked) ? all - asked / (scale * step * terms.multiplier) : 0) };
}

function choicesOf(lines: readonly StrategyOption[], { covers }: StrategyTerms): readonly Choice[] {
  const shorts = lines.filter(({ quantity }) => quantity < 0);
  const expiries = [...new Set(shorts.map(({ days }) => days))];
  const of = (sign: number): readonly StrategyOption[] => shorts.filter((line) => line.sign === sign);
  return [
    ...lines.flatMap((line) => expiries.filter((days) => (line.quantity < 0 ? line.days === days : line.days >= days)).map((days): Choice => ({ kind: 'spread', line, days }))),
    ...(covers.size > 0 ? of(covers.sign).map((line): Choice => ({ kind: 'shares', line })) : []),
    ...of(1).flatMap((call) => of(-1).map((put): Choice => ({ kind: 'pair', call, put }))),
    ...expiries.map((days): Choice => ({ kind: 'loss', days })),
  ];
}

const holds = (own: Choice, line: StrategyOption): boolean => (own.kind === 'pair' ? own.call === line || own.put === line : own.kind !== 'loss' && own.line === line);

function rowsOf(choices: readonly Choice[], sizes: readonly Steps[], covers: number, scale: number): readonly Row[] {
  const rowOf = (limit: number, coefficient: (own: Choice) => number): Row => ({ limit, terms: choices.flatMap((own, place) => { const value = coefficient(own); return value === 0 ? [] : [[place, value] as const]; }) });
  const expiries = choices.flatMap((own) => (own.kind === 'loss' ? [own.days] : []));
  const isIn = (own: Choice, days: number): own is Extract<Choice, { kind: 'spread' }> => own.kind === 'spread' && own.days === days;
  return [
    ...sizes.map(({ line, size }) => rowOf(size, (own) => (holds(own, line) ? 1 : 0))),
    rowOf(covers, (own) => (own.kind === 'shares' ? 1 : 0)),
    // As many longs as shorts of each kind.
    ...expiries.flatMap((days) => ([1, -1] as const).flatMap((sign) => ([1, -1] as const).map((side) => rowOf(0, (own) => (isIn(own, days) && own.line.sign === sign ? side * Math.sign(own.line.quantity) : 0))))),
    ...expiries.flatMap((days) => [null, ...kinksOf(choices.flatMap((own) => (isIn(own, days) ? [own.line] : [])))].map((price) => rowOf(0, (own) => {
      if (own.kind === 'loss') return own.days === days ? -1 : 0;
      if (!isIn(own, days)) return 0;
      // Cost less payoff of a long, payoff less premium of a short; without a price no gain counts.
      const { sign, strike, price: premium, quantity } = own.line;
      return (Math.sign(quantity) * (premium - (price === null ? 0 : Math.max(sign * (price - strike), 0)))) / scale;
    }))),
  ];
}

/** The pairing of a whole point. */
export function pairingOf({ choices, sizes }: Pick<PairingProgram, 'choices' | 'sizes'>, at: readonly number[], step: number): Pairing {
  const some = choices.map((own, place) => ({ own, size: Math.round(at[place] ?? 0) })).filter(({ own, size }) => size > 0 && own.kind !== 'loss');
  const left = leftOf(sizes, some).map(({ line, size }) => sized(line, size * step));
  return {
    spreads: spreadsOf(some.flatMap(({ own, size }) => (own.kind === 'spread' ? [{ days: own.days, line: sized(own.line, size * step) }] : []))),
    covered: some.flatMap(({ own, size }) => (own.kind === 'shares' ? [sized(own.line, size * step)] : [])),
    naked: [
      ...some.flatMap(({ own, size }) => (own.kind === 'pair' ? [{ legs: [own.call, own.put] as const, size: size * step }] : [])),
      ...left.filter(({ quantity }) => quantity < 0).map((line) => ({ legs: [line] as const, size: Math.abs(line.quantity) })),
    ],
    longs: left.filter(({ quantity }) => quantity > 0),
  };
}

/** What no choice has taken. */
export function leftOf(sizes: readonly Steps[], taken: readonly Readonly<{ own: Choice; size: number }>[]): readonly Steps[] {
  return sizes.map(({ line, size }) => ({ line, size: taken.reduce((sum, { own, size: part }) => (holds(own, line) ? sum - part : sum), size) })).filter(({ size }) => size > 0);
}

/** Lines of spreads together by the expiry of their shorts. */
export const spreadsOf = (lines: readonly Readonly<{ days: number; line: StrategyOption }>[]): Pairing['spreads'] => [...Map.groupBy(lines, ({ days }) => days).values()].map((own) => own.map(({ line }) => line));
