import { z } from 'zod';
import { type Rule, RULE_FIGURES, RULE_LIMITS, RULE_STAGES, type RuleNode } from './rule.ts';

const typed = z.string().max(60);
const condition = z.strictObject({ kind: z.literal('condition'), of: z.enum(RULE_FIGURES), about: z.string().max(100), is: z.enum(['above', 'below']), level: typed, band: typed });
const node: z.ZodType<RuleNode> = z.lazy(() => z.union([condition, z.strictObject({ kind: z.enum(['all', 'any']), of: z.array(node).max(RULE_LIMITS.conditions) })]));

/** The form of a rule alone: whether the fields mean something is told in sentences when it is saved. */
export const ruleSchema: z.ZodType<Rule> = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/), name: z.string().max(200), on: z.boolean(), accountId: z.string().min(1).max(100).nullable(),
  stage: z.enum(RULE_STAGES), holdSeconds: z.number().int().min(0).max(RULE_LIMITS.holdSeconds), when: node,
});
