import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DOCUMENT_LIMIT } from '#shared/ipc/limits.ts';
import { err, ok } from '#shared/util/result.ts';
import { openDocument } from '../../../../src-main/faces/electron/openDocument.ts';
import { reset } from '../../../support/fakeElectron.ts';
import { argsOf, temporaryFolder, timesOf } from './support/desktop.ts';

function chosen(text: string): string {
  const path = join(temporaryFolder(), 'book.json');
  writeFileSync(path, text);
  reset({ openDialogAnswer: [path] });
  return path;
}
const calls: unknown[] = [];
const answering = (answer: unknown) => ({ call: ((channel: string, args: unknown) => { calls.push([channel, args]); return Promise.resolve(answer); }) as never });
const said = (): unknown => argsOf('dialog.showMessageBox')[0];

describe('a document that is opened from the menu', () => {
  test('is read and opened, and nothing is said', async () => {
    chosen('{"a":1}');
    calls.length = 0;
    await openDocument(answering(ok({ accountId: 'a' })));
    expect(calls).toEqual([['portfolio/import', [{ text: '{"a":1}' }]]]);
    expect(timesOf('dialog.showMessageBox')).toBe(0);
  });

  test('is not opened when the question is put away', async () => {
    reset({ openDialogAnswer: [] });
    calls.length = 0;
    await openDocument(answering(ok(null)));
    expect(calls).toEqual([]);
  });

  test('that is refused says where and why, a dozen lines of it', async () => {
    chosen('{}');
    const faults = Array.from({ length: 14 }, (_, at) => ({ path: `positions.${at}.contracts`, message: 'must be a number' }));
    await openDocument(answering(err({ code: 'document/invalid', faults, retryable: false })));
    expect(said()).toMatchObject({ message: 'book.json was not opened. Nothing was changed.', detail: expect.stringMatching(/^positions\.0\.contracts: must be a number\n[^]*\n2 more\.$/) });
  });

  test('that is too large, or gone, is never sent', async () => {
    chosen('x'.repeat(DOCUMENT_LIMIT + 1));
    calls.length = 0;
    await openDocument(answering(ok(null)));
    expect(said()).toMatchObject({ detail: expect.stringContaining(`at most ${DOCUMENT_LIMIT}`) });
    reset({ openDialogAnswer: [join(temporaryFolder(), 'gone.json')] });
    await openDocument(answering(ok(null)));
    expect(said()).toMatchObject({ detail: expect.stringContaining('ENOENT') });
    expect(calls).toEqual([]);
  });
});
