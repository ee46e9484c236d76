import { Fragment, useId, useState } from 'react';
import type { StrategyView } from '#shared/ipc/scenarioMarginView.ts';
import { OWN_GROUPS } from '#shared/ipc/limits.ts';
import type { OwnGroupsView } from '#shared/ipc/strategyGroups.ts';
import { type Chosen, putTogether, takeOut } from '#shared/scenario/strategy/regroup.ts';
import { Button } from '../../../ui/Button.tsx';
import { Check } from '../../../ui/Check.tsx';
import { exactText } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';
import { strategyName, strategyNote } from './strategyWords.ts';

type RegroupProps = Readonly<{ strategies: readonly StrategyView[]; groups: OwnGroupsView; onGroup: (groups: OwnGroupsView) => Promise<string | null>; onDone: () => void }>;

/** Puts legs together under a name, or takes them out; all of it can be undone. */
export function Regroup({ strategies, groups, onGroup, onDone }: RegroupProps) {
  const id = useId();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const send = async (next: OwnGroupsView): Promise<void> => {
    const refusal = next.length > OWN_GROUPS.groups ? `An underlying has ${OWN_GROUPS.groups} groups at most: ungroup one first.` : await onGroup(next);
    setFault(refusal);
    if (refusal !== null) return;
    setChosen(new Set());
    setName('');
  };
  const legs = chosenOf(strategies, chosen);
  const label = name.trim();
  const together = (): void => {
    if (legs.length === 0) setFault('Choose the legs that belong together first.');
    else if (label === '') setFault('Name: give the group one, such as "Overwrite".');
    else void send(putTogether(groups, label, legs));
  };
  const out = (): void => {
    if (legs.length === 0) setFault('Choose the legs to take out first.');
    else void send(takeOut(groups, legs));
  };
  const toggle = (key: string): void => setChosen((before) => (before.has(key) ? new Set([...before].filter((own) => own !== key)) : new Set([...before, key])));
  return (
    <div className="pm-regroup" data-testid="regroup">
      <table className="pm-lines">
        <caption className="hidden-text">Legs to regroup</caption>
        <thead><tr><th scope="col">Group and leg</th><th scope="col">Units</th></tr></thead>
        <tbody>
          {strategies.map((own, at) => (
            <Fragment key={at}>
              <tr>
                <th scope="row">{strategyName(own)} <small className="faint">{strategyNote(own)}</small></th>
                <td>{own.own !== null && <Button onClick={() => void send(groups.filter((_, place) => place !== own.own))} title="Its legs are grouped automatically again">Ungroup</Button>}</td>
              </tr>
              {own.legs.map((leg) => (
                <tr key={leg.id} className="pm-leg">
                  <th scope="row"><Check on={chosen.has(keyOf(at, leg.id))} onChange={() => toggle(keyOf(at, leg.id))}>{displayText(leg.name, 60)}</Check></th>
                  <td>{exactText(leg.quantity)}</td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      <div className="pm-regroup-acts">
        <label htmlFor={id}>Name</label>
        <input className="line-field" id={id} value={name} maxLength={OWN_GROUPS.name} onChange={({ target: { value } }) => setName(value)} onKeyDown={({ key }) => { if (key === 'Enter') together(); }} />
        <Button kind="primary" onClick={together}>Put together</Button>
        <Button onClick={out} title="Of a group of yours they are grouped automatically again; of another they stand by themselves">Take out</Button>
        <Button onClick={() => void send([])} disabled={groups.length === 0} title="Forgets every group that you made on this underlying">Group automatically</Button>
        <Button onClick={onDone}>Done</Button>
      </div>
      {fault !== null && <p className="insight-fault" role="alert">{displayText(fault)}</p>}
      <p className="insight-hint faint">Kept with the account. Margin, Greeks and totals stay as they are, however legs are grouped.</p>
    </div>
  );
}

const keyOf = (at: number, id: string): string => `${at} ${id}`;

/** A leg of which every part is chosen is chosen whole: it stays whole when its size changes. */
function chosenOf(strategies: readonly StrategyView[], chosen: ReadonlySet<string>): readonly Chosen[] {
  const parts = strategies.flatMap(({ own, legs }, at) => legs.map(({ id, quantity }) => ({ own, id, quantity: Number(quantity), isChosen: chosen.has(keyOf(at, id)) })));
  const isWhole = (id: string): boolean => parts.every((part) => part.id !== id || part.isChosen);
  return parts.filter(({ isChosen }) => isChosen).map(({ own, id, quantity }) => ({ own, id, quantity, whole: isWhole(id) }));
}
