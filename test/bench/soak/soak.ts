import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminal, type Terminal, type Witness } from '../../../src-main/terminal.ts';
import { soakDocument } from './document.ts';
import { createHistogram } from './histogram.ts';
import { SOAK_VENUES } from './protocols.ts';

export type SoakResult = Readonly<{
  seconds: number;
  /** Messages a second: asked of the producer, sent by it, and read here. */
  asked: number;
  sent: number;
  read: number;
  /** Ticks a second that reached the engine, and those that a newer one of the same instrument overtook. */
  applied: number;
  superseded: number;
  /** ms from the receipt of a message to its prices in every account's figures. */
  receiptToEngine: readonly [p50: number, p95: number, p99: number];
  /** The same from when the producer wrote the message. */
  sentToEngine: readonly [p50: number, p95: number, p99: number];
  /** MB: resident memory at the end less that after the warm-up, medians of a sixth of the run each; and the most less the least of it. */
  memoryDrift: number;
  memoryRange: number;
  malformed: number;
  reconnects: number;
}>;

const INSTRUMENTS = 50;

const wait = async (ms: number): Promise<void> => new Promise((done) => void setTimeout(done, ms));

/** The producer, on the other core where the system can do that. */
function startProducer(rate: number): ChildProcess {
  const producer = [join(import.meta.dirname, 'producer.ts'), String(rate)];
  const apart = process.platform === 'linux' && spawnSync('taskset', ['-c', '1', 'true']).status === 0;
  const [command, args] = apart ? ['taskset', ['-c', '1', process.execPath, ...producer]] : [process.execPath, producer];
  return spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** The next word of the producer. */
const word = async (producer: ChildProcess): Promise<Readonly<Record<string, number>>> => new Promise((done, fail) => {
  producer.once('message', (message) => done(message as Readonly<Record<string, number>>));
  producer.once('exit', () => fail(new Error('the producer ended')));
});

async function followAll(terminal: Terminal): Promise<void> {
  for (const venue of SOAK_VENUES) {
    const reply = await terminal.call('portfolio/import', [{ text: JSON.stringify(soakDocument(venue, INSTRUMENTS)) }]);
    if (!reply.ok || reply.value.accountId === null) throw new Error(JSON.stringify(reply));
    const live = await terminal.call('feed/setLive', [{ accountId: reply.value.accountId, live: true }]);
    if (!live.ok) throw new Error(JSON.stringify(live.error));
    await terminal.call('account/select', [{ accountId: reply.value.accountId }]);
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/**
 * Five accounts on five venues, whose producer is another process, at so many messages a second: the whole terminal with its
 * sockets, parsers, engine, views and database.
 *
 * @param plan `rate`: messages a second in all; `seconds`: measured, after `warmUpSeconds`
 */
export async function soak({ rate, seconds, warmUpSeconds = 20 }: Readonly<{ rate: number; seconds: number; warmUpSeconds?: number }>): Promise<SoakResult> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-soak-'));
  const producer = startProducer(rate);
  const { port = 0 } = await word(producer);
  const [fromReceipt, fromSending] = [createHistogram(), createHistogram()];
  let applied = 0;
  const witness: Witness = {
    fed: () => undefined, judged: () => undefined,
    applied: (event) => {
      const now = performance.now();
      applied += event.ticks.length;
      for (const { eventAt } of event.ticks) {
        fromReceipt.add(now - event.heardAt);
        if (eventAt !== null) fromSending.add(performance.timeOrigin + now - eventAt);
      }
    },
  };
  const sources = { demoRuns: false, replaySources: [], urlFor: ({ id }: Readonly<{ id: string }>) => (SOAK_VENUES.some(({ dialect }) => dialect === id) ? `ws://127.0.0.1:${port}/${id}` : null), close: () => Promise.resolve() };
  const opened = await openTerminal({ databasePath: join(folder, 'soak.db'), face: 'cli', demo: false, replay: null, openSources: () => Promise.resolve(sources), witness });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const terminal = opened.value;
  const counts = async (): Promise<Readonly<Record<'sent' | 'read' | 'superseded' | 'malformed' | 'reconnects' | 'applied', number>>> => {
    producer.send('count');
    const { sent = 0 } = await word(producer);
    const { feeds } = (await terminal.call('terminal/state', [])).terminal;
    const sum = (of: 'messages' | 'malformed' | 'reconnects' | 'superseded'): number => feeds.reduce((total, feed) => total + feed[of], 0);
    return { sent, read: sum('messages'), superseded: sum('superseded'), malformed: sum('malformed'), reconnects: sum('reconnects'), applied };
  };
  try {
    await followAll(terminal);
    // A window looks: views are made and pushed.
    terminal.subscribe(() => undefined);
    await wait(warmUpSeconds * 1000);
    const before = await counts();
    const started = performance.now();
    fromReceipt.reset();
    fromSending.reset();
    const memory: number[] = [];
    while (performance.now() - started < seconds * 1000) {
      await wait(500);
      memory.push(process.memoryUsage().rss / 1e6);
    }
    const took = (performance.now() - started) / 1000;
    const after = await counts();
    const [at, part] = [(name: keyof typeof after): number => (after[name] - before[name]) / took, Math.max(1, Math.floor(memory.length / 6))];
    const spread = (of: typeof fromReceipt): readonly [number, number, number] => [of.at(0.5) ?? NaN, of.at(0.95) ?? NaN, of.at(0.99) ?? NaN];
    return {
      seconds: took, asked: rate, sent: at('sent'), read: at('read'), applied: at('applied'), superseded: at('superseded'), receiptToEngine: spread(fromReceipt), sentToEngine: spread(fromSending),
      memoryDrift: median(memory.slice(-part)) - median(memory.slice(0, part)), memoryRange: Math.max(...memory) - Math.min(...memory), malformed: after.malformed, reconnects: after.reconnects,
    };
  } finally {
    await terminal.close();
    producer.send('stop');
    rmSync(folder, { recursive: true });
  }
}
