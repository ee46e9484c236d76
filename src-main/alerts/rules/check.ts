import type { Fault } from '#shared/domain/failure.ts';
import { type Rule, RULE_LIMITS, type RuleCondition, type RuleNode } from '#shared/ipc/rule.ts';
import { isDecimalText } from '#shared/num/units.ts';
import { FIGURES } from './figures.ts';
import { conditionsOf } from './judge.ts';

/**
 * What is wrong with a rule, one sentence a field; its path is the field: `name`, `when.of.1.level`. None when it can be
 * watched as it stands.
 */
export function ruleFaults({ name, when }: Rule): readonly Fault[] {
  const conditions = conditionsOf(when);
  return [
    ...(name.trim() === '' ? [{ path: 'name', message: 'Give the rule a name: its alerts begin with it.' }] : []),
    ...(name.trim().length > RULE_LIMITS.name ? [{ path: 'name', message: `A name has at most ${RULE_LIMITS.name} characters.` }] : []),
    ...(conditions.length === 0 ? [{ path: 'when', message: 'Add a condition: a rule without one never fires.' }] : []),
    ...(conditions.length > RULE_LIMITS.conditions ? [{ path: 'when', message: `A rule has at most ${RULE_LIMITS.conditions} conditions.` }] : []),
    ...nodeFaults(when, 'when', 1),
  ];
}

function nodeFaults(node: RuleNode, path: string, depth: number): readonly Fault[] {
  if (node.kind === 'condition') return conditionFaults(node, path);
  if (depth > RULE_LIMITS.depth) return [{ path, message: `Groups stand in each other at most ${RULE_LIMITS.depth} deep.` }];
  if (node.of.length === 0 && depth > 1) return [{ path, message: 'This group is empty: add a condition, or remove it.' }];
  return node.of.flatMap((part, at) => nodeFaults(part, `${path}.of.${at}`, depth + 1));
}

function conditionFaults({ of, about, level, band }: RuleCondition, path: string): readonly Fault[] {
  const kind = FIGURES[of];
  const what = kind.about === 'symbol' ? 'a symbol, such as BTCUSDT' : kind.about === 'asset' ? 'an asset, such as BTC' : 'an asset or a symbol, such as BTC or BTCUSDT';
  return [
    ...(kind.needsAbout && about.trim() === '' ? [{ path: `${path}.about`, message: `Name ${what}.` }] : []),
    ...(kind.about === null && about.trim() !== '' ? [{ path: `${path}.about`, message: `The ${kind.name} is of the whole account; leave this empty.` }] : []),
    ...levelFault(level, path, kind.signed),
    ...(band === '' || (isDecimalText(band) && !band.startsWith('-')) ? [] : [{ path: `${path}.band`, message: 'Type how far beyond the level it clears, such as 2, or leave it empty.' }]),
  ];
}

function levelFault(level: string, path: string, signed: boolean): readonly Fault[] {
  if (!isDecimalText(level)) return [{ path: `${path}.level`, message: level === '' ? 'Type a level, such as 70 or 0.05.' : `"${level}" is no number; type digits with a point, such as 70 or 0.05.` }];
  return signed || (!level.startsWith('-') && Number(level) > 0) ? [] : [{ path: `${path}.level`, message: 'The level must be above zero.' }];
}
