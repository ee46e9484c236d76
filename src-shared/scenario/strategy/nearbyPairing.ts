import { merged, sized } from './lines.ts';
import { pairByRule } from './pairByRule.ts';
import type { Pairing } from './pairing.ts';
import { leftOf, type PairingProgram, spreadsOf, type Steps } from './pairingProgram.ts';
import type { StrategyOption, StrategyTerms } from './strategyLegs.ts';

/** A lawful pairing near a point of parts of contracts: what is whole of it stays, and the rest is paired by rule. */
export function nearbyPairing({ choices, sizes }: PairingProgram, at: readonly number[], terms: StrategyTerms, step: number): Pairing {
  const some = choices.flatMap((own, place) => (own.kind === 'spread' || own.kind === 'shares' ? [{ own, size: Math.floor((at[place] ?? 0) + 1e-6) }] : []));
  const spread = some.flatMap(({ own, size }) => (own.kind === 'spread' ? [{ own, size }] : []));
  const even = [...Map.groupBy(spread, ({ own: { days, line } }) => `${days} ${line.sign}`).values()].flatMap((own) => {
    const sides = ([1, -1] as const).map((side) => own.filter(({ own: { line } }) => Math.sign(line.quantity) === side));
    const most = Math.min(...sides.map((lines) => lines.reduce((sum, { size }) => sum + size, 0)));
    return sides.flatMap((lines) => upTo(lines, most));
  });
  const shares = some.flatMap(({ own, size }) => (own.kind === 'shares' ? [{ own, size }] : []));
  const inContracts = ({ line, size }: Steps): StrategyOption => sized(line, size * step);
  const covered = shares.filter(({ size }) => size > 0).map(({ own: { line }, size }) => inContracts({ line, size }));
  const open = terms.covers.size - covered.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
  const rest = pairByRule(leftOf(sizes, [...even, ...shares]).map(inContracts), { ...terms, covers: { ...terms.covers, size: Math.max(0, open) } });
  const endOf = (lines: readonly StrategyOption[]): number => Math.min(...lines.filter(({ quantity }) => quantity < 0).map(({ days }) => days));
  return {
    covered: merged([...covered, ...rest.covered]), naked: rest.naked, longs: rest.longs,
    spreads: spreadsOf([...even.filter(({ size }) => size > 0).map(({ own: { days, line }, size }) => ({ days, line: inContracts({ line, size }) })), ...rest.spreads.flatMap((lines) => lines.map((line) => ({ days: endOf(lines), line })))]).map(merged),
  };
}

/** The first so many steps of them. */
function upTo<T extends Readonly<{ size: number }>>(lines: readonly T[], most: number): readonly T[] {
  let left = most;
  return lines.map((own) => {
    const size = Math.min(own.size, left);
    left -= size;
    return { ...own, size };
  });
}
