import { type KeyboardEvent, useState } from 'react';
import type { StepView } from '#shared/ipc/derivationView.ts';
import { formulaOf, openAtFirst, type Step, stepsInView } from '../../../state/select/derivationSteps.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { displayText } from '../../../ui/text.ts';
import { useTakeFocus } from '../../../ui/useTakeFocus.ts';
import { Source } from './Source.tsx';
import { StepValue, writtenValue } from './StepValue.tsx';

type StepTreeProps = Readonly<{ root: StepView; money: string; label: string }>;

/** Each line a step: what it is, its value, and how it is made of the lines below it, or where it was read. */
export function StepTree({ root, money, label }: StepTreeProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(root));
  const [reached, setReached] = useState('0');
  const steps = stepsInView(root, open);
  const box = useTakeFocus<HTMLUListElement>();
  const toggle = (path: string, wanted: boolean): void => setOpen((before) => new Set(wanted ? [...before, path] : [...before].filter((own) => own !== path)));
  return (
    <ul className="steps" role="tree" ref={box} aria-label={label}>
      {steps.map((shown) => (
        <StepLine
          key={shown.path} shown={shown} money={money} isReached={shown.path === reached}
          onReach={() => setReached(shown.path)} onToggle={(wanted) => toggle(shown.path, wanted)}
        />
      ))}
    </ul>
  );
}

type StepLineProps = Readonly<{ shown: Step; money: string; isReached: boolean; onReach: () => void; onToggle: (wanted: boolean) => void }>;

function StepLine({ shown: { level, step, expanded, position, siblings }, money, isReached, onReach, onToggle }: StepLineProps) {
  return (
    <li
      className="step" role="treeitem" aria-level={level} aria-setsize={siblings} aria-posinset={position} aria-expanded={expanded ?? undefined} aria-selected={isReached}
      tabIndex={isReached ? 0 : -1} data-testid="step" onFocus={onReach} onKeyDown={(event) => moveInTree(event, expanded, onToggle)}
      onClick={(event) => {
        event.currentTarget.focus();
        if (expanded !== null) onToggle(!expanded);
      }}
    >
      <span className="step-name" style={{ paddingLeft: (level - 1) * 16 }}>
        <span className={`step-mark ${expanded === true ? 'open' : ''}`}>{expanded !== null && <Icon name="caret" size={10} />}</span>
        <span className="clip" title={displayText(step.name)}>{displayText(step.name, 120)}</span>
      </span>
      <StepValue step={step} money={money} />
      <span className="step-how clip">
        {step.source === null ? <Formula step={step} money={money} /> : <Source source={step.source} />}
      </span>
    </li>
  );
}

function Formula({ step, money }: Readonly<{ step: StepView; money: string }>) {
  const numbers = formulaOf(step, (part) => writtenValue(part, money));
  return <span title={displayText(formulaOf(step, (part) => part.name))}>{displayText(numbers)}</span>;
}

/** Up and down by line; right opens or goes in, left closes or goes out; Home and End. */
function moveInTree(event: KeyboardEvent<HTMLElement>, expanded: boolean | null, onToggle: (wanted: boolean) => void): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const own = event.currentTarget;
  const all = [...(own.parentElement?.children ?? [])];
  const at = all.indexOf(own);
  const go = (to: Element | undefined): void => {
    if (to instanceof HTMLElement) to.focus();
  };
  const levelOf = (item: Element): number => Number(item.getAttribute('aria-level'));
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => go(all[at + 1]), j: () => go(all[at + 1]), ArrowUp: () => go(all[at - 1]), k: () => go(all[at - 1]), Home: () => go(all[0]), End: () => go(all.at(-1)),
    ArrowRight: () => (expanded === false ? onToggle(true) : expanded === true ? go(all[at + 1]) : undefined),
    ArrowLeft: () => (expanded === true ? onToggle(false) : go(all.slice(0, at).findLast((item) => levelOf(item) < levelOf(own)))),
    Enter: () => (expanded === null ? undefined : onToggle(!expanded)), ' ': () => (expanded === null ? undefined : onToggle(!expanded)),
  };
  const act = keys[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
}
