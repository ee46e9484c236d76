import { useId } from 'react';
import type { MarketMethod } from '#shared/domain/dailyClose.ts';
import type { Fault } from '#shared/domain/failure.ts';
import type { MarketView } from '#shared/ipc/riskView.ts';
import { useCommands, useTerminal } from '../../../state/screen.ts';
import { useRun } from '../../../state/openDocument.ts';
import { CLOSES_ACCEPT, useImportCloses } from '../../../state/importCloses.ts';
import { FileButton } from '../../../ui/FileButton.tsx';
import { displayText } from '../../../ui/text.ts';
import { MarketNote } from './MarketNote.tsx';
import './market.css';

const METHODS: readonly Readonly<{ id: MarketMethod; name: string; words: string }>[] = [
  { id: 'default', name: 'put down by hand', words: 'σ of the parameter set and typical correlations, measured on nothing' },
  { id: 'ewma', name: 'EWMA, λ 0.94', words: 'Measured on daily closes by exponential weights: the last days count most' },
  { id: 'sample', name: 'sample', words: 'Measured on daily closes of up to a year, each day alike' },
  { id: 'shrinkage', name: 'shrunk (Ledoit and Wolf)', words: 'As the sample, correlations brought nearer to 0 by what is best in expectation' },
];

/** What σ and correlations are, here and in stress, hedges and chances, and the file of daily closes that they can be measured on. */
export function MarketSource({ market, currency }: Readonly<{ market: MarketView; currency: string }>) {
  const id = useId();
  const method = useTerminal((terminal) => terminal.settings.marketMethod) ?? 'default';
  const commands = useCommands();
  const run = useRun();
  const { outcome, read } = useImportCloses(currency);
  const choose = (value: string): void => {
    const chosen = METHODS.find((own) => own.id === value);
    if (chosen !== undefined) run('σ and correlations', commands.setMarketMethod(chosen.id));
  };
  return (
    <section aria-label="σ and correlations" data-testid="market-source">
      <div className="market-head">
        <h3><label htmlFor={id}>σ and correlations</label></h3>
        <select className="line-field" id={id} value={method} title={METHODS.find((own) => own.id === method)?.words} onChange={({ target: { value } }) => choose(value)} data-testid="market-method">
          {METHODS.map((own) => <option key={own.id} value={own.id} title={own.words}>{own.name}</option>)}
        </select>
        <span className="faint">here, in stress, hedges and chances</span>
        <FileButton accept={CLOSES_ACCEPT} onFile={(file) => void read(file)}>Import daily closes…</FileButton>
      </div>
      <MarketNote market={market} />
      <p className="insight-hint faint">Closes are CSV or JSON with date, asset and close in {displayText(currency, 16)}, or with a currency of their own. Fresh prices of live accounts are kept as closes at the end of each UTC day.</p>
      {outcome?.done === true && <p className="insight-hint" role="status" data-testid="closes-imported">{displayText(outcome.value, 400)}</p>}
      {outcome?.done === false && <div role="alert" data-testid="closes-refused">{faultsOf(outcome).map((fault) => <p key={fault} className="insight-fault">{displayText(fault, 400)}</p>)}</div>}
    </section>
  );
}

const faultsOf = ({ message, faults }: Readonly<{ message: string; faults: readonly Fault[] }>): readonly string[] => (faults.length === 0 ? [message] : faults.map(({ path, message: fault }) => `${path}: ${fault}.`));
