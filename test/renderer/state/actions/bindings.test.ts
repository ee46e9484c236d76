import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calls } from '#shared/ipc/contract.ts';
import { ACTIONS } from '../../../../src-renderer/state/actions/actions.ts';
import { actionOf, bindingsOf, parseChoices, refusalOf, withKey } from '../../../../src-renderer/state/actions/bindings.ts';
import { isSystemKey } from '../../../../src-renderer/state/actions/keys.ts';
import { sheetOf } from '../../../../src-renderer/state/actions/sheet.ts';

const named = (id: string) => {
  const action = ACTIONS.find((one) => one.id === id);
  if (action === undefined) throw new Error(`there is no action ${id}`);
  return action;
};

describe('S2: the list of actions', () => {
  test('has every id, title and key once, and no key of the system', () => {
    const keys = ACTIONS.flatMap(({ key }) => key ?? []);
    for (const all of [ACTIONS.map(({ id }) => id), ACTIONS.map(({ title }) => title), keys]) expect(all.toSorted()).toEqual([...new Set(all)].toSorted());
    expect(keys.filter(isSystemKey)).toEqual([]);
  });

  test('has the keys that traders expect', () => {
    const map = { 'Mod+K': 'palette', '?': 'cheatSheet', A: 'acknowledge', E: 'export', 'Shift+E': 'exportRedacted', P: 'privacy', O: 'offline', R: 'reconnect', J: 'nextRow', K: 'previousRow', W: 'whatIf', '/': 'filter', F6: 'nextRegion', 'Shift+F6': 'previousRegion', 1: 'region1', 9: 'region9', 'Alt+1': 'account1', 'Alt+9': 'account9' };
    for (const [key, id] of Object.entries(map)) expect([key, actionOf(ACTIONS, bindingsOf(ACTIONS, {}), key)?.id]).toEqual([key, id]);
  });

  test('has nothing to trade with: the terminal takes no order', () => expect(Object.keys(calls).filter((call) => /order|trade|transfer|withdraw|close(?!$)|buy|sell/i.test(call) && !call.startsWith('whatIf/'))).toEqual([]));
});

describe('S2: keys of one’s own', () => {
  test('a taken key is refused in a sentence, as is one of the system; a free one and its own are not', () => {
    const refused = (id: string, key: string) => refusalOf(ACTIONS, {}, named(id), key, key);
    expect(refused('compare', 'A')).toBe('A already is “Acknowledge the top alert”: give that another key first.');
    expect(refused('compare', 'Tab')).toContain('belongs to the system');
    expect([refused('compare', 'X'), refused('compare', 'C')]).toEqual([null, null]);
  });

  test('a key that was given up is free for another, and going back asks whether it still is', () => {
    const without = withKey({}, named('acknowledge'), null);
    expect(refusalOf(ACTIONS, without, named('compare'), 'A', 'A')).toBeNull();
    const moved = withKey(without, named('compare'), 'A');
    expect(bindingsOf(ACTIONS, moved).get('compare')).toBe('A');
    expect(refusalOf(ACTIONS, moved, named('acknowledge'), 'A', 'A')).toContain('Compare venues');
    expect(withKey(moved, named('compare'), 'C')).toEqual({ acknowledge: null });
  });

  test('a key of one’s own wins over one that a later version gives to another action', () => {
    const bindings = bindingsOf(ACTIONS, { compare: 'A' });
    expect([bindings.get('compare'), bindings.get('acknowledge')]).toEqual(['A', null]);
  });

  const anyKey = fc.constantFrom('A', 'B', 'Shift+E', 'Mod+K', '?', 'F6', 'X');
  const onePerKey = (bindings: ReturnType<typeof bindingsOf>): void => {
    const keys = [...bindings.values()].filter((key) => key !== null);
    expect(keys.length).toBe(new Set(keys).size);
  };

  test('whatever was kept, no key ever means two things', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...ACTIONS.map(({ id }) => id)), fc.option(anyKey)), (kept) => onePerKey(bindingsOf(ACTIONS, parseChoices(JSON.stringify(kept))))));
  });

  test('whatever is asked for, no key ever means two things', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...ACTIONS), anyKey)), (wishes) => {
      const choices = wishes.reduce((held, [action, key]) => (refusalOf(ACTIONS, held, action, key, key) === null ? withKey(held, action, key) : held), {});
      onePerKey(bindingsOf(ACTIONS, choices));
    }));
  });

  test('what was kept badly is as good as not kept', () => {
    for (const text of ['', 'x', '[]', '3', 'null']) expect(parseChoices(text)).toEqual({});
    expect(parseChoices('{"compare":"V","export":7,"offline":"Tab","reconnect":null,"open":""}')).toEqual({ compare: 'V', reconnect: null });
  });
});

test('S2: the cheat sheet has every key in force, numbered ones in one line', () => {
  const lines = sheetOf(bindingsOf(ACTIONS, withKey({}, named('privacy'), 'Shift+P'))).flatMap((part) => part.lines);
  expect(lines.find(({ id }) => id === 'privacy')?.keys).toEqual(['Shift+P']);
  expect(lines.find(({ id }) => id === 'account')).toEqual({ id: 'account', title: 'Account by its number', keys: ['Alt+1', '… 9'] });
  expect(lines.filter(({ id }) => id.startsWith('region'))).toHaveLength(1);
  expect(lines.some(({ id }) => id === 'keys')).toBe(false);
});
