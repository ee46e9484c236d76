import { type Acting, type ActionGroup, isReady } from './action.ts';
import { ACTIONS } from './actions.ts';
import type { Bindings } from './bindings.ts';
import type { Findable } from './match.ts';

/** One line of the palette. */
export type Entry = Findable & Readonly<{
  id: string;
  section: 'Actions' | 'Symbols' | 'Accounts';
  /** What it is, beside its title. */
  aside: string;
  key: string | null;
  act: (acting: Acting) => void;
}>;

/** The numbered ones are listed by the names of what they lead to. */
const NUMBERED = /^(?:account|region)\d$/;

/** What is asked for most stands first. */
const ORDER: readonly ActionGroup[] = ['Warnings', 'Account', 'Prices', 'View', 'Find', 'Move'];

/** Everything that can be reached now: actions, the symbols of the account in view, all accounts. */
export function entriesOf(acting: Acting, bindings: Bindings): readonly Entry[] {
  return [...actions(acting, bindings), ...regions(acting, bindings), ...symbols(acting), ...accounts(acting, bindings)];
}

const actions = (acting: Acting, bindings: Bindings): readonly Entry[] =>
  ORDER.flatMap((group) => ACTIONS.filter((action) => action.group === group && action.id !== 'palette' && !NUMBERED.test(action.id) && isReady(action, acting)))
    .map(({ id, title, words = '', group, act }) => ({ id: `action:${id}`, section: 'Actions', title, words, aside: group, key: bindings.get(id) ?? null, act }));

const regions = ({ page }: Acting, bindings: Bindings): readonly Entry[] =>
  page.regions().map((name, at) => ({ id: `region:${name}`, section: 'Actions', title: `Go to ${name}`, words: 'panel region focus', aside: 'Move', key: bindings.get(`region${at + 1}`) ?? null, act: () => page.focusRegion(at) }));

/** Narrows every table to the underlying of a row and goes to the row; a collateral asset is gone to among all. */
function symbols({ store }: Acting): readonly Entry[] {
  const { account } = store.get();
  if (account === null) return [];
  const row = (id: string, title: string, aside: string, base: string | null): Entry => ({
    id: `row:${id}`, section: 'Symbols', title, words: `${base ?? ''} symbol`, aside, key: null,
    act: ({ linked, page }) => {
      linked.set(base);
      page.focusRow(id);
    },
  });
  return [
    ...account.positions.map(({ id, symbol, base, positionSide }) => row(id, symbol, positionSide === 'both' ? 'position' : `position, ${positionSide}`, base)),
    ...account.orders.map(({ id, symbol, base }) => row(id, symbol, 'open order', base)),
    ...account.collateral.map(({ asset }) => row(asset, asset, 'collateral', null)),
  ];
}

const accounts = ({ store }: Acting, bindings: Bindings): readonly Entry[] =>
  (store.get().terminal?.accounts ?? []).map(({ accountId, name, stage }, at) => ({
    id: `account:${accountId}`, section: 'Accounts', title: name, words: 'account switch', aside: stage, key: bindings.get(`account${at + 1}`) ?? null,
    act: ({ run, commands }) => run('Choosing an account', commands.selectAccount(accountId)),
  }));

/** So many of the last ones are remembered. */
const REMEMBERED = 6;

export function parseRecent(text: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string').slice(0, REMEMBERED) : [];
  } catch {
    return [];
  }
}

/** With the newest first. */
export const withRecent = (recent: readonly string[], id: string): readonly string[] => [id, ...recent.filter((other) => other !== id)].slice(0, REMEMBERED);
