import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readRecording } from '../../../src-main/exchange/recording.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-recording-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function file(content: string | Buffer, name = `${(count += 1)}.jsonl`): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const read = async (content: string | Buffer, name?: string) => readRecording(file(content, name));
const frames = async (content: string | Buffer, name?: string) => {
  const recording = await read(content, name);
  if (!recording.ok) throw new Error(JSON.stringify(recording.error));
  return recording.value;
};
const detail = async (content: string | Buffer) => {
  const recording = await read(content);
  return recording.ok ? null : recording.error;
};

const SESSION = [
  { t: '1626992740.5', dir: 'connect', url: 'wss://fstream.binance.com/stream' },
  { t: '1626992740.6', dir: 'sent', raw: '{"method":"SUBSCRIBE"}' },
  { t: '1626992741.25', dir: 'recv', raw: '{"a":1}' },
  { t: 1626992742.75, dir: 'recv', raw: 'pong' },
  { t: '1626992743', dir: 'http', url: 'https://x', raw: '{}' },
  { dir: 'config', raw: '{}' },
].map((line) => JSON.stringify(line)).join('\n');

describe('a recording', () => {
  test('in the capture format gives its received frames with their times from the first, and where they came from', async () => {
    expect(await frames(SESSION)).toEqual({ url: 'wss://fstream.binance.com/stream', timed: true, frames: [{ atMs: 0, raw: '{"a":1}' }, { atMs: 1500, raw: 'pong' }] });
  });

  test('is the same gzipped, whatever its name says', async () => {
    const plain = await frames(SESSION);
    expect(await frames(gzipSync(SESSION), 'session.frames.jsonl.gz')).toEqual(plain);
    expect(await frames(gzipSync(SESSION), 'session-without-ending')).toEqual(plain);
    expect(await frames(SESSION, 'not-packed.gz')).toEqual(plain);
  });

  test('of bare frames plays one a second', async () => {
    expect(await frames('{"e":"markPriceUpdate"}\r\n\n[1]\n"ping"')).toEqual({ url: null, timed: false, frames: [{ atMs: 0, raw: '{"e":"markPriceUpdate"}' }, { atMs: 1000, raw: '[1]' }, { atMs: 2000, raw: 'ping' }] });
  });

  test('keeps what is no JSON: the parser shall count it', async () => {
    expect((await frames('{"e":\n\u0000\u0001\n')).frames.map(({ raw }) => raw)).toEqual(['{"e":', '\u0000\u0001']);
  });

  test('whose clock went back never goes back', async () => {
    const { frames: read } = await frames([5, 3, 6].map((t) => JSON.stringify({ t, dir: 'recv', raw: String(t) })).join('\n'));
    expect(read.map(({ atMs }) => atMs)).toEqual([0, 0, 1000]);
  });

  test.each([null, '', 'noon', true, {}])('whose times are %j is untimed', async (t) => {
    expect(await frames([1, 2].map((at) => JSON.stringify({ t, dir: 'recv', raw: String(at) })).join('\n'))).toMatchObject({ timed: false, frames: [{ atMs: 0 }, { atMs: 1000 }] });
  });

  test('gives back any frames that were written', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), fc.boolean(), async (raws, packed) => {
      const text = raws.map((raw) => JSON.stringify({ t: 1, dir: 'recv', raw })).join('\n');
      expect((await frames(packed ? gzipSync(text) : text, 'any')).frames.map(({ raw }) => raw)).toEqual(raws);
    }), { numRuns: 50 });
  });
});

describe('a recording that cannot be read is refused with its reason', () => {
  test.each([['an empty file', ''], ['blank lines', '\n \n'], ['requests alone', '{"t":1,"dir":"sent","raw":"x"}'], ['an empty gzip', gzipSync('')]])('%s', async (_name, content) => {
    expect(await detail(content)).toMatchObject({ code: 'replay/unreadable', detail: 'it holds no received frame' });
  });

  test('a missing file, a folder', async () => {
    expect(await readRecording(join(folder, 'missing'))).toMatchObject({ ok: false, error: { code: 'replay/unreadable', path: join(folder, 'missing'), detail: expect.stringMatching(/ENOENT/) } });
    expect(await readRecording(folder)).toMatchObject({ ok: false, error: { code: 'replay/unreadable', detail: expect.stringMatching(/EISDIR/) } });
  });

  test('a gzip that is cut or damaged', async () => {
    const whole = gzipSync(Array.from({ length: 2000 }, (_, at) => JSON.stringify({ t: at, dir: 'recv', raw: `${at * 7919}` })).join('\n'));
    const damaged = Buffer.from(whole);
    damaged.fill(0xff, whole.length / 2, whole.length / 2 + 20);
    expect(await detail(whole.subarray(0, whole.length / 2))).toMatchObject({ code: 'replay/unreadable', detail: 'unexpected end of file' });
    expect(await detail(damaged)).toMatchObject({ code: 'replay/unreadable' });
  });

  test('a line that never ends, packed small', async () => {
    expect(await detail(gzipSync(`{}\n${'x'.repeat(9_000_000)}`))).toMatchObject({ code: 'replay/unreadable', detail: 'line 2 is longer than 8000000 characters' });
  });
});
