import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { epochMs } from '#shared/num/units.ts';
import { VENUES } from '#shared/venues/registry.ts';

const FOLDER = resolve(import.meta.dirname, '../../../docs/examples');
const FILES = globSync('*.portfolio.json', { cwd: FOLDER }).toSorted();
const NOW = epochMs(Date.UTC(2026, 10, 22));

const read = (file: string) => {
  const parsed = parsePortfolio(readFileSync(resolve(FOLDER, file), 'utf8'), NOW);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return { portfolio: parsed.value.portfolio, ...computeSnapshot(parsed.value, { now: NOW, version: 'test', demo: false, redact: false, sha256: () => '', stateOf: () => 'manual' }) };
};

test.each(FILES)('the example %s is read, and every figure of it is exact', (file) => {
  const { snapshot, partial } = read(file);
  expect([partial, snapshot['unknown']]).toEqual([false, []]);
});

test('every venue but the generic one has an example', () => {
  const shown = new Set(FILES.map((file) => read(file).portfolio.venue));
  expect(VENUES.map(({ id }) => id).filter((id) => id !== 'generic' && !shown.has(id))).toEqual([]);
});

test('an initial rate of 5 % halfway between the caps of open interest is 52.5 %, and the maintenance rate stays', () => {
  expect(read('dydx.portfolio.json').snapshot).toMatchObject({ totals: { initialMargin: '15750', maintenanceMargin: '900' } });
});
