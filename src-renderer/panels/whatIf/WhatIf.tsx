import { useWhatIf } from '../../state/screen.ts';
import { Panel } from '../../ui/Panel.tsx';
import { displayText } from '../../ui/text.ts';
import { Changes } from './Changes.tsx';
import { Effect } from './Effect.tsx';
import { Holdings } from './Holdings.tsx';
import { Moves } from './Moves.tsx';
import './whatIf.css';

/** What is changed in the fork, and what that does: before and after, from the engine. */
export function WhatIf() {
  const [{ view, taken }] = useWhatIf();
  if (view === null) return null;
  return (
    <Panel title="What-if" className="what-if" note={`before → after, in ${displayText(view.valuationCurrency, 12)}`}>
      <div className="scroll what-if-body" role="region" aria-label="What-if, changes and their effect" tabIndex={0}>
        <Effect view={view} />
        <Moves key={`${view.forkId} ${taken}`} view={view} />
        <Changes view={view} />
        <Holdings view={view} />
      </div>
    </Panel>
  );
}
