import { type Figure, figure } from '../figures.ts';
import type { SoakResult } from './soak.ts';

/** Of the messages asked for, so many must have been sent and read. */
const SHARE = 0.99;
const MOST_MS = 20;
const MOST_MB = 20;
/** In less time memory says nothing. */
const MEMORY_SECONDS = 60;

/**
 * What counts is the time since the producer wrote a message: that since its receipt leaves out how long it waited in the
 * socket, where a slow reader's messages wait.
 */
export function soakFigures({ seconds, asked, sent, read, applied, superseded, receiptToEngine, sentToEngine, memoryDrift, memoryRange, malformed, reconnects }: SoakResult): readonly Figure[] {
  const named = (what: string): string => `five feeds, ${asked}/s for ${seconds.toFixed(0)} s: ${what}`;
  const spread = (what: string, [p50, p95, p99]: SoakResult['sentToEngine'], target: number | null): readonly Figure[] =>
    [figure(named(`${what}, p50`), 'ms', p50), figure(named(`${what}, p95`), 'ms', p95), figure(named(`${what}, p99`), 'ms', p99, null, target)];
  const isLong = seconds >= MEMORY_SECONDS;
  return [
    figure(named('sent'), '/s', sent, null, asked * SHARE), figure(named('read'), '/s', read, null, asked * SHARE),
    figure(named('ticks in the engine'), '/s', applied), figure(named('ticks overtaken'), '/s', superseded),
    ...spread('sent to engine', sentToEngine, MOST_MS), ...spread('read to engine', receiptToEngine, MOST_MS),
    figure(named('memory, drift'), 'MB', memoryDrift, null, isLong ? MOST_MB : null), figure(named('memory, range'), 'MB', memoryRange, null, isLong ? MOST_MB : null),
    figure(named('malformed'), '', malformed, null, 0), figure(named('reconnects'), '', reconnects, null, 0),
  ];
}
