import { memo } from 'react';
import { useRun } from '../../state/openDocument.ts';
import { useDialogs, useLive, useWhatIf } from '../../state/screen.ts';
import { Age } from '../../ui/Age.tsx';
import { Amount } from '../../ui/Amount.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Ratio } from '../../ui/Ratio.tsx';
import { StageIcon, stageWord } from '../../ui/StageBadge.tsx';
import { displayText } from '../../ui/text.ts';
import { clockText } from '../../ui/time.ts';
import { headlineDecimals } from '../../state/select/money.ts';
import './whatIfFrame.css';

/** The title of the hypothetical state, on which prices it stands, what the live account is meanwhile, and the way out. */
export const WhatIfStrip = memo(function WhatIfStrip() {
  const [{ view }, whatIf] = useWhatIf();
  const dialogs = useDialogs();
  const run = useRun();
  if (view === null) return null;
  return (
    <section className="panel what-if-strip" aria-label="What-if" tabIndex={-1} data-testid="what-if-strip">
      <p className="what-if-title">
        <Icon name="fork" size={15} />
        <b>What-if</b>
        <span>not the live account</span>
      </p>
      <p className="what-if-prices" title="Book and prices were taken from the account then. Live prices go on underneath and change nothing here.">
        <span className="clip">{displayText(view.accountName, 40)}</span> on prices of {clockText(view.forkedAt)} UTC, <Age at={view.forkedAt} /> ago
      </p>
      <Button icon="reconnect" onClick={() => run('Newer prices', whatIf.refresh())} title="Take book and prices anew from the live account, and make the same changes again">
        Take live prices
      </Button>
      <LiveStanding />
      <span className="strip-actions">
        <Button icon="open" onClick={() => dialogs.show({ kind: 'scenarios' })}>Scenarios…</Button>
        <Button kind="primary" onClick={whatIf.leave} title="Esc. The live account is as it would be without this">
          Back to live <kbd>Esc</kbd>
        </Button>
      </span>
    </section>
  );
});

/** What the account really is, while something else is on the screen. */
function LiveStanding() {
  const account = useLive((view) => view);
  if (account === null) return null;
  const { totals, valuationCurrency: unit } = account;
  const isGone = totals.marginRatio === null && totals.bounds['marginRatio'] === undefined;
  return (
    <p className="what-if-live" data-testid="live-standing">
      <span className="faint">Live now:</span> <StageIcon stage={account.stage} size={11} /> {stageWord(account.stage)}{totals.incomplete ? ' ?' : ''},{' '}
      {isGone ? <span className="loss">no equity</span> : <Ratio value={totals.marginRatio} bound={totals.bounds['marginRatio']} testId="live-ratio" />}, buffer{' '}
      <Amount value={totals.buffer} decimals={headlineDecimals(totals.buffer, unit)} mode="floor" unit={unit} bound={totals.bounds['buffer']} testId="live-buffer" /> <span className="faint">{displayText(unit, 8)}</span>
    </p>
  );
}
