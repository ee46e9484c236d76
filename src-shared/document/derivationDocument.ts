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

/** As much of a step as its formula needs: an engine's node, or the view of one. */
export type FormulaStep = Readonly<{ op: string; value: string | null; parts: readonly FormulaStep[] }>;

/** Of a longer sum the first parts and a count. */
const MOST_PARTS = 12;

/**
 * One level of a derivation with live numbers filled in: "0.1 × 0.95 × 60,000 = 5,700". A rounding is no level of its own.
 * Where a number is shown shorter than it is, or was rounded, the sign is ≈.
 */
export function formulaText(step: FormulaStep): string {
  const { value } = step;
  const inner = unwrapped(step);
  const result = value === null ? { text: 'unknown', exact: true } : shown(value);
  const formula = formulaOf(inner);
  if (formula === null) return result.text;
  const isExact = result.exact && inner.value === value && inner.parts.every((part) => part.value === null || shown(part.value).exact);
  return `${formula} ${isExact ? '=' : '≈'} ${result.text}`;
}

/** Roundings, and steps that take another one over, show what is inside. */
function unwrapped(step: FormulaStep): FormulaStep {
  const [first] = step.parts;
  return first !== undefined && (step.op === 'round18' || step.op === 'round24' || step.op === 'given') ? unwrapped(first) : step;
}

function formulaOf({ op, parts }: FormulaStep): string | null {
  const numbers = parts.map(({ value }) => (value === null ? 'unknown' : shown(value).text));
  const [first = '', second = ''] = numbers;
  switch (op) {
    case 'sum': return parts.length === 0 ? null : added(numbers);
    case 'sumOfKnown': return addedKnown(numbers, parts.filter(({ value }) => value === null).length);
    case 'difference': return `${first} − ${grouped(second)}`;
    case 'product': return numbers.map((text, at) => (at === 0 ? text : grouped(text))).join(' × ');
    case 'quotient': return `${first} ÷ ${grouped(second)}`;
    case 'negative': return `−${grouped(first)}`;
    case 'absolute': return `|${first}|`;
    case 'sqrt': return `√${first}`;
    case 'min': case 'max': return `${op}(${numbers.join('; ')})`;
    case 'floorAtZero': return `max(${first}; 0)`;
    default: return null;
  }
}

/** A negative number behind a sign. */
const grouped = (text: string): string => (text.startsWith('−') ? `(${text})` : text);

function added(numbers: readonly string[]): string {
  const cut = numbers.length > MOST_PARTS ? numbers.slice(0, MOST_PARTS - 1) : numbers;
  const sum = cut.map((text, at) => (at === 0 ? text : text.startsWith('−') ? ` − ${text.slice(1)}` : ` + ${text}`)).join('');
  return cut.length === numbers.length ? sum : `${sum} + … (${numbers.length - cut.length} more)`;
}

function addedKnown(numbers: readonly string[], unknown: number): string {
  const known = numbers.filter((text) => text !== 'unknown');
  return `${known.length === 0 ? '0' : added(known)} (${unknown} unknown left out)`;
}

/** Decimals that a formula shows; of a number below 1, at least so many digits that say something. */
const SHOWN_DECIMALS = 8;
const SHOWN_DIGITS = 6;

/** Decimal text with its thousands apart and without trailing zeros; further digits are left off, and `exact` says so. */
function shown(value: string): Readonly<{ text: string; exact: boolean }> {
  const [sign, digits] = value.startsWith('-') ? ['−', value.slice(1)] : ['', value];
  const [whole = '0', fraction = ''] = digits.split('.');
  const zeros = whole === '0' ? fraction.length - fraction.replace(/^0+/, '').length : 0;
  const kept = fraction.slice(0, Math.max(SHOWN_DECIMALS, zeros + SHOWN_DIGITS)).replace(/0+$/, '');
  const exact = kept === fraction.replace(/0+$/, '');
  return { text: `${sign}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${kept === '' ? '' : `.${kept}`}`, exact };
}
