import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fingerprint, opened, refusal, newFolders } from './support/database.ts';

const at = newFolders();

function ours(): string {
  opened(at('plimsoll.db')).close();
  return at('plimsoll.db');
}

/** The superuser may write anywhere, so the test lays that down for the call. */
function asNobody<T>(run: () => T): T {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

function refusedAt(path: string): void {
  const before = fingerprint(path);
  expect(asNobody(() => refusal(path))).toMatchObject({ code: 'database/not-writable', path, retryable: true });
  expect(fingerprint(path)).toEqual(before);
}

describe.skipIf(process.platform === 'win32')('where nothing may be written it is refused, and not a byte changed:', () => {
  test('a folder', () => {
    const path = ours();
    rmSync(`${path}.lock`);
    chmodSync(path, 0o444);
    chmodSync(at(), 0o555);
    refusedAt(path);
    chmodSync(at(), 0o755);
  });

  test('a file in a folder that may be written', () => {
    const path = ours();
    rmSync(`${path}.lock`);
    chmodSync(path, 0o444);
    chmodSync(at(), 0o777);
    refusedAt(path);
  });

  test('a lock file', () => {
    const path = ours();
    chmodSync(path, 0o666);
    chmodSync(`${path}.lock`, 0o444);
    chmodSync(at(), 0o777);
    refusedAt(path);
  });

  test('a path below a file', () => {
    writeFileSync(at('file'), '');
    expect(refusal(at('file/deep/plimsoll.db'))).toMatchObject({ code: 'database/not-writable' });
    expect(refusal(at('file/plimsoll.db'), true)).toMatchObject({ code: 'database/not-writable' });
  });
});
