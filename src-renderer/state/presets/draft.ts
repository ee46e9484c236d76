import type { Fault } from '#shared/domain/failure.ts';
import { cellsOf, type GridRow, rowsOf } from './gridRows.ts';
import { isRecord, numbersIn, valueAt, withValue } from './json.ts';
import { numberOf, numberText } from './numbers.ts';
import { fieldWords, type FieldWords, GROUPS } from './words.ts';

/** A scenario model as it is edited: its document, what is typed over its numbers by path, and its grid by moves. */
export type Draft = Readonly<{ document: unknown; name: string; typed: Readonly<Record<string, string>>; rows: readonly GridRow[] }>;

/** One number of the model: its path in the document, its path by kind of add-on, its words, and what stands in its field. */
export type DraftField = Readonly<{ path: string; place: string; words: FieldWords; text: string }>;

/** @throws SyntaxError when the text is no JSON: the terminal wrote it */
export function draftOf(text: string): Draft {
  const document: unknown = JSON.parse(text);
  const name = valueAt(document, 'name');
  return { document, name: typeof name === 'string' ? name : '', typed: {}, rows: rowsOf(valueAt(document, 'model.grid')) };
}

/** Numbers of the model but for its grid, by the parts of the screen; parts that it does not have are left out. */
export function fieldsOf({ document, typed }: Draft): readonly Readonly<{ title: string; fields: readonly DraftField[] }>[] {
  // A dampener without a clamp takes nothing off.
  const unused = valueAt(document, 'model.futuresClamp') === null ? 'tailDampener' : '';
  const fields = GROUPS.filter(([part]) => part !== 'grid' && part !== unused).flatMap(([part, title]) => numbersIn(valueAt(document, `model.${part}`), `model.${part}`).map(({ path, value }) => {
    const place = placeOf(document, path);
    const words = fieldWords(place);
    return { title, field: { path, place, words, text: typed[path] ?? numberText(value, words.unit) } };
  }));
  return [...Map.groupBy(fields, ({ title }) => title)].map(([title, own]) => ({ title, fields: own.map(({ field }) => field) }));
}

/** `model.contingencies.2.floor` as `contingencies.roll.floor`. */
function placeOf(document: unknown, path: string): string {
  const place = path.replace(/^model\./, '');
  const at = /^contingencies\.\d+/.exec(place)?.[0];
  const kind = at === undefined ? undefined : valueAt(document, `model.${at}.kind`);
  return at === undefined || typeof kind !== 'string' ? place : place.replace(at, `contingencies.${kind}`);
}

/** The document as it is to be saved, or what is no number. */
export function textOf(draft: Draft): Readonly<{ text: string } | { faults: readonly Fault[] }> {
  const { cells, faults: gridFaults } = cellsOf(draft.rows);
  const read = fieldsOf(draft).flatMap(({ fields }) => fields).filter(({ path }) => draft.typed[path] !== undefined).map(({ path, text, words }) => ({ path, found: numberOf(text, words.unit, path) }));
  const faults = [...read.flatMap(({ found }) => ('fault' in found ? [found.fault] : [])), ...gridFaults];
  if (faults.length > 0) return { faults };
  const changed = read.reduce<unknown>((document, { path, found }) => ('value' in found ? withValue(document, path, found.value) : document), draft.document);
  return { text: JSON.stringify(withValue(withValue(changed, 'name', draft.name.trim()), 'model.grid', cells), null, 2) };
}

/** Parts that a model may have or not, with what they are when they are added: nothing is asked by them yet. */
export const PARTS: readonly Readonly<{ path: string; title: string; added: unknown; absent: null | undefined }>[] = [
  { path: 'model.discount', title: 'discount', added: { positive: { factor: 1, multiple: 0, add: 0 }, negative: null }, absent: null },
  { path: 'model.basis', title: 'forwards by themselves', added: { up: 0.05, down: -0.05, add: 0, multiple: 0 }, absent: null },
  { path: 'model.combination.minimumDelta', title: 'least by delta', added: { net: 0, hedged: 0 }, absent: null },
  { path: 'model.combination.minimumCharge', title: 'minimum charge', added: { futures: 0, options: 0, tiers: [{ from: 0, multiple: 1 }] }, absent: undefined },
];

const RATED = ['perpetuals', 'nakedShorts', 'holdings', 'grossFutures', 'hedgedFutures'] as const;

/** Add-ons that can be added, each at a rate of 0. */
export const ADD_ONS: readonly Readonly<Record<string, unknown> & { kind: string }>[] = [...RATED.map((kind) => ({ kind, maintenance: 0, initial: 0 })), { kind: 'roll', annualised: 0, floor: 0 }, { kind: 'deltaSpread', annualised: 0 }, { kind: 'vegaSpread', perDay: 0 }, { kind: 'interest', shift: 0 }, { kind: 'haircuts' }];

export const hasPart = ({ document }: Draft, path: string): boolean => isRecord(valueAt(document, path));

/** What was typed over a part that is taken out or added is gone with it. */
export function withPart(draft: Draft, path: string, value: unknown): Draft {
  return { ...draft, document: withValue(draft.document, path, value), typed: Object.fromEntries(Object.entries(draft.typed).filter(([own]) => !own.startsWith(`${path}.`))) };
}

/** Kinds of the add-ons of a model, in their order. */
export function addOnsOf({ document }: Draft): readonly string[] {
  const found = valueAt(document, 'model.contingencies');
  return Array.isArray(found) ? found.map((own: unknown) => (isRecord(own) && typeof own['kind'] === 'string' ? own['kind'] : '')) : [];
}

/** Places move when one goes: what is typed is taken over first, as far as it is a number. */
export function withAddOns(draft: Draft, change: (addOns: readonly unknown[]) => readonly unknown[]): Draft {
  const kept = fieldsOf(draft).flatMap(({ fields }) => fields).filter(({ path }) => path.startsWith('model.contingencies.') && draft.typed[path] !== undefined).reduce<unknown>((document, { path, text, words }) => {
    const found = numberOf(text, words.unit, path);
    return 'value' in found ? withValue(document, path, found.value) : document;
  }, draft.document);
  const found = valueAt(kept, 'model.contingencies');
  return { ...withPart({ ...draft, document: kept }, 'model.contingencies', change(Array.isArray(found) ? found : [])) };
}
