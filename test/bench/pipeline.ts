import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { LatencyView } from '#shared/ipc/feedView.ts';
import { openTerminal, type Terminal } from '../../src-main/terminal.ts';
import { benchDocument, symbolAt } from './account.ts';

const POSITIONS = 200;
const TICKS_PER_SECOND = 2000;
const BURST_MS = 10;
const WARM_UP_MS = 3000;
const RUN_MS = 8000;

const wait = async (ms: number): Promise<void> => new Promise((done) => void setTimeout(done, ms));

/** A venue that sends marks of every symbol in turn, so many a second, to whoever subscribes; the market swings through every stage. */
async function startVenue(): Promise<Readonly<{ url: string; close: () => void }>> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await new Promise<void>((done) => server.once('listening', done));
  const started = Date.now();
  let sent = 0;
  const frame = (): string => {
    const at = sent % POSITIONS;
    sent += 1;
    const swing = 1 - 0.04 * (1 - Math.cos((Date.now() - started) / 3000));
    const price = ((1010 + (at % 900)) * swing).toFixed(8);
    return JSON.stringify({ e: 'markPriceUpdate', E: Date.now(), s: symbolAt(at), p: price, i: price, P: price, r: '0.0001', T: 1_790_000_000_000 });
  };
  const timer = setInterval(() => {
    const burst = Array.from({ length: (TICKS_PER_SECOND * BURST_MS) / 1000 }, frame);
    for (const client of server.clients) for (const text of burst) client.send(text);
  }, BURST_MS);
  const address = server.address();
  return {
    url: `ws://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    close: () => {
      clearInterval(timer);
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

async function follow(terminal: Terminal): Promise<void> {
  const reply = await terminal.call('portfolio/import', [{ text: JSON.stringify(benchDocument(POSITIONS)) }]);
  if (!reply.ok || reply.value.accountId === null) throw new Error(JSON.stringify(reply));
  const live = await terminal.call('feed/setLive', [{ accountId: reply.value.accountId, live: true }]);
  if (!live.ok) throw new Error(JSON.stringify(live.error));
  await terminal.call('account/select', [{ accountId: reply.value.accountId }]);
}

/** Milliseconds of every stage between a socket and a durable alert, over real sockets and a real database. */
export async function measurePipeline(): Promise<LatencyView> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  const venue = await startVenue();
  const sources = { demoRuns: false, replaySources: [], urlFor: () => venue.url, close: () => Promise.resolve() };
  const opened = await openTerminal({ databasePath: join(folder, 'bench.db'), face: 'cli', demo: false, replay: null, openSources: () => Promise.resolve(sources) });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  try {
    await follow(opened.value);
    // A window looks: views are made and pushed.
    opened.value.subscribe(() => undefined);
    await wait(WARM_UP_MS + RUN_MS);
    return (await opened.value.call('terminal/state', [])).terminal.latency;
  } finally {
    await opened.value.close();
    venue.close();
    rmSync(folder, { recursive: true });
  }
}
