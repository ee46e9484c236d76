import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { csvCell, snapshotCsv } from '#shared/document/csv.ts';
import { DECIMAL_FORM } from '#shared/num/units.ts';
import { accountDocument, AS_OF, parsedAccount } from '../../arbitraries/accounts.ts';

/** What a reader of RFC 4180 sees. */
const seen = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
const STARTERS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

describe('csvCell', () => {
  const text = fc.oneof(fc.string(), fc.tuple(fc.constantFrom(...STARTERS), fc.string()).map(([start, rest]) => start + rest));

  test('is a number as it is, or text that no spreadsheet runs as a formula', () => {
    fc.assert(fc.property(text, (value) => {
      const shown = seen(csvCell(value));
      if (DECIMAL_FORM.test(value)) expect(csvCell(value)).toBe(value);
      else {
        expect(STARTERS.some((start) => shown.startsWith(start))).toBe(false);
        expect(shown === value || shown === `'${value}`).toBe(true);
      }
    }), { numRuns: 1000 });
  });

  test('stays one cell, whatever is in it', () => {
    fc.assert(fc.property(text, (value) => {
      const cell = csvCell(value);
      expect(/^(?:[^",\r\n]*|"(?:[^"]|"")*")$/u.test(cell)).toBe(true);
    }));
  });

  test.each([['-1.5', '-1.5'], ['-1.5+2', '"\'-1.5+2"'], ['=1+1', '"\'=1+1"'], ['a"b,c', '"a""b,c"'], ['', '']])('%j is %j', (value, cell) => expect(csvCell(value)).toBe(cell));
});

test('snapshotCsv has four cells in every line, and names each figure', () => {
  const [document] = fc.sample(accountDocument().filter(({ positions }) => positions.length > 0), { numRuns: 1, seed: 1 });
  const { snapshot } = computeSnapshot(parsedAccount({ ...document, name: '=HYPERLINK("x")' }), { now: AS_OF, version: '0', demo: false, redact: false, sha256: () => 'hash', stateOf: () => 'live' });
  const lines = snapshotCsv(snapshot).trimEnd().split('\r\n');
  for (const line of lines) expect([...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/gu)].filter(([whole], at) => whole !== '' || at < 4).length).toBe(4);
  expect(lines[0]).toBe('"section","item","figure","value"');
  expect(lines.some((line) => line.startsWith('"totals",,"marginRatio",'))).toBe(true);
  expect(lines.some((line) => line.includes('"\'=HYPERLINK(""x"")"'))).toBe(true);
});
