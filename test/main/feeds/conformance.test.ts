import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Counts, COVERED, expectationOf, filesOf, readThrough } from '../../support/conformance.ts';
import { CORPUS, hasCorpus, withCorpus } from '../../support/corpus.ts';

describe.skipIf(!hasCorpus)(withCorpus('every recorded frame'), () => {
  test.each(COVERED)('of %s is a tick or classed by name, and none is malformed', async (folder) => {
    const expectation = expectationOf(folder);
    if (expectation === null) throw new Error(folder);
    const { reader, prices } = expectation;
    const report: Record<string, Counts> = {};
    for (const path of filesOf(join(CORPUS, folder))) {
      const file = basename(path);
      const expected = prices[file];
      const counts = await readThrough(expected?.reader ?? reader, path, expected !== undefined && !path.endsWith('.gz'));
      report[file] = counts;
      expect(counts.malformed, `${file}: malformed`).toBe(0);
      expect(counts.missed, `${file}: missed`).toBe(0);
      expect(counts.ticks > 0, `${file}: gives ticks`).toBe(expected !== undefined);
      if (expected !== undefined && expected.ticks === undefined) expect(counts.classed, `${file}: frames without a price`).toBe(expected.without ?? 0);
      if (expected?.ticks !== undefined) expect(counts.ticks, `${file}: ticks`).toBe(expected.ticks);
    }
    console.table(report);
    for (const file of Object.keys(prices)) expect(Object.keys(report), 'is in the corpus').toContain(file);
  });
});

describe('the conformance command', () => {
  const mark = (fields: object): string => JSON.stringify({ e: 'markPriceUpdate', E: 1_790_000_000_000, s: 'BTCUSDT', p: '60000', r: '0.0001', T: 1_790_000_000_000, ...fields });
  function run(frames: readonly string[], ...more: readonly string[]) {
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-frames-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'binance-usdm'));
    mkdirSync(join(folder, 'coinbase-pro'));
    writeFileSync(join(folder, 'binance-usdm', 'markPriceUpdate.jsonl'), frames.join('\n'));
    return spawnSync(process.execPath, [resolve(import.meta.dirname, '../../conformance/main.ts'), folder, ...more], { encoding: 'utf8' });
  }

  test('prints what every file gave, with totals, and what nobody reads', () => {
    const { status, stdout } = run([mark({}), mark({ s: 'ETHUSDT' })]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^venue +channel +frames +ticks +classed +malformed +missed\nbinance-usdm +markPriceUpdate\.jsonl +2 +2 +0 +0 +0\ntotal +1 files +2 +2 +0 +0 +0\nNot covered, no stream reads them: coinbase-pro\n$/);
  });

  test.each([['one that cannot be read', mark({ p: {} }), { malformed: 1, missed: 1 }], ['one that is not recognised as a price', mark({ e: 'markPriceUpdate2' }), { malformed: 0, missed: 1 }]])('%s among the marks is an exit of 1', (_what, frame, counts) => {
    const { status, stdout } = run([mark({}), frame], '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ totals: counts });
  });

  test('no folder is said to be none', () => {
    expect(spawnSync(process.execPath, [resolve(import.meta.dirname, '../../conformance/main.ts'), '/nowhere'], { encoding: 'utf8' })).toMatchObject({ status: 2, stderr: expect.stringContaining('Give one folder') });
  });
});
