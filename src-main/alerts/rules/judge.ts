import { assertNever } from '#shared/util/assertNever.ts';
import type { RuleCondition, RuleNode } from '#shared/ipc/rule.ts';
import { Decimal } from '#shared/num/units.ts';
import { allOf, anyOf, type Truth } from './truth.ts';

/**
 * What a condition reads, in its own unit: somewhere from `low` to `high`, an end that is null without bound. Both null:
 * unknown. `stale`: made from a price that is not fresh.
 */
export type Reading = Readonly<{ low: Decimal | null; high: Decimal | null; stale: boolean }>;

export type Readings = (of: RuleCondition['of'], about: string) => Reading;

export const exactly = (value: Decimal, stale: boolean): Reading => ({ low: value, high: value, stale });
export const UNKNOWN: Reading = { low: null, high: null, stale: false };

/** `raise`: at the level itself. `keep`: until beyond the band, and what only a stale price says to be over is not known to be. */
export type Mode = 'raise' | 'keep';

/** Whether a rule's condition holds, by what is known. */
export function judge(node: RuleNode, readings: Readings, mode: Mode): Truth {
  switch (node.kind) {
    case 'all': return allOf(node.of.map((part) => judge(part, readings, mode)));
    case 'any': return anyOf(node.of.map((part) => judge(part, readings, mode)));
    case 'condition': return judgeCondition(node, readings(node.of, node.about), mode);
    default: return assertNever(node, 'rule');
  }
}

export function judgeCondition(condition: RuleCondition, { low, high, stale }: Reading, mode: Mode): Truth {
  const level = levelOf(condition, mode);
  const truth = condition.is === 'above' ? atLeast(low, high, level) : atMost(low, high, level);
  return mode === 'keep' && truth === false && stale ? null : truth;
}

/** The level itself, or where the condition is over. */
export function levelOf({ is, level, band }: RuleCondition, mode: Mode): Decimal {
  const beyond = mode === 'raise' || band === '' ? new Decimal(0) : new Decimal(band);
  return is === 'above' ? new Decimal(level).minus(beyond) : new Decimal(level).plus(beyond);
}

const atLeast = (low: Decimal | null, high: Decimal | null, level: Decimal): Truth => (low?.gte(level) === true ? true : high?.lt(level) === true ? false : null);
const atMost = (low: Decimal | null, high: Decimal | null, level: Decimal): Truth => (high?.lte(level) === true ? true : low?.gt(level) === true ? false : null);

/** Its conditions, in the order in which they stand. */
export const conditionsOf = (node: RuleNode): readonly RuleCondition[] => (node.kind === 'condition' ? [node] : node.of.flatMap(conditionsOf));
