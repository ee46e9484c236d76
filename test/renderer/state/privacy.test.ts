import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src-renderer/state/commands.ts';
import { createPrivacy } from '../../../src-renderer/state/privacy.ts';
import { accountOf, CONNECTED, storeWith, terminalOf } from '../support/screen.tsx';

const account = accountOf();
const lost = { ...CONNECTED, reach: 'lost' } as const;
const settings = (privacy: boolean) => ({ settings: { theme: 'system', privacy, priceBandPercent: 10, marketMethod: 'default' } } as const);

function setUp() {
  const store = storeWith(account, terminalOf(account));
  const told: boolean[] = [];
  const answers: (() => void)[] = [];
  const privacy = createPrivacy(store, { setPrivacy: (on) => {
    told.push(on);
    return new Promise((done) => answers.push(() => done({ done: false, message: '', faults: [] } satisfies Outcome<never>)));
  } });
  let seq = 1;
  const push = (on: boolean): void => {
    seq += 1;
    store.apply({ seq, now: seq, terminal: { ...terminalOf(account, settings(on)), seq } });
  };
  const answer = async (): Promise<void> => {
    answers.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { store, told, answer, privacy, push };
}

describe('Q3: privacy', () => {
  test('holds at once, before the terminal has answered, and tells who listens once', () => {
    const { privacy, told } = setUp();
    const heard: boolean[] = [];
    privacy.subscribe(() => heard.push(privacy.get()));
    privacy.set(true);
    expect([privacy.get(), told, heard]).toEqual([true, [true], [true]]);
  });

  test('follows another window', () => {
    const { privacy, push } = setUp();
    push(true);
    expect(privacy.get()).toBe(true);
    push(false);
    expect(privacy.get()).toBe(false);
  });

  test('turned off and on again shows nothing in between, whenever the answers come', async () => {
    const { privacy, push, answer } = setUp();
    push(true);
    const seen: boolean[] = [];
    privacy.set(false);
    privacy.set(true);
    privacy.subscribe(() => seen.push(privacy.get()));
    push(false);
    await answer();
    push(true);
    await answer();
    expect([privacy.get(), seen]).toEqual([true, []]);
    push(false);
    expect(privacy.get()).toBe(false);
  });

  test('what a terminal that was away could not be told, it is told when it is back', async () => {
    const { privacy, store, told, answer, push } = setUp();
    store.changeConnection(() => lost);
    privacy.set(true);
    await answer();
    push(false);
    expect([privacy.get(), told]).toEqual([true, [true]]);
    store.changeConnection(() => CONNECTED);
    expect([privacy.get(), told]).toEqual([true, [true, true]]);
  });
});
