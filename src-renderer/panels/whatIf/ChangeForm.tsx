import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { WhatIfChange } from '#shared/ipc/whatIf.ts';
import { useWhatIf } from '../../state/screen.ts';
import { withChange } from '../../state/select/whatIfWords.ts';
import { refusalOf } from '../../state/whatIf.ts';
import { Button } from '../../ui/Button.tsx';
import { presentation } from '../../ui/presentation.ts';
import { displayText } from '../../ui/text.ts';

/** One field of a form; `name` is the field of the change, which a refusal names. */
export type FormField = Readonly<{ name: string; label: string; value: string; hint?: string; options?: readonly string[]; /** Text, not a figure. */ words?: boolean }>;

export type FormShape = Readonly<{
  id: string;
  title: string;
  fields: readonly FormField[];
  /** A box to tick. */
  flag?: Readonly<{ label: string; checked: boolean }>;
  submit: string;
  toChange: (values: Readonly<Record<string, string>>, flag: boolean) => WhatIfChange;
}>;

/** A change that is typed in. Refused, it keeps what was typed and says in one sentence what is wrong with which field. */
export function ChangeForm({ shape, onClose }: Readonly<{ shape: FormShape; onClose: () => void }>): ReactNode {
  const [{ view }, whatIf] = useWhatIf();
  // Privacy hides what is held in a form too: it is typed anew.
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(shape.fields.map(({ name, value, words }) => [name, words === true || !presentation().masked ? value : ''])));
  const [flag, setFlag] = useState(shape.flag?.checked ?? false);
  const [refused, setRefused] = useState(() => refusalOf([], '', -1));
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useEscape(form, onClose);
  useEffect(() => {
    // Its buttons, and what is wrong, are in view.
    form.current?.scrollIntoView({ block: 'nearest' });
  }, [refused]);
  if (view === null) return null;
  const submit = (): void => {
    const change = shape.toChange(values, flag);
    const at = withChange(view.spec, change).changes.length - 1;
    void whatIf.change((spec) => withChange(spec, change)).then((outcome) => {
      if (outcome.done) onClose();
      else setRefused(refusalOf(outcome.faults, outcome.message, at));
    });
  };
  return (
    <form
      ref={form} className="change-form" aria-label={shape.title} data-testid="change-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{displayText(shape.title, 80)}</h3>
      <div className="change-fields">
        {shape.fields.map((field, at) => (
          <label key={field.name} className="change-field">
            <span className="field-name">{field.label}</span>
            <input
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form opens at the press of its button, which is then gone
              autoFocus={at === 0} list={field.options === undefined ? undefined : `${id}-${field.name}`} inputMode={field.words === true ? 'text' : 'decimal'} autoComplete="off" spellCheck={false} className={field.words === true ? 'words' : undefined}
              value={values[field.name] ?? ''} placeholder={field.hint} aria-invalid={refused.fields.has(field.name)} aria-describedby={`${id}-fault`} onChange={(event) => setValues({ ...values, [field.name]: event.target.value })}
            />
            {field.options !== undefined && <datalist id={`${id}-${field.name}`}>{field.options.map((option) => <option key={option} value={option}>{option}</option>)}</datalist>}
          </label>
        ))}
        {shape.flag !== undefined && (
          <label className="change-flag">
            <input type="checkbox" checked={flag} onChange={(event) => setFlag(event.target.checked)} /> {shape.flag.label}
          </label>
        )}
      </div>
      <p className="field-error" id={`${id}-fault`} role="alert" data-testid="change-fault">{displayText(refused.message)}</p>
      <div className="change-buttons">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" type="submit">{shape.submit}</Button>
      </div>
    </form>
  );
}

/** Escape in a form closes it; what is on the screen is left by the next one. */
function useEscape(form: RefObject<HTMLFormElement | null>, onClose: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || !(event.target instanceof Node) || form.current?.contains(event.target) !== true) return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [form, onClose]);
}
