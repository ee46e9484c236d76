import { expect, test } from 'vitest';
import { isPriceFile } from '../../../src-renderer/state/priceFile.ts';

test.each([
  ['prices alone', { prices: { mark: {} } }, true], ['the inside of it', { mark: { BTCUSDT: '1' } }, true], ['a portfolio with prices', { venue: 'okx', positions: [], prices: {} }, false], ['a profile', { sets: [] }, false], ['a list', [], false],
])('%s', (_what, json, holds) => expect(isPriceFile(JSON.stringify(json))).toBe(holds));
test('what is no JSON is none', () => expect(isPriceFile('{')).toBe(false));
