import type { Rule } from '#shared/ipc/rule.ts';
import { ruleLine } from '../../../state/rules/edit.ts';
import { useTerminal } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Panel.tsx';
import { StageIcon, stageWord } from '../../../ui/StageBadge.tsx';
import { displayText } from '../../../ui/text.ts';
import { Check } from '../../../ui/Check.tsx';

type RuleListProps = Readonly<{ rules: readonly Rule[] | null; onEdit: (rule: Rule) => void; onRemove: (rule: Rule) => void; onSwitch: (rule: Rule) => void }>;

export function RuleList({ rules, onEdit, onRemove, onSwitch }: RuleListProps) {
  const accounts = useTerminal((terminal) => terminal.accounts) ?? [];
  if (rules === null) return <p aria-busy="true" className="faint">Asking for the rules…</p>;
  if (rules.length === 0) return <Empty>There is no rule yet. The stages warn by themselves; a rule warns of what matters to you besides.</Empty>;
  const nameOf = (accountId: string | null): string => (accountId === null ? 'all accounts' : displayText(accounts.find((account) => account.accountId === accountId)?.name ?? 'an account that is gone', 40));
  return (
    <ul className="rule-list">
      {rules.map((rule) => (
        <li key={rule.id} data-testid="rule" className={rule.on ? '' : 'off'}>
          <StageIcon stage={rule.stage} size={12} />
          <div>
            <b>{displayText(rule.name, 60)}</b> <span className="faint">{stageWord(rule.stage)}, {nameOf(rule.accountId)}</span>
            <p className="soft">{displayText(ruleLine(rule.when), 300)}</p>
          </div>
          <Check on={rule.on} onChange={() => onSwitch(rule)}>
            On<span className="hidden-text"> {displayText(rule.name, 60)}</span>
          </Check>
          <Button className="small" onClick={() => onEdit(rule)}>
            Edit<span className="hidden-text"> {displayText(rule.name, 60)}</span>
          </Button>
          <Button className="small ghost" onClick={() => onRemove(rule)}>
            Delete<span className="hidden-text"> {displayText(rule.name, 60)}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
