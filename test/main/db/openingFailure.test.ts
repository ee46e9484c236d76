import { describe, expect, test } from 'vitest';
import { openingFailure } from '../../../src-main/db/openingFailure.ts';

const failure = (code: string): string => openingFailure(Object.assign(new Error('why'), { code }), '/data/plimsoll.db').code;

describe('openingFailure', () => {
  test('tells the place from the content', () => {
    expect(['SQLITE_BUSY_RECOVERY', 'SQLITE_LOCKED'].map(failure)).toEqual(['database/locked', 'database/locked']);
    expect(new Set(['SQLITE_FULL', 'SQLITE_READONLY_DBMOVED', 'SQLITE_CANTOPEN', 'SQLITE_IOERR_WRITE', 'EACCES', 'EROFS', 'ENOSPC'].map(failure))).toEqual(new Set(['database/not-writable']));
    expect(new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT_VTAB', 'SQLITE_ERROR'].map(failure))).toEqual(new Set(['database/damaged']));
  });
  test('throws on what is a mistake of ours', () => {
    for (const error of [new TypeError('not a function'), Object.assign(new Error('bad argument'), { code: 'ERR_INVALID_ARG_TYPE' }), 'text']) {
      expect(() => openingFailure(error, '/data/plimsoll.db')).toThrow(error instanceof Error ? error : 'text');
    }
  });
});
