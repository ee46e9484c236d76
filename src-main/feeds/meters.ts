import type { EpochMs } from '#shared/num/units.ts';
import type { ParsedFrame, Rates } from './feed.ts';

/** What came in over a feed, counted since it was created. */
export type Meters = Readonly<{
  received: (text: string | null, bytes: number, parsed: ParsedFrame, at: EpochMs) => void;
  /** A tick that a newer one took the place of, before anybody was told. */
  superseded: () => void;
  /** Once a second, with a monotonic time in ms. */
  second: (at: number) => void;
  state: () => Readonly<{
    messages: number;
    bytes: number;
    malformed: number;
    lastMalformed: string | null;
    superseded: number;
    gaps: number;
    lastGap: Readonly<{ at: EpochMs; what: string }> | null;
    suspect: boolean;
  }> & Rates;
}>;

/** A malformed frame is kept for the report, cut to this many characters. */
const SAMPLE_LENGTH = 2000;
/** Seconds that a rate is taken over. */
const RATE_SECONDS = 5;
/** Messages that the share of malformed ones is taken over, and the share that makes a feed suspect. */
const JUDGED = 200;
const SUSPECT_SHARE = 0.01;

export function createMeters(): Meters {
  let [messages, bytes, malformed, superseded, gaps] = [0, 0, 0, 0, 0];
  let lastMalformed: string | null = null;
  let lastGap: Readonly<{ at: EpochMs; what: string }> | null = null;
  let block = { messages: 0, malformed: 0 };
  let suspect = false;
  let marks: readonly Readonly<{ at: number; messages: number; bytes: number }>[] = [];

  /** Judged at the end of each block of messages, so that one bad frame after the start is no verdict. */
  function judge(bad: number): void {
    block = { messages: block.messages + 1, malformed: block.malformed + (bad > 0 ? 1 : 0) };
    if (block.malformed > JUDGED * SUSPECT_SHARE) suspect = true;
    if (block.messages < JUDGED) return;
    suspect = block.malformed > JUDGED * SUSPECT_SHARE;
    block = { messages: 0, malformed: 0 };
  }

  function rates(): Rates {
    const [first, last] = [marks[0], marks.at(-1)];
    const seconds = first === undefined || last === undefined ? 0 : (last.at - first.at) / 1000;
    if (first === undefined || last === undefined || seconds <= 0) return { messagesPerSecond: 0, bytesPerSecond: 0 };
    return { messagesPerSecond: (last.messages - first.messages) / seconds, bytesPerSecond: (last.bytes - first.bytes) / seconds };
  }

  return {
    received: (text, size, parsed, at) => {
      messages += 1;
      bytes += size;
      const bad = parsed.kind === 'malformed' ? 1 : parsed.kind === 'ticks' ? parsed.malformed : 0;
      judge(bad);
      if (bad > 0) {
        malformed += bad;
        lastMalformed = (text ?? '(a binary frame)').slice(0, SAMPLE_LENGTH);
      }
      if (parsed.gap === undefined) return;
      gaps += 1;
      lastGap = { at, what: parsed.gap.what };
    },
    superseded: () => {
      superseded += 1;
    },
    second: (at) => {
      marks = [...marks.filter((mark) => at - mark.at <= RATE_SECONDS * 1000), { at, messages, bytes }];
    },
    state: () => ({ messages, bytes, malformed, lastMalformed, superseded, gaps, lastGap, suspect, ...rates() }),
  };
}
