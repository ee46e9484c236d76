import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readRecordedFeeds } from '../../../src-main/jobs/recordedFeeds.ts';
import { newFolders } from '../db/support/database.ts';

const path = newFolders();
const START = '{"schema":"plimsoll.session/1"}';
const turn = (m: number, fields: object): string => JSON.stringify({ t: 1_700_000_000 + m / 1000, m, ...fields });
const heard = (m: number, feed: string, raw: string | null): string => turn(m, { dir: 'recv', feed, line: 1, raw });
async function read(...lines: readonly string[]) {
  writeFileSync(path('s.gz'), gzipSync([START, ...lines].join('\n')));
  return await readRecordedFeeds(path('s.gz'));
}

test('a session is played as the streams that it had, each with its own frames at their times', async () => {
  const feeds = await read(
    turn(90, { dir: 'start' }), heard(100, 'binance-usdm:live', 'a'), heard(150, 'deribit:live', 'b'), turn(160, { dir: 'beat', beat: 'frame' }),
    heard(170, 'binance-usdm:live:2', 'c'), heard(180, 'binance-usdm:live', null), heard(190, 'of-another-version:live', 'd'),
  );
  if (!feeds.ok) throw new Error(JSON.stringify(feeds.error));
  expect(feeds.value.map(({ dialect, recording }) => [dialect.id, recording.frames])).toEqual([
    ['binance-usdm', [{ atMs: 0, raw: 'a' }, { atMs: 70, raw: 'c' }]],
    ['deribit', [{ atMs: 50, raw: 'b' }]],
  ]);
});

test('a session without a frame of a known venue is refused', async () => {
  expect(await read(turn(1, { dir: 'start' }))).toMatchObject({ ok: false, error: { code: 'replay/unreadable', detail: 'it holds no frame of a venue that is known' } });
});
