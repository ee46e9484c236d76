import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSessionFile, isSession, partPath, readSessionLines, SESSION_LIMITS } from '../../../src-main/session/sessionFile.ts';
import { newFolders } from '../db/support/database.ts';

const path = newFolders();
async function readAll(file: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of readSessionLines(file)) lines.push(line);
  return lines;
}
const breathe = (): Promise<void> => new Promise((done) => setTimeout(done, 30));
const random = (): string => randomBytes(3000).toString('hex');

test('any lines come back in their order', async () => {
  let count = 0;
  await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'binary', minLength: 1 }).map((text) => JSON.stringify(text)), { minLength: 1 }), async (lines) => {
    const file = path(`any-${(count += 1)}`);
    const session = createSessionFile(file, () => undefined);
    lines.forEach(session.write);
    await session.close();
    expect(await readAll(file)).toEqual(lines);
  }), { numRuns: 25 });
});

test('a long session lies in parts of bounded size, and is read as one', async () => {
  const file = path('long.gz');
  const session = createSessionFile(file, () => undefined, { ...SESSION_LIMITS, partBytes: 20_000 });
  const lines = Array.from({ length: 40 }, random);
  for (const line of lines) {
    session.write(line);
    session.flush();
    await breathe();
  }
  await session.close();
  const { parts, bytes } = session.size();
  expect(parts).toBeGreaterThan(3);
  expect(bytes).toBe(Array.from({ length: parts }, (_, at) => statSync(partPath(file, at + 1)).size).reduce((sum, one) => sum + one, 0));
  expect(statSync(partPath(file, 2)).size).toBeLessThan(40_000);
  expect(await readAll(file)).toEqual(lines);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a session ends at its bound, told once, and what is written can be read', async () => {
  const reasons: string[] = [];
  const file = path('bounded.gz');
  const session = createSessionFile(file, (reason) => reasons.push(reason), { ...SESSION_LIMITS, mostBytes: 30_000 });
  for (let at = 0; at < 30; at += 1) {
    session.write(random());
    session.flush();
    await breathe();
  }
  await session.close();
  expect(reasons).toEqual(['the session is as large as it may be (30000 bytes)']);
  expect(session.size().bytes).toBeLessThan(60_000);
  expect((await readAll(file)).every((line) => line.length === 6000)).toBe(true);
});

test('a disk that does not keep up ends the session instead of filling the memory', async () => {
  const reasons: string[] = [];
  const session = createSessionFile(path('slow.gz'), (reason) => reasons.push(reason), { ...SESSION_LIMITS, mostWaiting: 20_000 });
  for (let at = 0; at < 30; at += 1) session.write(random());
  await session.close();
  expect(reasons).toEqual(['the disk does not keep up']);
});

test('no file is replaced', () => {
  writeFileSync(path('mine'), 'kept');
  expect(() => createSessionFile(path('mine'), () => undefined)).toThrow(/EEXIST/);
  expect(readFileSync(path('mine'), 'utf8')).toBe('kept');
  expect(existsSync(partPath(path('mine'), 2))).toBe(false);
});

test('a file that breaks off gives what is whole of it', async () => {
  const file = path('cut.gz');
  const session = createSessionFile(file, () => undefined);
  const lines = Array.from({ length: 20 }, random);
  for (const line of lines) {
    session.write(line);
    session.flush();
    await breathe();
  }
  await session.close();
  truncateSync(file, statSync(file).size - 5000);
  const read = await readAll(file);
  expect(read.length).toBeGreaterThan(15);
  expect(lines.slice(0, read.length - 1)).toEqual(read.slice(0, -1));
});

test('a session is told from other files by its first line', async () => {
  const is = async (content: string | Buffer): Promise<boolean> => {
    writeFileSync(path('what'), content);
    return await isSession(path('what'));
  };
  expect(await is(gzipSync('{"schema":"plimsoll.session/1"}'))).toBe(true);
  expect(await is(gzipSync('{"t":1,"dir":"recv"}'))).toBe(false);
  expect(await is('{"t":1}')).toBe(false);
  expect(await is('')).toBe(false);
  expect(await isSession(path('nowhere'))).toBe(false);
});
