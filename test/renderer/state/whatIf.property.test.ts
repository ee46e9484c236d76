import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Push } from '#shared/ipc/contract.ts';
import type { AccountView } from '#shared/ipc/view.ts';
import { NOTHING_CHANGED, type WhatIfSpec } from '#shared/ipc/whatIf.ts';
import type { WhatIfView } from '#shared/ipc/whatIfView.ts';
import { epochMs } from '#shared/num/units.ts';
import { createStore, type Store } from '../../../src-renderer/state/store.ts';
import { createWhatIf, type WhatIf } from '../../../src-renderer/state/whatIf.ts';
import { accountOf, START, terminalOf } from '../support/screen.tsx';

const FIRST = accountOf();
const SECOND: AccountView = { ...accountOf({ name: 'Other' }), accountId: 'second' };
const TERMINAL = terminalOf(FIRST);

const viewOf = (forkId: string, accountId: string, spec: WhatIfSpec): WhatIfView => ({
  forkId, accountId, accountName: 'Mine', valuationCurrency: 'USDT', forkedAt: epochMs(START), worst: null, spec, skipped: [], figures: [], underlyings: [], positionLiquidations: [], collateralLiquidations: [], positions: [], collateral: [], orders: [],
  account: { ...FIRST, accountId: forkId, name: `supposed ${spec.changes.length}`, positions: [], collateral: FIRST.collateral.slice(1) },
  stage: { before: { stage: 'calm', reason: '', incomplete: false }, after: { stage: 'calm', reason: '', incomplete: false } }, jointMove: { before: FIRST.jointMove.liquidation, after: FIRST.jointMove.liquidation },
});

/** What a window does, and what the terminal says meanwhile. */
type Step =
  | Readonly<{ do: 'push'; account: 'first' | 'second'; seq: number; name: string }>
  | Readonly<{ do: 'select'; accountId: string }>
  | Readonly<{ do: 'reset' }>
  | Readonly<{ do: 'enter' | 'change' | 'refresh' | 'take' | 'leave' | 'answer' | 'refuse' }>;

const steps: fc.Arbitrary<readonly Step[]> = fc.array(fc.oneof(
  fc.record({ do: fc.constant('push' as const), account: fc.constantFrom('first' as const, 'second' as const), seq: fc.integer({ min: 1, max: 60 }), name: fc.constantFrom('Mine', 'Yours', 'Theirs') }),
  fc.record({ do: fc.constant('select' as const), accountId: fc.constantFrom(FIRST.accountId, SECOND.accountId) }),
  fc.record({ do: fc.constantFrom('reset' as const, 'enter' as const, 'change' as const, 'refresh' as const, 'take' as const, 'leave' as const, 'answer' as const, 'refuse' as const) }),
), { maxLength: 40 });

/** Everything that the terminal says goes to both stores; only one of them is in a what-if now and then. */
function pair() {
  const [store, plain] = [createStore((flush) => flush()), createStore((flush) => flush())];
  const waiting: ((answer: boolean) => void)[] = [];
  const open = new Set<string>();
  let made = 0;
  const later = <T>(value: () => T) => new Promise<Readonly<{ done: true; value: T }> | Readonly<{ done: false; message: string; faults: readonly [] }>>((done) => {
    waiting.push((isGood) => done(isGood ? { done: true, value: value() } : { done: false, message: 'no', faults: [] }));
  });
  const whatIf = createWhatIf({
    openWhatIf: (accountId) => later(() => {
      made += 1;
      open.add(`what-if:${made}`);
      return viewOf(`what-if:${made}`, accountId, NOTHING_CHANGED);
    }),
    changeWhatIf: (forkId, spec) => later(() => viewOf(forkId, FIRST.accountId, spec)),
    refreshWhatIf: (forkId, spec) => later(() => viewOf(forkId, FIRST.accountId, spec)),
    closeWhatIf: (forkId) => {
      open.delete(forkId);
      return Promise.resolve({ done: true, value: null });
    },
  }, store);
  return { store, plain, whatIf, waiting, open };
}

const flushed = (): Promise<void> => new Promise((done) => setTimeout(done));
const CHANGE = { kind: 'transfer', asset: 'USDT', amount: '1' } as const;

async function walk(all: readonly Step[], { store, plain, whatIf, waiting }: ReturnType<typeof pair>): Promise<void> {
  let seq = 0;
  const both = (act: (own: Store) => void): void => {
    act(store);
    act(plain);
  };
  for (const step of all) {
    seq += 1;
    const push: Pick<Push, 'seq' | 'now'> = { seq, now: epochMs(START + seq) };
    if (step.do === 'push') both((own) => own.apply({ ...push, account: { ...(step.account === 'first' ? FIRST : SECOND), seq: step.seq, name: step.name } }));
    else if (step.do === 'select') both((own) => own.apply({ ...push, terminal: { ...TERMINAL, seq: 10 + seq, selectedAccountId: step.accountId } }));
    else if (step.do === 'reset') both((own) => own.reset({ terminal: TERMINAL, accounts: [FIRST, SECOND] }));
    else if (step.do === 'answer' || step.do === 'refuse') waiting.shift()?.(step.do === 'answer');
    else act(whatIf, step.do);
    await flushed();
  }
}

