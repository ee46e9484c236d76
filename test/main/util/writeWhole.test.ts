import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeWhole } from '../../../src-main/util/writeWhole.ts';
import { newFolders } from '../db/support/database.ts';

const path = newFolders();

test('a file appears whole, for its owner alone, in the place of the one before', () => {
  writeFileSync(path('out.json'), 'before');
  expect(writeWhole(path('out.json'), 'after')).toBeNull();
  expect(readFileSync(path('out.json'), 'utf8')).toBe('after');
  expect(statSync(path('out.json')).mode & 0o777).toBe(0o600);
  expect(readdirSync(path())).toEqual(['out.json']);
});

test('what cannot be written is said, and leaves nothing behind', () => {
  mkdirSync(path('folder'));
  expect(writeWhole(path('folder'), 'x')).toMatch(/EISDIR|ENOTEMPTY|EEXIST|directory/);
  expect(writeWhole(path('none/out.json'), 'x')).toContain('ENOENT');
  expect(readdirSync(path())).toEqual(['folder']);
});

test('a link in the way is replaced, not followed', () => {
  writeFileSync(path('target'), 'kept');
  symlinkSync(path('target'), path('out'));
  expect(writeWhole(path('out'), 'new')).toBeNull();
  expect([readFileSync(path('target'), 'utf8'), readFileSync(path('out'), 'utf8')]).toEqual(['kept', 'new']);
});
