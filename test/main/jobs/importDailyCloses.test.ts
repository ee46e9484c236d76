import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { closesWords } from '#shared/ipc/closesWords.ts';
import { epochMs } from '#shared/num/units.ts';
import { importDailyCloses } from '../../../src-main/jobs/importDailyCloses.ts';
import { newFolders, opened } from '../db/support/database.ts';

const path = newFolders();
const NOW = epochMs(Date.UTC(2026, 10, 25, 14));
const fileOf = (name: string): string => readFileSync(new URL(`../../fixtures/daily-closes/${name}`, import.meta.url), 'utf8');

function wordsOf(name: string): string {
  const imported = importDailyCloses(fileOf(name), 'USDT', path('own.db'), NOW);
  return imported.ok ? closesWords(imported.value) : imported.error.code;
}

test('the same file twice is nothing new, and a bad one leaves what is there', () => {
  expect(wordsOf('plain.csv')).toBe('3 new, 0 changed, 0 as before: BTC, ETH in USDT, 2026-11-23 to 2026-11-24.');
  expect(wordsOf('plain.csv')).toBe('0 new, 0 changed, 3 as before: BTC, ETH in USDT, 2026-11-23 to 2026-11-24.');
  expect(wordsOf('semicolons.csv')).toBe('2 new, 0 changed, 1 as before: BTC, ETH in USD, USDT, 2026-11-23 to 2026-11-24. Columns passed over: volume.');
  expect(wordsOf('bad/same-day.csv')).toBe('document/invalid');
  const store = opened(path('own.db'));
  expect(store.dailyPrices.closes(['BTC', 'ETH'], 0, 99_999)).toHaveLength(5);
  store.close();
});

test('a database that another program has open is refused', () => {
  const other = opened(path('own.db'));
  expect(wordsOf('plain.csv')).toBe('database/locked');
  other.close();
});
