import { useId } from 'react';
import { Check } from '../../../ui/Check.tsx';
import { displayText } from '../../../ui/text.ts';
import type { OddsForm } from './oddsForm.ts';

type OddsFieldsProps = Readonly<{ form: OddsForm; fault: string | null; onChange: (form: OddsForm) => void }>;

/** What the market may do beyond what is usual, and when nobody watches. */
export function OddsFields({ form, fault, onChange }: OddsFieldsProps) {
  const id = useId();
  const put = (own: Partial<OddsForm>): void => onChange({ ...form, ...own });
  const field = (name: 'sigma' | 'perYear' | 'mean' | 'deviation' | 'from' | 'hours', label: string, hint = '') => (
    <label>
      <span>{label}</span>
      <input data-field={name} inputMode="text" autoComplete="off" spellCheck={false} value={form[name]} placeholder={hint} aria-describedby={fault === null ? undefined : `${id}-fault`} onChange={(event) => put({ [name]: event.target.value })} />
    </label>
  );
  return (
    <div className="odds-fields">
      <div className="suppose-row">{field('sigma', 'σ ×')}</div>
      <Check on={form.jumps} onChange={(jumps) => put({ jumps })}>Sudden jumps</Check>
      {form.jumps && (
        <div className="suppose-row">
          {field('perYear', 'a year')}{field('mean', 'mean %')}{field('deviation', '± %')}
          <Check on={form.together} onChange={(together) => put({ together })}>all assets at once</Check>
        </div>
      )}
      <Check on={form.toOne} onChange={(toOne) => put({ toOne })}>Correlations at ± 1, whichever hurts</Check>
      <Check on={form.sleep} onChange={(sleep) => put({ sleep })}>While you sleep</Check>
      {form.sleep && <div className="suppose-row">{field('from', 'from, UTC', 'now')}{field('hours', 'hours')}</div>}
      <p className="field-error" id={`${id}-fault`} role="alert" hidden={fault === null}>{fault !== null && displayText(fault)}</p>
    </div>
  );
}
