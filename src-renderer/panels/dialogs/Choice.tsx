import type { ReactNode } from 'react';
import { useId } from 'react';
import './choice.css';

type ChoiceProps<T extends string> = Readonly<{ label: string; options: readonly Readonly<{ id: T; label: string; about?: string }>[]; chosen: T; onChoose: (id: T) => void; mark?: (id: T) => ReactNode }>;

/** One of a few, all in view. */
export function Choice<T extends string>({ label, options, chosen, onChoose, mark }: ChoiceProps<T>) {
  const name = useId();
  return (
    <div className="choice" role="radiogroup" aria-label={label}>
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
