import type { Rule, RuleCondition, RuleReading } from '#shared/ipc/rule.ts';
import type { AlertText } from '../alertWords.ts';
import { figureName, levelText, valueText } from './figures.ts';
import { conditionsOf, judgeCondition, levelOf, type Reading, type Readings } from './judge.ts';
import { toText } from '#shared/num/units.ts';

/** Conditions that one sentence names. */
const NAMED = 3;

/** "margin ratio 71.20 %, above 70 %"; what is not known is said to be. */
function readingText(condition: RuleCondition, { low, high }: Reading, currency: string): string {
  const { of, about, is, level } = condition;
  const against = `${is} ${levelText(of, level, currency)}`;
  const value = is === 'above' ? low ?? high : high ?? low;
  if (value === null) return `${figureName(of, about)} unknown, asked for ${against}`;
  const bound = low === null ? 'at most ' : high === null ? 'at least ' : '';
  return `${figureName(of, about)} ${bound}${valueText(of, value, is, currency)}`;
}

export const readingsNow = (rule: Rule, readings: Readings, currency: string): readonly RuleReading[] => conditionsOf(rule.when).map((condition) => {
  const reading = readings(condition.of, condition.about);
  const holds = judgeCondition(condition, reading, 'raise');
  const said = readingText(condition, reading, currency);
  const against = `${condition.is} ${levelText(condition.of, condition.level, currency)}`;
  return { text: holds === null ? said : holds ? `${said}, ${against}` : `${said}, not ${against}`, holds, stale: reading.stale };
});

/** The rule, what it read, the level and the account; then when it is over. */
export function ruleAlertText(rule: Rule, readings: Readings, account: Readonly<{ name: string; currency: string }>): AlertText {
  const met = conditionsOf(rule.when).filter((condition) => judgeCondition(condition, readings(condition.of, condition.about), 'raise') === true);
  const facts = met.slice(0, NAMED).map((condition) => `${readingText(condition, readings(condition.of, condition.about), account.currency)}, ${condition.is} ${levelText(condition.of, condition.level, account.currency)}`);
  const more = met.length > NAMED ? ` and ${met.length - NAMED} more` : '';
  return { title: `${rule.name}: ${facts.join('; ')}${more} (${account.name})`, action: overText(rule, met, account.currency) };
}

function overText({ holdSeconds, when }: Rule, met: readonly RuleCondition[], currency: string): string {
  const hold = holdSeconds === 0 ? '' : ` for ${holdSeconds} s`;
  const [only] = met;
  if (when.kind !== 'condition' && conditionsOf(when).length > 1) return `It clears when its conditions have not held${hold}.`;
  if (only === undefined) return '';
  return `It clears when the ${figureName(only.of, only.about)} is ${only.is === 'above' ? 'below' : 'above'} ${levelText(only.of, toText(levelOf(only, 'keep')), currency)}${hold}.`;
}
