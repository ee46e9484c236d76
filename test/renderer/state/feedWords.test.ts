import { describe, expect, test } from 'vitest';
import type { FeedView } from '#shared/ipc/feedView.ts';
import { callLatencyMs, latencyStages, sigmaOver, smallPercentText } from '../../../src-renderer/state/select/callLatency.ts';
import { bytesText, durationText, feedWord, offsetText } from '../../../src-renderer/state/select/feedWords.ts';
import { feedOf } from '../support/screen.tsx';

test.each<[string, Partial<FeedView>, string, string]>([
  ['live', {}, 'live', 'good'],
  ['live, but lost three times just now', { unstable: true }, 'unstable', 'bad'],
  ['live, but full of what cannot be read', { suspect: true, unstable: true }, 'garbled', 'bad'],
  ['lost', { state: 'waiting', unstable: true }, 'lost', 'bad'],
  ['closed for a restart of the venue', { state: 'waiting', planned: 'Service restart (1012)' }, 'restarting', 'idle'],
  ['live while a restart is announced', { planned: 'service upgrade' }, 'live', 'good'],
  ['silent', { state: 'stale' }, 'silent', 'bad'],
])('a feed that is %s', (_what, own, word, look) => {
  expect(feedWord(feedOf(own))).toEqual({ word, look });
});

describe('durations are never shown shorter than they are', () => {
  test.each([[0, '<1 ms'], [0.99, '<1 ms'], [1, '1 ms'], [83.1, '84 ms'], [999.5, '1000 ms'], [1000, '1.0 s'], [2301, '2.4 s'], [119_950, '2 min'], [150_000, '3 min']])('%d', (ms, text) => expect(durationText(ms)).toBe(text));
});

test.each([[0.4, 'the same as ours'], [-300_000, '5 min behind ours'], [12, '12 ms ahead of ours']])('a clock that is %d ms off', (ms, text) => expect(offsetText(ms)).toBe(text));
test.each([[0, '0 B'], [999, '999 B'], [12_400, '12.4 kB'], [1_250_000, '1.3 MB']])('%d bytes', (bytes, text) => expect(bytesText(bytes)).toBe(text));

const samples = (p95: number) => ({ p50: 1, p95, p99: p95, count: 10 });

test('a margin call takes the sum of what its stages take; the screen is no part of it', () => {
  const latency = { venueToReceipt: samples(80), receiptToEngine: samples(1), engineToAlert: samples(12), engineToScreen: samples(500) };
  expect(callLatencyMs(latency)).toBe(93);
  expect(callLatencyMs({ ...latency, venueToReceipt: null, receiptToEngine: null, engineToAlert: null })).toBeNull();
  expect(latencyStages(latency).map(({ name }) => name)).toEqual(['Venue to receipt', 'Receipt to engine', 'Engine to alert row', 'Engine to screen']);
});

test('σ over a time is that of a day times the root of its part: 80 % a year over 4 s is 0.03 %', () => {
  const daily = 0.8 / Math.sqrt(365);
  expect(smallPercentText(sigmaOver(daily, 4000))).toBe('0.028 %');
  expect(sigmaOver(daily, 86_400_000)).toBe(daily);
});

test.each([[0, '0 %'], [0.0000123, '0.0012 %'], [0.05, '5.0 %'], [0.123, '12.3 %']])('%d in percent', (fraction, text) => expect(smallPercentText(fraction)).toBe(text));
