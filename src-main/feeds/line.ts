import { WebSocket } from 'ws';
import { frameText } from '../util/frameText.ts';
import type { VenueDialect } from './feed.ts';
import { askWhere } from './handshake.ts';
import type { HostGate } from './hostGate.ts';
import { causeOf, isPlannedClose, patienceWith } from './refusals.ts';

/** Why a line ended. */
export type Ending = Readonly<{ reason: string; planned: boolean; notBeforeMs: number }>;

export type LineEvents = Readonly<{
  opened: () => void;
  /** Null for a binary frame. @param behind how many frames came in the same go, and follow at once */
  frame: (text: string | null, bytes: number, behind: number) => void;
  /** A ping of the venue's: a sign of life, no data. */
  alive: () => void;
  /** The answer to a ping of ours. */
  answered: () => void;
  /** Once, unless the line was dropped. */
  ended: (ending: Ending) => void;
}>;

/** One socket on its way from the handshake to its end. */
export type Line = Readonly<{
  send: (text: string) => void;
  ping: () => void;
  /** At once and without a word. @returns when it is gone */
  drop: () => Promise<void>;
}>;

export type LineOptions = Readonly<{ url: string; dialect: VenueDialect; gate: HostGate; timeoutMs: number; wall: () => number; events: LineEvents }>;

const MAX_FRAME_BYTES = 1 << 20;

/** Opens a socket to a venue, asking for its address first where the venue wants that. Nothing is heard of it any more once it is dropped. */
export function openLine({ url, dialect, gate, timeoutMs, wall, events }: LineOptions): Line {
  const abort = new AbortController();
  let socket: WebSocket | null = null;
  let over = false;
  let arrived: Readonly<{ text: string | null; bytes: number }>[] = [];

  /** All frames of one reading of the socket, in one go: whoever hears them knows how far behind we are. */
  function handOver(): void {
    const frames = arrived;
    arrived = [];
    for (let at = 0; at < frames.length && !over; at += 1) {
      const frame = frames[at];
      if (frame !== undefined) events.frame(frame.text, frame.bytes, frames.length - 1 - at);
    }
  }

  function end(ending: Ending): void {
    if (over) return;
    over = true;
    events.ended(ending);
  }

  function connect(address: string): void {
    if (over) return;
    const { host } = new URL(address);
    const opened = new WebSocket(address, { perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES, handshakeTimeout: timeoutMs, followRedirects: false });
    let reason = 'the venue closed the connection';
    socket = opened;
    const unlessOver = (act: () => void) => (): void => {
      if (!over) act();
    };
    opened.on('open', unlessOver(events.opened));
    opened.on('message', (data, isBinary) => {
      if (over) return;
      const text = isBinary ? null : frameText(data);
      if (arrived.length === 0) queueMicrotask(handOver);
      arrived.push({ text, bytes: Buffer.isBuffer(data) ? data.length : text?.length ?? 0 });
    });
    opened.on('pong', unlessOver(events.answered));
    opened.on('ping', unlessOver(events.alive));
    opened.on('error', (error) => {
      reason = causeOf(error, host);
    });
    opened.on('unexpected-response', (request, { statusCode = 0, headers }) => {
      request.destroy();
      end({ reason: `${host} answered HTTP ${statusCode}`, planned: false, notBeforeMs: patienceWith(statusCode, headers['retry-after'], wall()) });
    });
    opened.on('close', (code, said) => {
      const words = code === 1006 ? reason : `${said.length === 0 ? reason : said.toString('utf8')} (${code})`;
      end({ reason: words, planned: isPlannedClose(code), notBeforeMs: 0 });
    });
  }

  async function start(): Promise<void> {
    const refusal = gate.refusal(url);
    if (refusal !== null) return end({ reason: refusal, planned: false, notBeforeMs: 0 });
    // A recording is played by a socket of our own, whatever its venue asks for first.
    if (dialect.handshake === undefined || url.startsWith('ws')) return connect(url);
    const where = await askWhere(dialect.handshake, url, gate, AbortSignal.any([abort.signal, AbortSignal.timeout(timeoutMs)]), wall);
    if ('refused' in where) return end({ reason: where.refused, planned: false, notBeforeMs: where.notBeforeMs });
    connect(where.url);
  }
  // Later than this call, so that whoever opened the line knows it before the first event.
  setImmediate(() => {
    start().catch((error: unknown) => end({ reason: `the address cannot be used: ${error instanceof Error ? error.message : String(error)}`, planned: false, notBeforeMs: 0 }));
  });

  return {
    send: (text) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(text);
    },
    ping: () => {
      if (socket?.readyState === WebSocket.OPEN) socket.ping();
    },
    drop: async () => {
      over = true;
      abort.abort();
      const old = socket;
      if (old === null || old.readyState === WebSocket.CLOSED) return;
      const gone = new Promise<void>((done) => old.once('close', () => done()));
      // `error` keeps its listener: a socket that is terminated before it is open reports one.
      old.terminate();
      await gone;
    },
  };
}
