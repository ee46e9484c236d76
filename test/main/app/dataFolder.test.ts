import { describe, expect, test } from 'vitest';
import { databasePath, databasePathIn, dataFolder } from '../../../src-main/app/dataFolder.ts';

describe('dataFolder', () => {
  test.each([
    ['linux', {}, '/home/ada', '/home/ada/.local/share/plimsoll'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/home/ada', '/data/plimsoll'],
    ['linux', { XDG_DATA_HOME: 'relative/data' }, '/home/ada', '/home/ada/.local/share/plimsoll'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/ada', '/home/ada/.local/share/plimsoll'],
    ['freebsd', {}, '/home/ada', '/home/ada/.local/share/plimsoll'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/ada', '/Users/ada/Library/Application Support/Plimsoll'],
    ['win32', { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' }, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Plimsoll'],
    ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Plimsoll'],
    ['win32', { APPDATA: '' }, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Plimsoll'],
  ])('on %s with %o it follows the platform', (platform, environment, home, expected) => {
    expect(dataFolder(environment, platform, home)).toBe(expected);
  });
});

test('the database is plimsoll.db in that folder', () => {
  expect(databasePath({}, 'linux', '/home/ada')).toBe('/home/ada/.local/share/plimsoll/plimsoll.db');
  expect(databasePath({}, 'win32', 'C:\\Users\\ada')).toBe('C:\\Users\\ada\\AppData\\Roaming\\Plimsoll\\plimsoll.db');
  expect(databasePathIn('/elsewhere', 'linux')).toBe('/elsewhere/plimsoll.db');
});
