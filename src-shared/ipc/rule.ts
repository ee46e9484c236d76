import type { Stage } from '../domain/stage.ts';

/** What a rule may ask about, with its unit: percent, the account's currency, standard deviations of a day, a price, seconds; Greeks as `GreeksView` has them. */
export const RULE_FIGURES = ['marginRatio', 'buffer', 'distance', 'sigmas', 'price', 'funding', 'dataAge', 'delta', 'gamma', 'vega', 'theta'] as const;
export type RuleFigure = (typeof RULE_FIGURES)[number];

/** Levels are text as it was typed, so that a wrong one is answered by a sentence that names it. */
export type RuleCondition = Readonly<{
  kind: 'condition';
  of: RuleFigure;
  /** An asset or a symbol; empty for the nearest liquidation, the oldest price, and vega and theta of all. Margin ratio and buffer have none. */
  about: string;
  is: 'above' | 'below';
  level: string;
  /** How far beyond the level, towards safety, the figure must be for the condition to be over; in the unit of the level. */
  band: string;
}>;

export type RuleNode = RuleCondition | Readonly<{ kind: 'all' | 'any'; of: readonly RuleNode[] }>;

/** A rule of the user's own. `accountId` null: every account, each for itself. `holdSeconds`: so long it must be over before it clears. */
export type Rule = Readonly<{ id: string; name: string; on: boolean; accountId: string | null; stage: RuleStage; holdSeconds: number; when: RuleNode }>;

export const RULE_STAGES = ['watch', 'warning', 'danger', 'critical'] as const satisfies readonly Stage[];
export type RuleStage = (typeof RULE_STAGES)[number];

export const RULE_LIMITS = { rules: 50, conditions: 12, depth: 3, holdSeconds: 86_400, name: 60 } as const;

/** One condition with what it reads now. `holds` null: not known. */
export type RuleReading = Readonly<{ text: string; holds: boolean | null; stale: boolean }>;

/** What a rule says of one account now. `met` null: not known, so that it would neither fire nor clear. */
export type RuleVerdict = Readonly<{ accountId: string; accountName: string; met: boolean | null; readings: readonly RuleReading[] }>;
