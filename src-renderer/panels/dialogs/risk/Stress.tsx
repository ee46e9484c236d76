import { type ReactNode, useMemo, useState } from 'react';
import type { StressView } from '#shared/ipc/riskView.ts';
import { useCommands } from '../../../state/screen.ts';
import { useAsker, useCancellable, useProgress } from '../../../state/useComputing.ts';
import { useRepeated } from '../../../state/useRepeated.ts';
import { Button } from '../../../ui/Button.tsx';
import type { DialogProps } from '../dialogProps.ts';
import { OwnDays } from './episodes/OwnDays.tsx';
import { HedgeLosses } from './HedgeLosses.tsx';
import { MarketNote } from './MarketNote.tsx';
import { Odds } from './Odds.tsx';
import { type OddsForm, USUAL_ODDS } from './oddsForm.ts';
import { Reverse } from './Reverse.tsx';
import { RiskDialog } from './RiskDialog.tsx';
import { StressTable } from './StressTable.tsx';
import { SupposeFields } from './SupposeFields.tsx';
import { readSuppose, type SupposeForm, USUAL_SUPPOSED } from './supposeForm.ts';
import { VolatilityStress } from './VolatilityStress.tsx';

/** What would break the account: the likeliest way, one's own scenarios, days of the past, what is supposed, rules that turn worse, hedges that are taken away. */
export function Stress({ dialog: { accountId, accountName }, onClose }: DialogProps<'stress'>) {
  const commands = useCommands();
  const [form, setForm] = useState<SupposeForm>(USUAL_SUPPOSED);
  const read = useMemo(() => readSuppose(form), [form]);
  // What cannot be read leaves the last answer as it is.
  // A day of one's own that is new, or gone, is asked about at once.
  const [changed, setChanged] = useState(0);
  const asker = useAsker();
  const { ask, ...ways } = useCancellable(useMemo(() => { void changed; return read.ok ? () => commands.stress(accountId, read.value, asker) : null; }, [commands, accountId, read, asker, changed]), asker);
  const answer = useRepeated(ask);
  const progress = useProgress(asker, answer.isAsking);
  return (
    <RiskDialog testId="stress" title="Stress" accountName={accountName} lead="what would break it" answer={answer} computing={{ ...ways, ...progress }} onClose={onClose}>
      {(view) => <Answer view={view} accountId={accountId} fields={<SupposeFields form={form} fault={read.ok ? null : read.fault} haltable={view.haltable} onChange={setForm} />} onDays={() => setChanged((before) => before + 1)} />}
    </RiskDialog>
  );
}

function Answer({ view, accountId, fields, onDays }: Readonly<{ view: StressView; accountId: string; fields: ReactNode; onDays: () => void }>) {
  const [opened, setOpened] = useState(false);
  const [odds, setOdds] = useState<OddsForm>(USUAL_ODDS);
  const unit = view.valuationCurrency;
  return (
    <div className="risk-columns" data-testid="stress-view">
      <div className="risk-main">
        <Reverse reverse={view.reverse} unit={unit} />
        <StressTable title="Your own" caption="The account after the scenarios that you saved" lines={view.own} unit={unit} />
        <section aria-label="Suppose">
          <h3>Suppose <span className="faint">prices stay; a chain that halts lets nothing in or out</span></h3>
          {fields}
          <VolatilityStress volatility={view.volatility} known={view.reverse.status === 'known'} unit={unit} onOdds={() => setOdds({ ...odds, sigma: String(view.volatility.times) })} />
          <StressTable title="" caption="The account with what is supposed" lines={view.supposed} unit={unit} />
        </section>
        <StressTable title="Days of the past" caption="The account after falls of the past" lines={view.episodes} unit={unit} action={<Button className="small" onClick={() => setOpened(true)}>Days of your own…</Button>} />
        {opened && <OwnDays onChanged={onDays} onLeave={() => setOpened(false)} />}
        <StressTable title="The same days, and what wins most is taken away half-way" caption="The account after falls of the past in which winners are deleveraged" lines={view.deleveraged} unit={unit} />
        <StressTable title="Rules and collateral that turn worse" caption="The account under worse rules, at the prices of now" lines={view.conditions} unit={unit} />
      </div>
      <div className="risk-side">
        <Odds accountId={accountId} unit={unit} form={odds} onChange={setOdds} />
        <HedgeLosses found={view.hedgeLoss} />
        <MarketNote market={view.market} />
      </div>
    </div>
  );
}
