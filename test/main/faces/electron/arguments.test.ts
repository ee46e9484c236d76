import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLaunch } from '../../../../src-main/faces/electron/arguments.ts';

const nothing = { demo: false, databasePath: null, replay: null, accountId: null };

describe('readLaunch', () => {
  test.each([
    [[], nothing],
    [['--demo'], { ...nothing, demo: true }],
    [['--db', '/data/mine.db'], { ...nothing, databasePath: resolve('/data/mine.db') }],
    [['--db=mine.db'], { ...nothing, databasePath: resolve('mine.db') }],
    [['--replay', 'day.jsonl.gz'], { ...nothing, replay: { path: resolve('day.jsonl.gz'), speed: 1 } }],
    [['--replay', 'day.jsonl', '--speed', '2.5', '--demo'], { ...nothing, demo: true, replay: { path: resolve('day.jsonl'), speed: 2.5 } }],
    [['plimsoll://account/main', '--demo'], { ...nothing, demo: true, accountId: 'main' }],
    [['--ozone-platform=wayland', '--disable-gpu', '--demo', '--force-device-scale-factor=2'], { ...nothing, demo: true }],
  ])('%j is understood', (args, value) => {
    expect(readLaunch(args, false, 'linux')).toEqual({ ok: true, value });
  });

  test('the folder that a bare runtime is started with is not an operand', () => {
    expect(readLaunch(['/opt/plimsoll', '--demo'], true, 'linux')).toEqual({ ok: true, value: { ...nothing, demo: true } });
    expect(readLaunch(['/opt/plimsoll', '--demo'], false, 'linux')).toMatchObject({ ok: false, error: expect.stringContaining('"/opt/plimsoll" is not understood') });
    expect(readLaunch(['/opt/plimsoll', 'more'], true, 'linux')).toMatchObject({ ok: false, error: expect.stringContaining('"more" is not understood') });
  });

  test.each([
    [['--db'], '--db'],
    [['--db='], '--db needs the path'],
    [['--db', '--demo'], '--db'],
    [['--replay='], '--replay needs the path'],
    [['--speed', '2'], '--speed belongs to --replay'],
    [['--replay', 'x', '--speed', '0'], 'expected a number above 0'],
    [['--replay', 'x', '--speed', '1e3'], '--speed: is "1e3"'],
    [['--replay', 'x', '--speed', 'fast'], '--speed: is "fast"'],
    [['--replay', 'x', '--speed', 'Infinity'], '--speed: is "Infinity"'],
    [['--demo=yes'], '--demo'],
    [['--unknown'], "Unknown option '--unknown'"],
    [['--', '--no-sandbox'], '"--no-sandbox" is not understood'],
    [['--db', 'x.db', '--no-sandbox'], "Unknown option '--no-sandbox'"],
    [['--DB', 'x.db'], "Unknown option '--DB'"],
  ])('%j is refused with a sentence and the usage', (args, words) => {
    const read = readLaunch(args, false, 'linux');
    expect(read).toMatchObject({ ok: false, error: expect.stringContaining(words) });
    expect(read).toMatchObject({ error: expect.stringContaining('usage: plimsoll') });
  });

  test('on Windows, where Chromium takes a slash for a dash, a slash is refused even as a path', () => {
    expect(readLaunch(['--db', '/no-sandbox'], false, 'win32')).toMatchObject({ ok: false, error: expect.stringContaining('"/no-sandbox" is not understood') });
    expect(readLaunch(['--db', '/no-sandbox'], false, 'linux')).toMatchObject({ ok: true });
  });
});
