import { useEffect, useState } from 'react';
import type { Rule } from '#shared/ipc/rule.ts';
import type { Outcome } from '../../../state/commands.ts';
import { newRule } from '../../../state/rules/edit.ts';
import { useCommands } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { displayText } from '../../../ui/text.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import '../insight.css';
import { RuleEditor } from './RuleEditor.tsx';
import { RuleList } from './RuleList.tsx';
import './rules.css';

/** Rules of the user's own: a list, and the one that is being written. */
export function Rules({ onClose }: Readonly<{ onClose: () => void }>) {
  const commands = useCommands();
  const [rules, setRules] = useState<readonly Rule[] | null>(null);
  const [draft, setDraft] = useState<Rule | null>(null);
  const [removed, setRemoved] = useState<Rule | null>(null);
  const [fault, setFault] = useState('');
  useEffect(() => {
    void commands.rules().then((outcome) => (outcome.done ? setRules(outcome.value) : setFault(outcome.message)));
  }, [commands]);

  /** What a change leaves is shown; a refusal is said. */
  const take = async (command: Promise<Outcome<readonly Rule[]>>, then: () => void, otherwise?: () => void): Promise<void> => {
    const outcome = await command;
    setFault(outcome.done ? '' : outcome.message);
    if (!outcome.done) return otherwise?.();
    setRules(outcome.value);
    return then();
  };
  const remove = (rule: Rule): void => void take(commands.removeRule(rule.id), () => setRemoved(rule));
  const turn = (rule: Rule): void => {
    const turned = { ...rule, on: !rule.on };
    setRules((before) => before?.map((own) => (own.id === rule.id ? turned : own)) ?? null);
    void take(commands.saveRule(turned), () => undefined, () => setRules((before) => before?.map((own) => (own.id === rule.id ? rule : own)) ?? null));
  };
  const saved = (next: readonly Rule[]): void => {
    setRules(next);
    setRemoved(null);
    setDraft(null);
  };

  return (
    <ClosingDialog testId="rules" title="Alert rules" size="wide" bodyClass="insight rules" onClose={onClose} actions={<Button onClick={() => setDraft(newRule(crypto.randomUUID()))}>Add a rule</Button>}>
      <p className="insight-lead">A rule is watched on every price, in this window or without it. It is raised at once, and clears when it has been over for its hold.</p>
      {fault !== '' && <p className="insight-fault" role="alert">{displayText(fault)}</p>}
      {removed !== null && (
        <p className="rule-removed" role="status">
          <span>Deleted “{displayText(removed.name, 60)}”; what it had raised is cleared.</span>
          <Button className="small" onClick={() => void take(commands.saveRule(removed), () => setRemoved(null))}>Undo</Button>
        </p>
      )}
      <RuleList rules={rules} onEdit={setDraft} onRemove={remove} onSwitch={turn} />
      {draft !== null && <RuleEditor key={draft.id} rule={draft} isNew={rules?.some(({ id }) => id === draft.id) !== true} onSaved={saved} onLeave={() => setDraft(null)} />}
    </ClosingDialog>
  );
}
