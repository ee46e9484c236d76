import { useId } from 'react';
import type { Fault } from '#shared/domain/failure.ts';
import { RULE_LIMITS, type RuleNode } from '#shared/ipc/rule.ts';
import { changed, conditionOf, type Path, pathName } from '../../../state/rules/edit.ts';
import { Button } from '../../../ui/Button.tsx';
import { Sentence } from './Field.tsx';
import { RuleConditionLine } from './RuleConditionLine.tsx';

type RuleGroupProps = Readonly<{ root: RuleNode; path: Path; faults: readonly Fault[]; onChange: (root: RuleNode | null) => void }>;

/** Conditions and groups of which all must hold, or any. */
export function RuleGroup({ root, path, faults, onChange }: RuleGroupProps) {
  const id = useId();
  const node = nodeAt(root, path);
  if (node === null || node.kind === 'condition') return null;
  const put = (next: RuleNode | null): void => onChange(changed(root, path, () => next));
  const add = (part: RuleNode): void => put({ ...node, of: [...node.of, part] });
  return (
    <fieldset className={`rule-group ${path.length > 0 ? 'inner' : ''}`}>
      <legend className="hidden-text">{path.length === 0 ? 'Conditions' : 'Group of conditions'}</legend>
      <div className="rule-line">
        <label htmlFor={id} className="hidden-text">How many must hold</label>
        <select id={id} value={node.kind} onChange={(event) => put({ ...node, kind: event.target.value === 'any' ? 'any' : 'all' })}>
          <option value="all">All of these hold</option>
          <option value="any">Any of these holds</option>
        </select>
        {path.length > 0 && <Button icon="close" iconOnly className="ghost" onClick={() => put(null)}>Remove this group</Button>}
      </div>
      {node.of.map((part, at) => {
        const own = [...path, at];
        // A part has no name but its place: it is drawn from the tree alone.
        return part.kind === 'condition'
          ? <RuleConditionLine key={pathName(own)} condition={part} path={pathName(own)} faults={faults} onChange={(next) => onChange(changed(root, own, () => next))} />
          : <RuleGroup key={pathName(own)} root={root} path={own} faults={faults} onChange={onChange} />;
      })}
      {path.length > 0 && <Sentence faults={faults} path={pathName(path)} />}
      <div className="rule-line">
        <Button className="small" onClick={() => add(conditionOf('marginRatio'))}>Add a condition</Button>
        {path.length + 1 < RULE_LIMITS.depth && <Button className="small ghost" onClick={() => add({ kind: node.kind === 'all' ? 'any' : 'all', of: [conditionOf('distance')] })}>Add a group</Button>}
      </div>
    </fieldset>
  );
}

function nodeAt(node: RuleNode, [at, ...rest]: Path): RuleNode | null {
  if (at === undefined) return node;
  const part = node.kind === 'condition' ? undefined : node.of[at];
  return part === undefined ? null : nodeAt(part, rest);
}
