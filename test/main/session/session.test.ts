import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { recordSession } from '../../../src-main/faces/cli/sessions/recordSession.ts';
import { replaySession } from '../../../src-main/faces/cli/sessions/replaySession.ts';
import type { PriceSources } from '../../../src-main/jobs/priceSources.ts';
import { SESSION_LIMITS } from '../../../src-main/session/sessionFile.ts';
import type { SessionStart } from '../../../src-main/session/start.ts';
import { newFolders } from '../db/support/database.ts';
import { eventually } from '../../support/eventually.ts';
import { damagedExchange } from '../../support/venues.ts';

const path = newFolders();

/** In danger from its first mark on. */
const DOCUMENT = JSON.stringify({
  schema: 'plimsoll.portfolio/1', name: 'Thin', valuationCurrency: 'USDT', venue: 'binance-usdm', model: 'tiered-cross',
  collateral: [{ asset: 'USDT', amount: '1500' }], positions: [{ symbol: 'BTCUSDT', contracts: '0.5', entryPrice: '60000' }],
});
const START: SessionStart = { schema: 'plimsoll.session/1', version: '0.0.0', seed: 7, demo: true, accounts: [{ accountId: 'thin', document: DOCUMENT, demo: true, live: false, manual: [] }], settings: {} };

/** A few seconds on a stream that is late, cut, and damaged. */
async function recorded(file: string): Promise<readonly string[]> {
  const { proxy, url } = await damagedExchange();
  const sources: PriceSources = { demoRuns: true, replaySources: [], urlFor: ({ id }, channel) => (id === 'binance-usdm' && channel === 'demo' ? url : null), close: () => Promise.resolve() };
  const lines: string[] = [];
  const faults = (async () => {
    const ticks = (): number => lines.filter((line) => line.includes('"tick"')).length;
    await eventually('ticks', () => ticks() > 20);
    proxy.set({ latencyMs: 40, jitterMs: 40 });
    await eventually('more', () => ticks() > 60);
    proxy.reset();
    await eventually('ticks of another socket', () => ticks() > 120);
  })();
  const done = await recordSession({ start: START, path: file, limits: SESSION_LIMITS, print: (line) => lines.push(line), enough: faults, openSources: () => Promise.resolve(sources) });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  expect(done.value.reason).toBeNull();
  return lines;
}

async function replayed(file: string, speed: number) {
  const lines: string[] = [];
  const done = await replaySession(file, speed, (line) => lines.push(line));
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return { lines, ...done.value };
}

test('C8: a recorded session gives the same ticks, stages and alerts with the same timestamps again, at any speed', async () => {
  const file = path('a.jsonl.gz');
  const lines = await recorded(file);
  const kinds = new Set(lines.map((line) => /^{"result":"([a-z]+)"/.exec(line)?.[1] ?? ''));
  expect([...kinds].toSorted()).toEqual(['alert', 'feed', 'log', 'stage', 'tick']);
  expect(lines.filter((line) => line.includes('"waiting"') || line.includes('"connecting"')).length).toBeGreaterThan(1);
  for (const speed of [1_000_000, 3]) {
    const again = await replayed(file, speed);
    expect(again).toMatchObject({ unread: 0, unmet: 0, whole: true });
    expect(again.lines.join('\n')).toBe(lines.join('\n'));
  }
}, 30_000);

test('what is changed in a session changes what it leads to, and what breaks off is said', async () => {
  const file = path('b.jsonl.gz');
  const lines = await recorded(file);
  const [start = '', ...turns] = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  const played = async (kept: readonly string[]) => {
    writeFileSync(path('c.gz'), gzipSync([start, ...kept].join('\n')));
    return await replayed(path('c.gz'), 1_000_000);
  };
  const other = await played(turns.map((line) => line.replace(String.raw`\"p\":\"`, String.raw`\"p\":\"1`)));
  expect(other.unmet).toBe(0);
  expect(other.lines).not.toEqual(lines);
  expect(await played(turns.slice(0, -1))).toMatchObject({ whole: false });
  // A connection that this program would not have: another version, or another file.
  expect(await played([...turns.slice(0, 5), '{"t":1,"m":2,"dir":"recv","feed":"x","line":9,"raw":"{}"}', 'no turn'])).toMatchObject({ unmet: 1, unread: 1 });
  // The machine stopped while the file was written.
  truncateSync(file, readFileSync(file).length - 200);
  const cut = await replayed(file, 1_000_000);
  expect(cut.whole).toBe(false);
  expect(cut.ticks).toBeGreaterThan(20);
}, 30_000);

test('a file that is no session is refused with what is wrong', async () => {
  const refused = async (name: string, content: string | Buffer): Promise<unknown> => {
    writeFileSync(path(name), content);
    const done = await replaySession(path(name), 1, () => undefined);
    return done.ok ? null : done.error;
  };
  expect(await refused('d', gzipSync('x'))).toMatchObject({ code: 'replay/unreadable', detail: 'its first line is no JSON' });
  expect(await refused('e', gzipSync(JSON.stringify({ ...START, seed: -1 })))).toMatchObject({ detail: expect.stringMatching(/^its first line is not the start of a session \(seed/) });
  expect(await refused('f', gzipSync(JSON.stringify(START)))).toMatchObject({ detail: 'it breaks off before its first turn' });
});
