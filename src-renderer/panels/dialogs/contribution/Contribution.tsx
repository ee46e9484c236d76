import { useCallback, useState } from 'react';
import type { ContributionView } from '#shared/ipc/contributionView.ts';
import { useCommands } from '../../../state/screen.ts';
import { useAsker, useCancellable, useProgress } from '../../../state/useComputing.ts';
import { useRepeated } from '../../../state/useRepeated.ts';
import { displayText } from '../../../ui/text.ts';
import { clockText } from '../../../ui/time.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import { Progress } from '../Progress.tsx';
import type { DialogProps } from '../dialogProps.ts';
import { Efficiency } from './Efficiency.tsx';
import { Effects } from './Effects.tsx';
import { Savings } from './Savings.tsx';
import { ShockControl } from './ShockControl.tsx';
import { Solvency } from './Solvency.tsx';
import '../insight.css';
import './contribution.css';

const FIRST_SHOCK = -20;

/** Whose gains pay whose losses when the market moves, what pooling saves, and how far the account is from owing. */
export function Contribution({ dialog: { accountId, accountName }, onClose }: DialogProps<'contribution'>) {
  const commands = useCommands();
  const [percent, setPercent] = useState(FIRST_SHOCK);
  const asker = useAsker();
  const { ask, ...ways } = useCancellable(useCallback(() => commands.contribution(accountId, percent, asker), [commands, accountId, percent, asker]), asker);
  const { value, fault, isAsking } = useRepeated(ask);
  const progress = useProgress(asker, isAsking);
  return (
    <ClosingDialog testId="contribution" title="Who saves whom" size="full" bodyClass="insight contribution" onClose={onClose}>
      <div className="contribution-head">
        <ShockControl percent={percent} onChange={setPercent} />
        <p className="insight-lead">
          {displayText(accountName, 80)}
          {value !== null && <span className="faint"> · in {displayText(value.valuationCurrency, 16)} · {clockText(value.asOf)} UTC</span>}
          <Progress of={{ ...ways, ...progress }} label="Computing Who saves whom" />
        </p>
      </div>
      {fault !== null && <p className="insight-fault" role="alert">{displayText(fault)} {value === null ? '' : 'The figures below are the last ones.'}</p>}
      {value === null && fault === null && !ways.isCancelled && <p className="faint" aria-busy="true">Computing…</p>}
      {value !== null && <Answer view={value} />}
    </ClosingDialog>
  );
}

function Answer({ view }: Readonly<{ view: ContributionView }>) {
  const unit = view.valuationCurrency;
  return (
    <div className="contribution-columns" data-testid="contribution-view" data-move={view.move}>
      <div className="contribution-main">
        {view.pools.map((pool) => (
          <Savings key={pool.id} pool={pool} unit={unit} named={view.pools.length > 1} move={view.move} />
        ))}
        <Effects view={view} />
      </div>
      <div className="contribution-side">
        <Efficiency view={view} />
        {view.pools.map((pool) => (
          <Solvency key={pool.id} pool={pool} unit={unit} named={view.pools.length > 1} move={view.move} />
        ))}
      </div>
    </div>
  );
}
