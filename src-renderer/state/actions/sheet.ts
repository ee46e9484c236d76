import type { Action, ActionGroup } from './action.ts';
import { ACTIONS } from './actions.ts';
import type { Bindings } from './bindings.ts';

/** What each table, dialog and figure hears for itself: it cannot be changed. */
const FIXED: readonly Readonly<{ title: string; keys: readonly string[] }>[] = [
  { title: 'How the figure in focus comes about', keys: ['Enter'] },
  { title: 'Close a dialog, leave a what-if', keys: ['Esc'] },
  { title: 'From cell to cell of a table', keys: ['←', '→', '↑', '↓'] },
  { title: 'Copy a table, for a spreadsheet', keys: ['Mod+C'] },
];

export type SheetLine = Readonly<{ id: string; title: string; keys: readonly string[] }>;

const GROUPS: readonly ActionGroup[] = ['Find', 'Warnings', 'Account', 'Prices', 'View', 'Move'];

/** The cheat sheet: every action that has a key, by group; a row of numbered ones is one line. */
export function sheetOf(bindings: Bindings): readonly Readonly<{ group: string; lines: readonly SheetLine[] }>[] {
  const lines = (group: ActionGroup): readonly SheetLine[] =>
    [...Map.groupBy(ACTIONS.filter((action) => action.group === group && bindings.get(action.id) != null), ({ id }) => id.replace(/\d$/, ''))].map(([id, members]) => lineOf(id, members, bindings));
  return [...GROUPS.map((group) => ({ group, lines: lines(group) })), { group: 'Always', lines: FIXED.map(({ title, keys }) => ({ id: title, title, keys })) }].filter((part) => part.lines.length > 0);
}

function lineOf(id: string, members: readonly Action[], bindings: Bindings): SheetLine {
  const keys = members.flatMap((action) => bindings.get(action.id) ?? []);
  const [first = '', last = ''] = [keys[0], keys.at(-1)];
  if (members.length === 1) return { id, title: members[0]?.title ?? '', keys: [first] };
  return { id, title: `${members[0]?.title.replace(/ \d$/, '') ?? ''} by its number`, keys: [first, `… ${last.split('+').at(-1) ?? ''}`] };
}
