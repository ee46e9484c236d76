import { useId, useState } from 'react';
import type { Fault } from '#shared/domain/failure.ts';
import { type Rule, RULE_STAGES, type RuleVerdict } from '#shared/ipc/rule.ts';
import type { Outcome } from '../../../state/commands.ts';
import { withRoot } from '../../../state/rules/edit.ts';
import { useCommands, useTerminal } from '../../../state/screen.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { stageWord } from '../../../ui/StageBadge.tsx';
import { displayText } from '../../../ui/text.ts';
import { Field, Sentence } from './Field.tsx';
import { RuleGroup } from './RuleGroup.tsx';
import { Verdicts } from './Verdicts.tsx';

type RuleEditorProps = Readonly<{ rule: Rule; isNew: boolean; onSaved: (rules: readonly Rule[]) => void; onLeave: () => void }>;

const HOLDS = [0, 10, 30, 60, 300, 900, 3600] as const;
const holdWord = (seconds: number): string => (seconds === 0 ? 'at once' : seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`);

/** One rule, as it is written; nothing of it holds before it is saved. */
export function RuleEditor({ rule, isNew, onSaved, onLeave }: RuleEditorProps) {
  const commands = useCommands();
  const accounts = useTerminal((terminal) => terminal.accounts) ?? [];
  const [draft, setDraft] = useState<Rule>({ ...rule, when: withRoot(rule.when) });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [message, setMessage] = useState('');
  const [verdicts, setVerdicts] = useState<readonly RuleVerdict[] | null>(null);
  const id = useId();
  const change = (own: Partial<Rule>): void => {
    setDraft({ ...draft, ...own });
    setVerdicts(null);
  };
  async function send<T>(command: Promise<Outcome<T>>, then: (value: T) => void): Promise<void> {
    const outcome = await command;
    setFaults(outcome.done ? [] : outcome.faults);
    setMessage(outcome.done || outcome.faults.length > 0 ? '' : outcome.message);
    if (outcome.done) then(outcome.value);
  }
  const holds = HOLDS.some((seconds) => seconds === draft.holdSeconds) ? HOLDS : [...HOLDS, draft.holdSeconds].toSorted((a, b) => a - b);
  return (
    <Dialog title={isNew ? 'New alert rule' : 'Alert rule'} size="wide" onClose={onLeave}>
      <form
        className="rule-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send(commands.saveRule(draft), onSaved);
        }}
      >
        <div className="dialog-body insight rules rule-editor" data-testid="rule-editor">
          <Field label="Name" value={draft.name} faults={faults} path="name" isFirst placeholder="Margin is getting short" onChange={(name) => change({ name })} />
          <div className="rule-line">
            <label htmlFor={`${id}-account`}>Account</label>
            <select id={`${id}-account`} value={draft.accountId ?? ''} onChange={(event) => change({ accountId: event.target.value === '' ? null : event.target.value })}>
              <option value="">All accounts, each for itself</option>
              {accounts.map(({ accountId, name }) => <option key={accountId} value={accountId}>{displayText(name, 40)}</option>)}
              {draft.accountId !== null && !accounts.some(({ accountId }) => accountId === draft.accountId) && <option value={draft.accountId}>An account that is gone</option>}
            </select>
            <label htmlFor={`${id}-stage`}>Raised as</label>
            <select id={`${id}-stage`} value={draft.stage} onChange={(event) => change({ stage: RULE_STAGES.find((stage) => stage === event.target.value) ?? draft.stage })}>
              {RULE_STAGES.map((stage) => <option key={stage} value={stage}>{stageWord(stage)}</option>)}
            </select>
            <label htmlFor={`${id}-hold`}>Clears when over for</label>
            <select id={`${id}-hold`} value={draft.holdSeconds} onChange={(event) => change({ holdSeconds: Number(event.target.value) })}>
              {holds.map((seconds) => <option key={seconds} value={seconds}>{holdWord(seconds)}</option>)}
            </select>
          </div>
          <RuleGroup root={draft.when} path={[]} faults={faults} onChange={(when) => change({ when: withRoot(when) })} />
          <Sentence faults={faults} path="when" />
          {message !== '' && <p className="insight-fault" role="alert">{displayText(message)}</p>}
          {verdicts !== null && <Verdicts verdicts={verdicts} />}
        </div>
        <footer>
          <Button className="ghost" onClick={onLeave}>Back without saving</Button>
          <Button onClick={() => void send(commands.testRule(draft), setVerdicts)}>Would it fire now?</Button>
          <Button kind="primary" type="submit">{isNew ? 'Add this rule' : 'Save this rule'}</Button>
        </footer>
      </form>
    </Dialog>
  );
}
