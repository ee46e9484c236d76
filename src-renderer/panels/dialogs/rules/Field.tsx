import { useId } from 'react';
import type { Fault } from '#shared/domain/failure.ts';
import { displayText } from '../../../ui/text.ts';

type FieldProps = Readonly<{
  label: string;
  /** The label is for screen readers alone. */
  labelHidden?: boolean;
  value: string;
  faults: readonly Fault[];
  path: string;
  onChange: (value: string) => void;
  placeholder?: string;
  unit?: string;
  numeric?: boolean;
  isFirst?: boolean;
  list?: string;
  className?: string;
}>;

/** A field whose sentence stands with `Sentence`: here when it has the room, or below its line. */
export function Field({ label, labelHidden = false, value, faults, path, onChange, placeholder, unit, numeric = false, isFirst = false, list, className = '' }: FieldProps) {
  const id = useId();
  const wrong = faults.some((fault) => fault.path === path);
  return (
    <span className={`rule-field ${className}`}>
      <label htmlFor={id} className={labelHidden ? 'hidden-text' : ''}>{label}</label>
      <input
        id={id} type="text" value={value} list={list} placeholder={placeholder} autoComplete="off" spellCheck={false} data-autofocus={isFirst ? true : undefined} data-path={path}
        inputMode={numeric ? 'decimal' : undefined} className={numeric ? 'numeric' : ''} aria-invalid={wrong} aria-describedby={wrong ? sentenceId(path) : undefined} onChange={(event) => onChange(event.target.value)}
      />
      {unit !== undefined && unit !== '' && <span className="soft">{unit}</span>}
      {!labelHidden && <Sentence faults={faults} path={path} />}
    </span>
  );
}

const sentenceId = (path: string): string => `rule-fault-${path.replaceAll('.', '-')}`;

/** What is wrong with one field, if anything. */
export function Sentence({ faults, path }: Readonly<{ faults: readonly Fault[]; path: string }>) {
  const own = faults.find((fault) => fault.path === path);
  return own === undefined ? null : <span className="rule-fault" role="alert" id={sentenceId(path)}>{displayText(own.message)}</span>;
}
