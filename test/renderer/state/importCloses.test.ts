import { expect, test } from 'vitest';
import { DOCUMENT_LIMIT } from '#shared/ipc/limits.ts';
import { importCloses, isClosesFile } from '../../../src-renderer/state/importCloses.ts';

test.each([
  ['a header', 'date,asset,close\n', true], ['columns in another order, semicolons and quotes', '\ufeff"Close";"Date";"Asset"\r\n', true], ['one that lacks its close', 'date;asset\n', true], ['a list', '[]', true], ['closes', '{"closes": []}', true],
  ['a portfolio', '{"venue": "okx", "positions": []}', false], ['prices', '{"mark": {}}', false], ['what is no JSON', '{', false], ['another table', 'symbol,size\n', false], ['nothing', '', false],
])('%s', (_what, text, holds) => expect(isClosesFile(text)).toBe(holds));

test('what is too long is not sent, and the sentence says what to do', async () => {
  const told = await importCloses({ importCloses: async () => expect.fail('it was sent') }, 'x'.repeat(DOCUMENT_LIMIT + 1), 'USDT');
  expect(told).toEqual({ done: false, faults: [], message: `The file has ${DOCUMENT_LIMIT + 1} characters; a file of daily closes has at most ${DOCUMENT_LIMIT}. Split it by years.` });
});
