import type { Fault } from '#shared/domain/failure.ts';
import { type Rule, RULE_LIMITS } from '#shared/ipc/rule.ts';
import { ruleSchema } from '#shared/ipc/ruleSchema.ts';
import type { SettingStore } from '../../hub/desk.ts';
import { ruleFaults } from './check.ts';

/** The user's rules, kept from one start to the next. Each is written before it holds. */
export type RuleBook = Readonly<{
  /** In the order in which they were made. The same rule is the same object until it is changed. */
  list: () => readonly Rule[];
  /** One of the same id is replaced. @returns what is wrong with it; it is kept only when nothing is */
  save: (rule: Rule) => readonly Fault[];
  /** @returns false when there is none of that id */
  remove: (id: string) => boolean;
}>;

const KEY = 'alerts.rules';

export function createRuleBook(store: SettingStore): RuleBook {
  let kept = readAll(store.get(KEY));
  const write = (next: readonly Rule[]): void => {
    store.set(KEY, JSON.stringify(next));
    kept = next;
  };
  return {
    list: () => kept,
    save: (given) => {
      const rule = trimmed(given);
      const faults = ruleFaults(rule);
      if (faults.length > 0) return faults;
      const replaces = kept.some(({ id }) => id === rule.id);
      if (!replaces && kept.length >= RULE_LIMITS.rules) return [{ path: 'name', message: `${RULE_LIMITS.rules} rules are kept, and no more; delete one first.` }];
      write(replaces ? kept.map((own) => (own.id === rule.id ? rule : own)) : [...kept, rule]);
      return [];
    },
    remove: (id) => {
      const next = kept.filter((rule) => rule.id !== id);
      if (next.length === kept.length) return false;
      write(next);
      return true;
    },
  };
}

export const trimmed = (rule: Rule): Rule => ({ ...rule, name: rule.name.trim(), when: trimmedNode(rule.when) });

function trimmedNode(node: Rule['when']): Rule['when'] {
  if (node.kind !== 'condition') return { ...node, of: node.of.map(trimmedNode) };
  return { ...node, about: node.about.trim(), level: node.level.trim(), band: node.band.trim() };
}

/** What cannot be read, or could not be saved as it stands, is left out: it is written over with the next one that is saved. */
function readAll(json: string | null): readonly Rule[] {
  const value: unknown = JSON.parse(json ?? '[]');
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): Rule[] => {
    const read = ruleSchema.safeParse(one);
    return read.success && ruleFaults(read.data).length === 0 ? [read.data] : [];
  });
}
