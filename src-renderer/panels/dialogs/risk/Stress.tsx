import { useCallback } from 'react';
import type { StressView } from '#shared/ipc/riskView.ts';
import { useCommands } from '../../../state/screen.ts';
import { useRepeated } from '../../../state/useRepeated.ts';
import type { DialogProps } from '../dialogProps.ts';
import { HedgeLosses } from './HedgeLosses.tsx';
import { MarketNote } from './MarketNote.tsx';
import { Odds } from './Odds.tsx';
import { Reverse } from './Reverse.tsx';
import { RiskDialog } from './RiskDialog.tsx';
import { StressTable } from './StressTable.tsx';

/** What would break the account: the likeliest way, one's own scenarios, days of the past, rules that turn worse, hedges that are taken away. */
export function Stress({ dialog: { accountId, accountName }, onClose }: DialogProps<'stress'>) {
  const commands = useCommands();
  const answer = useRepeated(useCallback(() => commands.stress(accountId), [commands, accountId]));
  return (
    <RiskDialog testId="stress" title="Stress" accountName={accountName} lead="what would break it" answer={answer} onClose={onClose}>
      {(view) => <Answer view={view} accountId={accountId} />}
    </RiskDialog>
  );
}

function Answer({ view, accountId }: Readonly<{ view: StressView; accountId: string }>) {
  const unit = view.valuationCurrency;
  return (
    <div className="risk-columns" data-testid="stress-view">
      <div className="risk-main">
        <Reverse reverse={view.reverse} unit={unit} />
        <StressTable title="Your own" caption="The account after the scenarios that you saved" lines={view.own} unit={unit} />
        <StressTable title="Days of the past" caption="The account after falls of the past" lines={view.episodes} unit={unit} />
        <StressTable title="Rules and collateral that turn worse" caption="The account under worse rules, at the prices of now" lines={view.conditions} unit={unit} />
      </div>
      <div className="risk-side">
        <Odds accountId={accountId} unit={unit} sigmaTimes={1} />
        <HedgeLosses losses={view.hedgeLoss} />
        <MarketNote market={view.market} />
      </div>
    </div>
  );
}
