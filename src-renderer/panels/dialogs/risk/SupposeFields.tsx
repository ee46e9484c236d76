import { useId } from 'react';
import type { Halted } from '#shared/ipc/stressSpec.ts';
import { displayText } from '../../../ui/text.ts';
import type { SupposeForm } from './supposeForm.ts';

type SupposeFieldsProps = Readonly<{ form: SupposeForm; fault: string | null; haltable: readonly Halted[]; onChange: (form: SupposeForm) => void }>;

/** Funding, a halt, volatility, and how many rows are deleveraged. */
export function SupposeFields({ form, fault, haltable, onChange }: SupposeFieldsProps) {
  const id = useId();
  const put = (own: Partial<SupposeForm>): void => onChange({ ...form, ...own });
  const field = (name: 'sigma' | 'funding' | 'days' | 'deleveraged', label: string) => (
    <input data-field={name} aria-label={label} inputMode="text" autoComplete="off" spellCheck={false} value={form[name]} aria-describedby={fault === null ? undefined : `${id}-fault`} onChange={(event) => put({ [name]: event.target.value })} />
  );
  const chosen = Math.max(0, haltable.findIndex(({ kind, name }) => kind === form.halted?.kind && name === form.halted.name));
  return (
    <>
      <div className="suppose-row" data-testid="suppose">
        <span className="suppose-part">
          <label htmlFor={`${id}-kind`}>Funding</label>
          <select id={`${id}-kind`} className="wide" data-field="fundingKind" value={form.fundingKind} onChange={(event) => put(event.target.value === 'rate' ? { fundingKind: 'rate', funding: '0.1' } : { fundingKind: 'times', funding: '3' })}>
            <option value="times">× the last rates</option>
            <option value="rate">at a rate, %</option>
          </select>
          {field('funding', form.fundingKind === 'times' ? 'Funding, times the last rates' : 'Funding, percent each interval')}
          <span>for</span>{field('days', 'Days of funding')}<span>days</span>
        </span>
        {haltable.length > 0 && (
          <span className="suppose-part">
            <label htmlFor={`${id}-halted`}>Halted</label>
            <select id={`${id}-halted`} className="wide" data-field="halted" value={String(chosen)} onChange={(event) => put({ halted: haltable[Number(event.target.value)] ?? null })}>
              {haltable.map(({ kind, name }, at) => <option key={`${kind}:${name}`} value={String(at)}>{kind === 'place' ? `all at ${displayText(name, 30)}` : displayText(name, 30)}</option>)}
            </select>
          </span>
        )}
        <span className="suppose-part"><span>σ ×</span>{field('sigma', 'σ times')}</span>
        <span className="suppose-part" title="The rows with the most profit half-way through a day of the past are closed there"><span>Rows taken away</span>{field('deleveraged', 'Rows taken away half-way')}</span>
      </div>
      <p className="field-error" id={`${id}-fault`} role="alert" hidden={fault === null}>{fault !== null && displayText(fault)}</p>
    </>
  );
}
