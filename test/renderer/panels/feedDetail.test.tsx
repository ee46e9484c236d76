import { expect, test } from 'vitest';
import type { FeedView } from '#shared/ipc/feedView.ts';
import { FeedDetail } from '../../../src-renderer/panels/dialogs/feed/FeedDetail.tsx';
import { accountOf, draw, feedOf, storeWith, terminalOf, wordsOf } from '../support/screen.tsx';

const account = accountOf();
const drawn = (own: Partial<FeedView> | null): string =>
  wordsOf(draw(<FeedDetail dialog={{ kind: 'feed', feedId: 'generic:live' }} onClose={() => undefined} />, storeWith(account, terminalOf(account, { feeds: own === null ? [] : [feedOf(own)] }))));

test('prices that a newer one overtook are counted in words', () => {
  expect(drawn({ superseded: 0 })).toContain('Overtaken none');
  expect(drawn({ superseded: 1203 })).toContain('Overtaken 1203 prices');
});

test('what could not be read is counted, and the last of it is shown', () => {
  expect(drawn({ messages: 10, malformed: 0 })).toContain('Messages 10, all readable');
  expect(drawn({ messages: 10, malformed: 3, lastMalformed: '{"p":' })).toMatch(/Messages 10, 3 unreadable.*Last message that could not be read.*\{&quot;p&quot;:/);
});

test('each topic is named with its state, or the words it was refused with', () => {
  const words = drawn({ topics: [{ topic: 'xrpusdt', state: 'stale', reason: null, lastDataAt: null }, { topic: 'nosuch', state: 'refused', reason: 'unknown stream', lastDataAt: null }] });
  expect(words).toMatch(/xrpusdt silent none.*nosuch unknown stream none/);
});

test('a feed that is off says so', () => expect(drawn(null)).toContain('nothing that is open asks for it any more'));
