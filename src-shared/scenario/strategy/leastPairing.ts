import { mostInWholeNumbers } from '../program/wholeNumbers.ts';
import type { Row } from '../program/tableau.ts';
import { sized, stepOf } from './lines.ts';
import { nakedRequirement, pairRequirement } from './naked.ts';
import { longShare, type Pairing } from './pairing.ts';
import { kinksOf } from './spreads.ts';
import type { StrategyOption, StrategyTerms } from './strategyLegs.ts';

/** Above this many lines the least is not looked for. */
export const MOST_LINES = 40;
/** Programs that are solved at most in the search. */
const MOST_PROGRAMS = 400;
/** In terms of the highest strike: more than any short can ask, for a naked one where that is not known. */
const UNKNOWN = 1000;

/** `pairing` null: none asks less than what was known. `isLeast` false: one may. */
export type LeastPairing = Readonly<{ pairing: Pairing | null; isLeast: boolean }>;

/** A variable of the program, in steps of a contract. */
type Choice =
  | Readonly<{ kind: 'spread'; line: StrategyOption; days: number }>
  | Readonly<{ kind: 'shares'; line: StrategyOption }>
  | Readonly<{ kind: 'pair'; call: StrategyOption; put: StrategyOption }>
  | Readonly<{ kind: 'loss'; days: number }>;

/**
 * The pairing that asks least after proceeds, as a program in whole contracts. All is naked or by itself at first; what is saved
 * by putting it elsewhere is maximised. What a spread asks is at least its loss at each settlement price.
 *
 * @param lines merged
 * @param known what a pairing is known to ask
 */
export function leastPairing(lines: readonly StrategyOption[], terms: StrategyTerms, known: number): LeastPairing {
  const step = stepOf(lines);
  const shorts = lines.filter(({ quantity }) => quantity < 0);
  if (step === null || lines.length > MOST_LINES) return { pairing: null, isLeast: shorts.length === 0 };
  const scale = Math.max(...lines.map(({ strike }) => strike), terms.underlying ?? 0);
  const unit = scale * step * terms.multiplier;
  const choices = choicesOf(lines, shorts, terms);
  const naked = (line: StrategyOption): number => Math.min(nakedRequirement(line, terms) / scale, UNKNOWN);
  const pair = (call: StrategyOption, put: StrategyOption): number => Math.min(pairRequirement(call, put, terms) / scale, UNKNOWN);
  const gain = choices.map((own): number => {
    switch (own.kind) {
      case 'spread': return own.line.quantity < 0 ? naked(own.line) : (longShare(own.line, terms) * own.line.price) / scale;
      case 'shares': return naked(own.line);
      case 'pair': return naked(own.call) + naked(own.put) - pair(own.call, own.put);
      case 'loss': return -1;
    }
  });
  const sizes = lines.map((line) => ({ line, size: Math.round(Math.abs(line.quantity) / step) }));
  const all = sizes.reduce((sum, { line, size }) => sum + size * (line.quantity < 0 ? naked(line) : (longShare(line, terms) * line.price) / scale), 0);
  const rows = rowsOf(choices, sizes, { scale, covers: Math.floor(terms.covers.size / step + 1e-9) });
  const whole = choices.flatMap(({ kind }, place) => (kind === 'spread' || kind === 'shares' ? [place] : []));
  const { best, isProved } = mostInWholeNumbers({ gain, rows, whole }, Number.isFinite(known) ? all - known / unit : 0, MOST_PROGRAMS);
  return { pairing: best === null ? null : pairingOf(sizes, choices.map((own, place) => ({ own, size: Math.round(best.at[place] ?? 0) })), step), isLeast: isProved };
}

function choicesOf(lines: readonly StrategyOption[], shorts: readonly StrategyOption[], { covers }: StrategyTerms): readonly Choice[] {
  const expiries = [...new Set(shorts.map(({ days }) => days))];
  const of = (sign: number): readonly StrategyOption[] => shorts.filter((line) => line.sign === sign);
  return [
    ...lines.flatMap((line) => expiries.filter((days) => (line.quantity < 0 ? line.days === days : line.days >= days)).map((days): Choice => ({ kind: 'spread', line, days }))),
    ...(covers.size > 0 ? of(covers.sign).map((line): Choice => ({ kind: 'shares', line })) : []),
    ...of(1).flatMap((call) => of(-1).map((put): Choice => ({ kind: 'pair', call, put }))),
    ...expiries.map((days): Choice => ({ kind: 'loss', days })),
  ];
}

type Sized = Readonly<{ line: StrategyOption; size: number }>;

const holds = (own: Choice, line: StrategyOption): boolean => (own.kind === 'pair' ? own.call === line || own.put === line : own.kind !== 'loss' && own.line === line);

function rowsOf(choices: readonly Choice[], sizes: readonly Sized[], { scale, covers }: Readonly<{ scale: number; covers: number }>): readonly Row[] {
  const rowOf = (limit: number, coefficient: (own: Choice) => number): Row => ({ limit, terms: choices.flatMap((own, place) => { const value = coefficient(own); return value === 0 ? [] : [[place, value] as const]; }) });
  const expiries = choices.flatMap((own) => (own.kind === 'loss' ? [own.days] : []));
  const isIn = (own: Choice, days: number): own is Extract<Choice, { kind: 'spread' }> => own.kind === 'spread' && own.days === days;
  return [
    ...sizes.map(({ line, size }) => rowOf(size, (own) => (holds(own, line) ? 1 : 0))),
    rowOf(covers, (own) => (own.kind === 'shares' ? 1 : 0)),
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

function pairingOf(sizes: readonly Sized[], chosen: readonly Readonly<{ own: Choice; size: number }>[], step: number): Pairing {
  const some = chosen.filter(({ size }) => size > 0);
  const spreads = [...Map.groupBy(some.flatMap(({ own, size }) => (own.kind === 'spread' ? [{ days: own.days, line: sized(own.line, size * step) }] : [])), ({ days }) => days).values()].map((own) => own.map(({ line }) => line));
  const left = sizes.map(({ line, size }) => ({ line, size: step * some.reduce((sum, own) => (holds(own.own, line) ? sum - own.size : sum), size) })).filter(({ size }) => size > 0);
  return {
    spreads, covered: some.flatMap(({ own, size }) => (own.kind === 'shares' ? [sized(own.line, size * step)] : [])),
    naked: [
      ...some.flatMap(({ own, size }) => (own.kind === 'pair' ? [{ legs: [own.call, own.put] as const, size: size * step }] : [])),
      ...left.filter(({ line }) => line.quantity < 0).map(({ line, size }) => ({ legs: [line] as const, size })),
    ],
    longs: left.filter(({ line }) => line.quantity > 0).map(({ line, size }) => sized(line, size)),
  };
}
