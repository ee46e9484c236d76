import type { ReactNode } from 'react';
import { useId } from 'react';

type ChoiceProps = Readonly<{ label: string; options: readonly Readonly<{ id: string; label: string; about?: string }>[]; chosen: string; onChoose: (id: string) => void; mark?: (id: string) => ReactNode }>;

/** One of a few, all in view. */
export function Choice({ label, options, chosen, onChoose, mark }: ChoiceProps) {
  const name = useId();
  return (
    <div className="setting-choice" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.id}>
          <input type="radio" name={name} value={option.id} checked={option.id === chosen} onChange={() => onChoose(option.id)} />
          {mark?.(option.id)}
          <span>
            {option.label}
            {option.about !== undefined && <small className="faint"> {option.about}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}
