import { useCallback, useId, useState } from 'react';
import { SHOCK_PERCENT } from '#shared/ipc/limits.ts';
import type { OverviewView } from '#shared/ipc/overviewView.ts';
import { useCommands, useWhatIf } from '../../../state/screen.ts';
import { useRepeated } from '../../../state/useRepeated.ts';
import { displayText } from '../../../ui/text.ts';
import { clockText } from '../../../ui/time.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import { AccountGrid } from './AccountGrid.tsx';
import { Order } from './Order.tsx';
import '../insight.css';
import './accounts.css';

const { least, most } = SHOCK_PERCENT;

/** Every account, the most severe first, each by its own venue's model; and who would be liquidated by one move of all markets. */
export function Accounts({ onClose }: Readonly<{ onClose: () => void }>) {
  const commands = useCommands();
  const [percent, setPercent] = useState(0);
  const [currency, setCurrency] = useState<string | null>(null);
  const ask = useCallback(() => commands.overview(percent === 0 ? null : percent, currency), [commands, percent, currency]);
  const { value, fault } = useRepeated(ask);
  const [{ view }] = useWhatIf();
  return (
    <ClosingDialog testId="accounts" title="Accounts" size="full" bodyClass="insight accounts" onClose={onClose}>
      <div className="accounts-head">
        <Shock percent={percent} onChange={setPercent} />
        {value !== null && <CurrencyPicker view={value} onChange={setCurrency} />}
      </div>
      {view !== null && <p className="insight-lead">These are the live accounts: the what-if on the screen is none of them.</p>}
      {fault !== null && <p className="insight-fault" role="alert">{displayText(fault)} {value === null ? '' : 'The figures below are the last ones.'}</p>}
      {value === null && fault === null && <p className="faint" aria-busy="true">Computing…</p>}
      {value !== null && <List view={value} percent={percent} onClose={onClose} />}
    </ClosingDialog>
  );
}

type ShockProps = Readonly<{ percent: number; onChange: (percent: number) => void }>;

function Shock({ percent, onChange }: ShockProps) {
  const id = useId();
  const set = (text: string): void => {
    const next = Math.round(Number(text));
    if (Number.isFinite(next)) onChange(Math.max(least, Math.min(most, next)));
  };
  return (
    <div className="shock" role="group" aria-label="One move for all accounts">
      <label htmlFor={id} title="In every account each asset moves by this, times its beta there; stable coins stay where they are">If all markets move by</label>
      <input type="range" data-autofocus data-testid="overview-shock" aria-label="If all markets move by, percent" min={least} max={most} step={1} value={percent} onChange={(event) => set(event.target.value)} />
      <input id={id} type="number" className="shock-number" min={least} max={most} step={1} value={percent} onChange={(event) => set(event.target.value)} />
      <span aria-hidden="true">%</span>
    </div>
  );
}

function CurrencyPicker({ view: { currency, currencies, asOf }, onChange }: Readonly<{ view: OverviewView; onChange: (currency: string) => void }>) {
  return (
    <p className="insight-lead">
      {currencies.length > 1 && (
        <label className="currency">
          Equity in{' '}
          <select value={currency} onChange={(event) => onChange(event.target.value)} data-testid="currency">
            {currencies.map((own) => <option key={own} value={own}>{displayText(own, 16)}</option>)}
          </select>
        </label>
      )}
      <span className="faint">{clockText(asOf)} UTC</span>
    </p>
  );
}

function List({ view, percent, onClose }: Readonly<{ view: OverviewView; percent: number; onClose: () => void }>) {
  const isShocked = view.accounts.some(({ shocked }) => shocked !== null);
  if (view.accounts.length === 0) return <p>There is no account yet. Open a portfolio, and it stands here with its stage.</p>;
  return (
    <>
      {isShocked && <Order accounts={view.accounts} percent={percent} />}
      <AccountGrid view={view} isShocked={isShocked} onClose={onClose} />
      <p className="faint accounts-note">Margin is never added up: what one account has to spare covers nothing of another.</p>
    </>
  );
}
