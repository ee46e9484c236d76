import { Decimal } from '../../num/units.ts';
import { assertNever } from '../../util/assertNever.ts';
import type { DerivationNode } from './node.ts';

/**
 * The value of an exported tree from its leaves alone: plain decimals of 80 significant digits, half-even, and nothing
 * of the engine. The values that inner nodes carry are not read.
 *
 * @returns null when an input is unknown, or there is no value
 * @source docs/margin-models.md, "Derivation"
 */
export function evaluateTree(tree: DerivationNode): Decimal | null {
  const { op, value, parts } = tree;
  switch (op) {
    case 'input': case 'parameter': case 'constant': return value === null ? null : new Decimal(value);
    case 'none': return null;
    case 'given': return parts[0] === undefined ? null : evaluateTree(parts[0]);
    case 'sumOfKnown': return total(parts.flatMap((part) => evaluateTree(part) ?? []));
    default: {
      const values: Decimal[] = [];
      for (const part of parts) {
        const own = evaluateTree(part);
        if (own === null) return null;
        values.push(own);
      }
      return applied(op, values);
    }
  }
}

type Plain = Exclude<DerivationNode['op'], 'input' | 'parameter' | 'constant' | 'none' | 'given' | 'sumOfKnown'>;

function applied(op: Plain, values: readonly Decimal[]): Decimal | null {
  if (op === 'sum') return total(values);
  const [first, second] = values;
  if (first === undefined) return null;
  switch (op) {
    case 'product': return values.slice(1).reduce((all, factor) => Decimal.mul(all, factor), first);
    case 'difference': return second === undefined ? null : Decimal.sub(first, second);
    case 'quotient': return second === undefined || second.isZero() ? null : Decimal.div(first, second);
    case 'negative': return Decimal.sub(0, first);
    case 'absolute': return Decimal.abs(first);
    case 'sqrt': return first.isNegative() ? null : Decimal.sqrt(first);
    case 'min': return Decimal.min(...values);
    case 'max': return Decimal.max(...values);
    case 'floorAtZero': return first.lt(0) ? new Decimal(0) : first;
    case 'round18': return first.toDecimalPlaces(18, Decimal.ROUND_HALF_EVEN);
    case 'round24': return first.toDecimalPlaces(24, Decimal.ROUND_HALF_EVEN);
    default: return assertNever(op, 'operation of a derivation');
  }
}

function total(values: readonly Decimal[]): Decimal {
  let sum = new Decimal(0);
  for (const value of values) sum = Decimal.add(sum, value);
  return sum;
}