function act(whatIf: WhatIf, what: 'enter' | 'change' | 'refresh' | 'take' | 'leave'): void {
  if (what === 'enter') void (whatIf.get().view === null ? whatIf.enter(FIRST.accountId) : null);
  else if (what === 'change') void whatIf.change((spec) => ({ ...spec, changes: [...spec.changes, CHANGE] }));
  else if (what === 'refresh') void whatIf.refresh();
  else if (what === 'take') void whatIf.take({ ...NOTHING_CHANGED, changes: [CHANGE] });
  else whatIf.leave();
}

const rowsOf = ({ rows }: Store): unknown => [...FIRST.positions, ...SECOND.positions].map(({ id }) => rows.position.get(id)).concat([...FIRST.collateral].map(({ asset }) => rows.collateral.get(asset)) as never[]);

test('G1: after leaving, whenever that is and whatever is still under way, the screen is what it would have been', async () => {
  await fc.assert(fc.asyncProperty(steps, async (all) => {
    const both = pair();
    await walk(all, both);
    both.whatIf.leave();
    // What was asked before is answered now, too late.
    while (both.waiting.length > 0) {
      both.waiting.shift()?.(true);
      await flushed();
    }
    expect(both.store.get()).toEqual(both.plain.get());
    expect(rowsOf(both.store)).toEqual(rowsOf(both.plain));
    expect(both.open.size).toBe(0);
  }), { numRuns: 120 });
});

test('in a what-if the live account goes on underneath, and what is looked at is the fork', async () => {
  const { store, whatIf, waiting } = pair();
  store.reset({ terminal: TERMINAL, accounts: [FIRST] });
  const entered = whatIf.enter(FIRST.accountId);
  await flushed();
  waiting.shift()?.(true);
  expect(await entered).toEqual({ done: true, value: null });
  store.apply({ seq: 1, now: epochMs(START), account: { ...FIRST, seq: FIRST.seq + 1, stage: 'danger' } });
  expect([store.get().live?.stage, store.get().account?.stage, store.get().account?.accountId]).toEqual(['danger', FIRST.stage, 'what-if:1']);
});

test('what stands in the place of the account comes and goes at once, not with the next frame', () => {
  const frames: (() => void)[] = [];
  const store = createStore((flush) => frames.push(flush));
  store.reset({ terminal: TERMINAL, accounts: [FIRST] });
  frames.shift()?.();
  store.overlay({ ...FIRST, accountId: 'what-if:1' });
  expect(store.get().account?.accountId).toBe('what-if:1');
  store.overlay(null);
  expect(store.get().account?.accountId).toBe(FIRST.accountId);
});

test('what was changed can be taken up again, and a refused change leaves it as it was', async () => {
  const { store, whatIf, waiting } = pair();
  const answered = async (asked: Promise<unknown>, isGood = true): Promise<unknown> => {
    await flushed();
    waiting.shift()?.(isGood);
    await flushed();
    // A terminal that knows the fork no more is asked to make another.
    while (!isGood && waiting.length > 0) {
      waiting.shift()?.(false);
      await flushed();
    }
    return asked;
  };
  store.reset({ terminal: TERMINAL, accounts: [FIRST] });
  await answered(whatIf.enter(FIRST.accountId));
  await answered(whatIf.change((spec) => ({ ...spec, changes: [CHANGE] })));
  expect(whatIf.get().view?.spec.changes).toEqual([CHANGE]);
  expect(await answered(whatIf.change((spec) => ({ ...spec, changes: [] })), false)).toMatchObject({ done: false });
  expect(whatIf.get().view?.spec.changes).toEqual([CHANGE]);
  whatIf.leave();
  expect(whatIf.get()).toMatchObject({ view: null, last: { accountId: FIRST.accountId, spec: { changes: [CHANGE] } } });
});

test('changes that are asked for at once are made one after another, each from what the one before led to', async () => {
  const { store, whatIf, waiting } = pair();
  store.reset({ terminal: TERMINAL, accounts: [FIRST] });
  void whatIf.enter(FIRST.accountId);
  void whatIf.change((spec) => ({ ...spec, changes: [...spec.changes, CHANGE] }));
  void whatIf.change((spec) => ({ ...spec, shock: { ...spec.shock, all: '-5' } }));
  for (let at = 0; at < 3; at += 1) {
    await flushed();
    waiting.shift()?.(true);
  }
  await flushed();
  expect(whatIf.get().view?.spec).toEqual({ changes: [CHANGE], shock: { all: '-5', assets: {} } });
});
