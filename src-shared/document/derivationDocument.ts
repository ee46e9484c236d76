import type { Derivation } from '../engine/derivation/figureRef.ts';
import type { DerivationNode } from '../engine/derivation/node.ts';
import type { EpochMs } from '../num/units.ts';
import type { Json } from './canonicalJson.ts';
import { isoTime } from './portfolioDocument.ts';

/** What each operation does with the values of its parts, for whoever evaluates the document. */
const OPERATIONS: Readonly<Record<DerivationNode['op'], string>> = {
  input: 'its value, as it was told', parameter: 'its value, as the venue rules it', constant: 'its value, a number of the formula',
  sum: 'all parts added, from the first; 0 without parts', sumOfKnown: 'the same without the parts that have no value', difference: 'first less second', product: 'all parts multiplied, from the first',
  quotient: 'first over second; no value when the second is 0', negative: 'the part with its sign turned', absolute: 'the part without its sign', sqrt: 'square root of the part',
  min: 'the smallest part', max: 'the largest part', floorAtZero: 'the part, or 0 when it is below',
  round18: 'the part rounded to 18 decimals, half-even', round24: 'the part rounded to 24 decimals, half-even', given: 'the first part; the others say why', none: 'no value; the parts say why',
};

export type DerivationDocument = Readonly<{ [key: string]: Json }>;

/**
 * A `plimsoll.derivation/1` document: one figure and the tree that it follows from, which anyone can evaluate with plain
 * decimals. The name of the account is not in it, nor where its collateral is held; amounts and prices are.
 */
export function derivationDocument({ figure, value, certainty, parameterSet, tree }: Derivation, asOf: EpochMs): DerivationDocument {
  const used = new Set(opsOf(tree));
  return {
    schema: 'plimsoll.derivation/1', asOf: isoTime(asOf), figure: { ...figure }, value, certainty, parameterSet,
    arithmetic: { significantDigits: 80, rounding: 'half-even', unknown: 'a part without a value leaves the whole without one, where its operation does not say otherwise' },
    operations: Object.fromEntries(Object.entries(OPERATIONS).filter(([op]) => used.has(op))),
    tree: nodeDocument(tree),
  };
}

const opsOf = ({ op, parts }: DerivationNode): readonly string[] => [op, ...parts.flatMap(opsOf)];

function nodeDocument({ name, op, value, unit, source, parts }: DerivationNode): Json {
  return {
    name, op, value, ...(unit === undefined ? {} : { unit }), ...(source === undefined ? {} : { source: { ...source } }), ...(parts.length === 0 ? {} : { parts: parts.map(nodeDocument) }),
  };
}
