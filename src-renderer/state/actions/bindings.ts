import type { Action } from './action.ts';
import { isSystemKey } from './keys.ts';

/** Keys that the user chose, by id of the action; null for none. */
export type Choices = Readonly<Record<string, string | null>>;

/** The key of each action, by its id: the user's, else its own unless the user gave that to another. */
export type Bindings = ReadonlyMap<string, string | null>;

/** What was kept may be damaged, or of another version: what cannot be used is left out. */
export function parseChoices(text: string | null): Choices {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string | null] => entry[1] === null || (typeof entry[1] === 'string' && entry[1] !== '' && !isSystemKey(entry[1]))));
  } catch {
    return {};
  }
}

export function bindingsOf(actions: readonly Action[], choices: Choices): Bindings {
  const owners = new Map(actions.toReversed().flatMap(({ id }) => (choices[id] == null ? [] : [[choices[id], id] as const])));
  return new Map(actions.map(({ id, key }) => {
    const wanted = id in choices ? choices[id] ?? null : key;
    return [id, wanted === null || (owners.get(wanted) ?? id) === id ? wanted : null];
  }));
}

export function actionOf(actions: readonly Action[], bindings: Bindings, key: string): Action | null {
  return actions.find(({ id }) => bindings.get(id) === key) ?? null;
}

/** With a key for one action; its own key again is no choice. */
export function withKey(choices: Choices, { id, key: own }: Action, key: string | null): Choices {
  const others = Object.fromEntries(Object.entries(choices).filter(([other]) => other !== id));
  return key === own ? others : { ...others, [id]: key };
}

/** Why an action cannot have a key, in a sentence; null when it can. */
export function refusalOf(actions: readonly Action[], choices: Choices, action: Action, key: string, shown: string): string | null {
  if (isSystemKey(key)) return `${shown} belongs to the system or to every table and field: choose another key.`;
  const other = actionOf(actions, bindingsOf(actions, choices), key);
  return other === null || other.id === action.id ? null : `${shown} already is “${other.title}”: give that another key first.`;
}
