import { describe, expect, test } from 'vitest';
import { retryDelayMs } from '../../../src-renderer/bridge/backoff.ts';
import { createSocketTransport } from '../../../src-renderer/bridge/socketTransport.ts';
import type { Reach } from '../../../src-renderer/bridge/transport.ts';

/** As much of a browser's WebSocket as the transport uses. */
class Wire extends EventTarget {
  readyState = 0;
  readonly sent: string[] = [];
  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  send(text: string): void { this.sent.push(text); }
  close(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
  say(data: unknown): void { this.dispatchEvent(new MessageEvent('message', { data: typeof data === 'string' ? data : JSON.stringify(data) })); }
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

function bench(hostAnswers = false) {
  const wires: Wire[] = [];
  const timers: Readonly<{ act: () => void; ms: number }>[] = [];
  const reached: Reach[] = [];
  const transport = createSocketTransport({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the transport uses no more of a WebSocket than this has
    open: () => { const wire = new Wire(); wires.push(wire); return wire as unknown as WebSocket; },
    probe: () => Promise.resolve(hostAnswers),
    now: () => 1000,
    random: () => 0.5,
    later: (act, ms) => {
      const timer = { act, ms };
      timers.push(timer);
      return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
    },
  });
  transport.onReach((reach) => reached.push(reach));
  const wire = (at = 0): Wire => {
    const found = wires[at];
    if (found === undefined) throw new Error(`no socket ${at} was opened`);
    return found;
  };
  return { transport, wire, wires, timers, reached };
}

describe('calls', () => {
  test('are answered by their number, in any order', async () => {
    const { transport, wire } = bench();
    wire().open();
    const first = transport.call('a', []);
    const second = transport.call('b', [1]);
    expect(wire().sent.map((text): unknown => JSON.parse(text))).toEqual([{ id: 1, call: 'a', args: [] }, { id: 2, call: 'b', args: [1] }]);
    wire().say({ id: 2, reply: 'two' });
    wire().say({ id: 1, error: 'no such thing' });
    await expect(second).resolves.toBe('two');
    await expect(first).rejects.toThrow('no such thing');
  });

  test('without a connection nothing is sent, and it is said', async () => {
    const { transport } = bench();
    await expect(transport.call('a', [])).rejects.toThrow(/not connected; nothing was sent/);
  });

  test('a call under way when the connection goes is refused, not left hanging', async () => {
    const { transport, wire } = bench();
    wire().open();
    const call = transport.call('a', []);
    wire().close();
    await expect(call).rejects.toThrow(/lost before it answered/);
  });

  test('a terminal that does not answer in time counts as gone', async () => {
    const { transport, wire, timers } = bench();
    wire().open();
    const call = transport.call('a', []);
    timers[0]?.act();
    await expect(call).rejects.toThrow(/lost before it answered/);
  });
});

describe('the connection', () => {
  test('comes back by itself after a wait', async () => {
    const { wire, wires, timers, reached } = bench();
    wire().open();
    wire().close();
    await settled();
    expect(reached).toEqual(['connecting', 'connected', 'lost']);
    timers[0]?.act();
    wire(1).open();
    expect([wires.length, reached.at(-1)]).toEqual([2, 'connected']);
  });

  test('a host that is there but refuses the socket does not know this page: no more tries', async () => {
    const { wire, timers, reached } = bench(true);
    wire().close();
    await settled();
    expect([reached.at(-1), timers.length]).toEqual(['refused', 0]);
  });

  test('"try now" opens at once, but not a second socket beside an open one', async () => {
    const { transport, wire, wires } = bench();
    wire().open();
    transport.retryNow();
    expect(wires).toHaveLength(1);
    wire().close();
    await settled();
    transport.retryNow();
    expect(wires).toHaveLength(2);
  });

  test('a frame that is no message of ours is left out', () => {
    const { transport, wire } = bench();
    const heard: unknown[] = [];
    transport.subscribe((push) => heard.push(push));
    wire().open();
    for (const frame of ['', 'null', '[1]', '{"id":99,"reply":1}', 'nonsense']) wire().say(frame);
    wire().say({ push: { seq: 1 } });
    expect(heard).toEqual([{ seq: 1 }]);
  });
});

test('waits double to a ceiling, and keep between half of it and all', () => {
  const waits = Array.from({ length: 12 }, (_, attempt) => [retryDelayMs(attempt, 0), retryDelayMs(attempt, 1)]);
  expect(waits[0]).toEqual([250, 500]);
  expect(waits[3]).toEqual([2000, 4000]);
  expect(waits.at(-1)).toEqual([7500, 15_000]);
});
