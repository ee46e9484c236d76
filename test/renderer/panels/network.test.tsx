import { expect, test } from 'vitest';
import { Network } from '../../../src-renderer/panels/dialogs/feed/Network.tsx';
import { accountOf, draw, storeWith, terminalOf, wordsOf } from '../support/screen.tsx';

const account = accountOf();
const drawn = (allowed: readonly string[], lists: readonly string[]): string =>
  draw(<Network onClose={() => undefined} />, storeWith(account, terminalOf(account, { network: { ...terminalOf(account).network, allowed, lists } })));

test('the hosts of lists are named, and it is said which of them may be asked', () => {
  const html = drawn(['api.bybit.com'], ['api.bybit.com', 'www.okx.com']);
  expect(wordsOf(html)).toMatch(/Lists of instruments.*Reading lists from api\.bybit\.com.*Read lists from www\.okx\.com/);
  expect(html).toMatch(/aria-pressed="true"[^>]*>(?:<[^>]*>)*Reading lists/);
});

test('without an account at a venue that has lists there is nothing to choose', () => {
  expect(wordsOf(drawn([], []))).not.toContain('Lists of instruments');
});
