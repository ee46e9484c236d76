import { describe, expect, test } from 'vitest';
import type { Push } from '#shared/ipc/contract.ts';
import { epochMs } from '#shared/num/units.ts';
import { bridgeOver, createSequence, type Snapshot } from '../../../src-renderer/bridge/client.ts';
import type { Reach, Transport } from '../../../src-renderer/bridge/transport.ts';
import { accountOf, START, terminalOf } from '../support/screen.tsx';

const account = accountOf();
const SNAPSHOT: Snapshot = { terminal: terminalOf(account), accounts: [account] };
const push = (seq: number): Push => ({ seq, now: epochMs(START) });
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

/** A sequence whose snapshots arrive when the test says so. */
function sequence() {
  const asked: Readonly<{ answer: () => void; fail: (error: Error) => void }>[] = [];
  const heard: (string | number)[] = [];
  const made = createSequence(
    () => new Promise((resolve, reject) => asked.push({ answer: () => resolve(SNAPSHOT), fail: reject })),
    { onSnapshot: () => heard.push('snapshot'), onPush: ({ seq }) => heard.push(seq), onFault: (message) => heard.push(message) },
  );
  return { ...made, asked, heard };
}

describe('the numbers of pushes', () => {
  test('those that arrive before the snapshot wait for it', async () => {
    const { restart, receive, asked, heard } = sequence();
    void restart();
    receive(push(7));
    receive(push(8));
    expect(heard).toEqual([]);
    asked[0]?.answer();
    await settled();
    expect(heard).toEqual(['snapshot', 7, 8]);
  });

  test('a gap asks for everything anew, and the push behind it waits', async () => {
    const { restart, receive, asked, heard } = sequence();
    void restart();
    asked[0]?.answer();
    await settled();
    receive(push(1));
    receive(push(2));
    receive(push(4));
    receive(push(5));
    expect(heard).toEqual(['snapshot', 1, 2]);
    asked[1]?.answer();
    await settled();
    expect(heard).toEqual(['snapshot', 1, 2, 'snapshot', 4, 5]);
  });

  test('a number that comes twice is a gap too', async () => {
    const { restart, receive, asked } = sequence();
    void restart();
    asked[0]?.answer();
    await settled();
    receive(push(3));
    receive(push(3));
    expect(asked).toHaveLength(2);
  });

  test('an answer to an older question is left out', async () => {
    const { restart, asked, heard } = sequence();
    void restart();
    void restart();
    asked[0]?.answer();
    await settled();
    expect(heard).toEqual([]);
    asked[1]?.answer();
    await settled();
    expect(heard).toEqual(['snapshot']);
  });

  test('what waits for a snapshot that does not come stays few, newest last', async () => {
    const { restart, receive, asked, heard } = sequence();
    void restart();
    for (let seq = 1; seq <= 1000; seq += 1) receive(push(seq));
    asked[0]?.answer();
    await settled();
    expect(heard.length).toBeLessThan(100);
    expect(heard.at(-1)).toBe(1000);
  });
});

/** A transport and timers that the test moves. */
function bench(answer: (channel: string) => Promise<unknown>) {
  let listener: (push: unknown) => void = () => undefined;
  let reached: (reach: Reach, retryAt: number | null) => void = () => undefined;
  let retries = 0;
  const timers: Readonly<{ act: () => void; ms: number }>[] = [];
  const heard: string[] = [];
  const transport: Transport = {
    call: answer,
    subscribe: (next) => { listener = next; return () => undefined; },
    onReach: (next) => { reached = next; next('connecting', null); return () => undefined; },
    retryNow: () => { retries += 1; },
    close: () => undefined,
  };
  const bridge = bridgeOver(transport, (act, ms) => {
    const timer = { act, ms };
    timers.push(timer);
    return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
  });
  bridge.start({
    onSnapshot: () => heard.push('snapshot'), onPush: ({ seq }) => heard.push(`push ${seq}`), onReach: (reach) => heard.push(reach), onFault: (message) => heard.push(`fault: ${message}`),
  });
  return { bridge, heard, timers, retries: () => retries, push: (value: unknown) => listener(value), reach: (reach: Reach) => reached(reach, null) };
}

describe('the bridge', () => {
  test('asks for everything each time that it is connected', async () => {
    const { heard, reach } = bench(() => Promise.resolve(SNAPSHOT));
    reach('connected');
    await settled();
    reach('lost');
    reach('connected');
    await settled();
    expect(heard).toEqual(['connecting', 'connected', 'snapshot', 'lost', 'connected', 'snapshot']);
  });

  test('a terminal that answers without its figures is named, and asked again by itself', async () => {
    let broken = true;
    const { heard, timers, reach } = bench(() => (broken ? Promise.reject(new Error('disk I/O error')) : Promise.resolve(SNAPSHOT)));
    reach('connected');
    await settled();
    expect(heard.at(-1)).toBe('fault: disk I/O error');
    broken = false;
    timers[0]?.act();
    await settled();
    expect(heard.at(-1)).toBe('snapshot');
  });

  test('"try now" asks at once, and leaves no second question behind', async () => {
    let broken = true;
    const { bridge, heard, timers, retries, reach } = bench(() => (broken ? Promise.reject(new Error('busy')) : Promise.resolve(SNAPSHOT)));
    reach('connected');
    await settled();
    broken = false;
    bridge.retryNow();
    await settled();
    expect([heard.at(-1), timers.length, retries()]).toEqual(['snapshot', 0, 1]);
  });

  test('a question that the connection took with it is no fault', async () => {
    let reject: (error: Error) => void = () => undefined;
    const { heard, reach } = bench(() => new Promise((_resolve, fail) => { reject = fail; }));
    reach('connected');
    reject(new Error('the connection was lost'));
    reach('lost');
    await settled();
    expect(heard).toEqual(['connecting', 'connected', 'lost']);
  });

  test('a push or an answer of another shape is never drawn', async () => {
    let asked = 0;
    const { bridge, heard, push: send, reach } = bench((channel) => {
      asked += 1;
      return Promise.resolve(channel === 'terminal/state' ? SNAPSHOT : { hello: true });
    });
    reach('connected');
    await settled();
    send({ seq: 'one' });
    await settled();
    expect([asked, heard.filter((line) => line.startsWith('push'))]).toEqual([2, []]);
    await expect(bridge.call('feed/reconnect', [])).rejects.toThrow(/in a form that this page does not know/);
  });
});
