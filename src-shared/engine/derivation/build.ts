import { Decimal, ONE, quotient as rounded24, term, toText, ZERO } from '../../num/units.ts';
import type { DerivationNode, LeafKind, Operation, Source } from './node.ts';

/** Makes nodes with their values, by the engine's own arithmetic. `evaluateTree` shares none of this. */

export const valueOf = ({ value }: DerivationNode): Decimal | null => (value === null ? null : new Decimal(value));

function node(name: string, op: Operation, parts: readonly DerivationNode[], value: Decimal | null, unit: string | undefined): DerivationNode {
  return { name, op, value: value === null ? null : toText(value), parts, ...(unit === undefined ? {} : { unit }) };
}

function known(parts: readonly DerivationNode[]): readonly Decimal[] | null {
  const values = parts.flatMap((part) => valueOf(part) ?? []);
  return values.length === parts.length ? values : null;
}

const addUp = (values: readonly Decimal[]): Decimal => values.reduce<Decimal>((sum, value) => sum.plus(value), ZERO);

export function sum(name: string, parts: readonly DerivationNode[], unit?: string): DerivationNode {
  const values = known(parts);
  return node(name, 'sum', parts, values === null ? null : addUp(values), unit);
}

/** A sum from which unknown parts are left out: a bound. One of known parts is a plain sum. */
export function sumOfKnown(name: string, parts: readonly DerivationNode[], unit?: string): DerivationNode {
  if (known(parts) !== null) return sum(name, parts, unit);
  return node(name, 'sumOfKnown', parts, addUp(parts.flatMap((part) => valueOf(part) ?? [])), unit);
}

export function product(name: string, parts: readonly DerivationNode[], unit?: string): DerivationNode {
  const values = known(parts);
  return node(name, 'product', parts, values === null ? null : values.reduce<Decimal>((all, value) => all.times(value), ONE), unit);
}

function ofTwo(op: Operation, f: (a: Decimal, b: Decimal) => Decimal | null) {
  return (name: string, a: DerivationNode, b: DerivationNode, unit?: string): DerivationNode => {
    const [left, right] = [valueOf(a), valueOf(b)];
    return node(name, op, [a, b], left === null || right === null ? null : f(left, right), unit);
  };
}

export const difference = ofTwo('difference', (a, b) => a.minus(b));
export const quotient = ofTwo('quotient', (a, b) => (b.isZero() ? null : a.div(b)));

function ofOne(op: Operation, f: (a: Decimal) => Decimal | null) {
  return (name: string, part: DerivationNode, unit: string | undefined = part.unit): DerivationNode => {
    const value = valueOf(part);
    return node(name, op, [part], value === null ? null : f(value), unit);
  };
}

export const negative = ofOne('negative', (value) => value.neg());
export const absolute = ofOne('absolute', (value) => value.abs());
export const sqrt = ofOne('sqrt', (value) => (value.isNegative() ? null : value.sqrt()));
export const floorAtZero = ofOne('floorAtZero', (value) => Decimal.max(ZERO, value));
export const round18 = ofOne('round18', term);
export const round24 = ofOne('round24', rounded24);

function ofMany(op: Operation, f: (first: Decimal, ...rest: Decimal[]) => Decimal) {
  return (name: string, parts: readonly DerivationNode[], unit?: string): DerivationNode => {
    const [first, ...rest] = known(parts) ?? [];
    return node(name, op, parts, first === undefined ? null : f(first, ...rest), unit);
  };
}

export const max = ofMany('max', (first, ...rest) => Decimal.max(first, ...rest));
export const min = ofMany('min', (first, ...rest) => Decimal.min(first, ...rest));

/** The value of the first part; the others say why. */
export const given = (name: string, first: DerivationNode, why: readonly DerivationNode[] = [], unit = first.unit): DerivationNode =>
  node(name, 'given', [first, ...why], valueOf(first), unit);

/** There is no value: an answer, not a gap. */
export const none = (name: string, why: readonly DerivationNode[] = []): DerivationNode => node(name, 'none', why, null, undefined);

export function leaf(name: string, op: LeafKind, value: string | Decimal | null, unit?: string, source?: Source): DerivationNode {
  return {
    name, op, value: value === null ? null : toText(new Decimal(value)), parts: [],
    ...(unit === undefined ? {} : { unit }), ...(source === undefined ? {} : { source }),
  };
}

export const constant = (value: string | number, name = String(value)): DerivationNode => leaf(name, 'constant', String(value));

/** An input that is not known. */
export const unknown = (name: string): DerivationNode => leaf(name, 'input', null);

/** A figure that cannot be made while something is missing. */
export const lacking = (name: string, missing: DerivationNode): DerivationNode => given(name, missing, []);

/** first · factors; those that are left out, because they are 1, are null. A product stays one product. */
export function scaled(name: string, first: DerivationNode, factors: readonly (DerivationNode | null)[], unit?: string): DerivationNode {
  const left = factors.flatMap((factor) => factor ?? []);
  if (left.length === 0) return unit === undefined ? first : { ...first, unit };
  return product(name, first.op === 'product' ? [...first.parts, ...left] : [first, ...left], unit);
}
