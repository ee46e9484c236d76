import { useId } from 'react';
import type { Fault } from '#shared/domain/failure.ts';
import { addOnsOf, ADD_ONS, type Draft, type DraftField, fieldsOf, hasPart, PARTS, withAddOns, withPart } from '../../../../state/presets/draft.ts';
import { KIND_WORDS, type Unit } from '../../../../state/presets/words.ts';
import { Button } from '../../../../ui/Button.tsx';
import { displayText } from '../../../../ui/text.ts';

const UNITS: Readonly<Record<Unit, string>> = { percent: '%', factor: '×', days: 'd', money: 'USD', plain: '' };

export type Unsure = ReadonlyMap<string, string>;

type FieldGroupsProps = Readonly<{ draft: Draft; unsure: Unsure; faults: readonly Fault[]; onChange: (draft: Draft) => void }>;

/** Every number of a model but its grid, and the parts that it may have or not. */
export function FieldGroups({ draft, unsure, faults, onChange }: FieldGroupsProps) {
  const kinds = addOnsOf(draft);
  const missing = ADD_ONS.filter(({ kind }) => !kinds.includes(kind));
  return (
    <div className="preset-groups">
      {fieldsOf(draft).map(({ title, fields }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {fields.map((field) => <NumberField key={field.path} field={field} why={whyOf(unsure, field.place)} wrong={faults.some(({ path }) => path === field.path)} onChange={(text) => onChange({ ...draft, typed: { ...draft.typed, [field.path]: text } })} />)}
        </fieldset>
      ))}
      <fieldset>
        <legend>Parts</legend>
        {kinds.map((kind, at) => <p key={kind}>{KIND_WORDS[kind] ?? displayText(kind, 40)} <Button onClick={() => onChange(withAddOns(draft, (own) => own.filter((_, place) => place !== at)))}>Remove<span className="hidden-text"> {KIND_WORDS[kind] ?? displayText(kind, 40)}</span></Button></p>)}
        <p>
          <select aria-label="Add an add-on" value="" onChange={({ target }) => onChange(withAddOns(draft, (own) => [...own, ...ADD_ONS.filter(({ kind }) => kind === target.value)]))}>
            <option value="">Add an add-on…</option>
            {missing.map(({ kind }) => <option key={kind} value={kind}>{KIND_WORDS[kind]}</option>)}
          </select>
        </p>
        {PARTS.map(({ path, title, added, absent }) => (
          <label key={path} className="check"><input type="checkbox" checked={hasPart(draft, path)} onChange={() => onChange(withPart(draft, path, hasPart(draft, path) ? absent : added))} /><span>With {title}</span></label>
        ))}
        <p className="faint">What is no number, such as the money of the model or whether gains count, is changed in its document.</p>
      </fieldset>
    </div>
  );
}

/** The reason of the field itself, or of the part that it belongs to. */
function whyOf(unsure: Unsure, place: string): string | null {
  const names = place.split('.').map((_, at, all) => all.slice(0, all.length - at).join('.'));
  return names.map((name) => unsure.get(name)).find((why) => why !== undefined) ?? null;
}

function NumberField({ field: { path, words, text }, why, wrong, onChange }: Readonly<{ field: DraftField; why: string | null; wrong: boolean; onChange: (text: string) => void }>) {
  const id = useId();
  const label = path.startsWith('model.contingencies.') ? `${words.group}, ${words.label}` : words.label;
  return (
    <p className="preset-field">
      <label htmlFor={id}>{displayText(label.charAt(0).toUpperCase() + label.slice(1), 80)}{why !== null && <span className="pm-assumed" title={displayText(why, 500)}> unsure<span className="hidden-text">: {displayText(why, 500)}</span></span>}</label>
      <input id={id} type="text" value={text} data-path={path} aria-invalid={wrong} autoComplete="off" spellCheck={false} onChange={({ target }) => onChange(target.value)} />
      <span className="faint">{UNITS[words.unit]}</span>
    </p>
  );
}
