import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { frameText } from '../../src-main/util/frameText.ts';

/** A bare client of a market stream: what it got, and when, and how it ended. */
export type StreamClient = Readonly<{
  frames: readonly Readonly<{ text: string; at: number }>[];
  json: () => readonly unknown[];
  send: (text: string) => void;
  closed: () => Readonly<{ code: number; reason: string }> | null;
  pings: () => number;
}>;

export async function streamClient(url: string, { autoPong = true }: Readonly<{ autoPong?: boolean }> = {}): Promise<StreamClient> {
  const socket = new WebSocket(url, { autoPong });
  const frames: Readonly<{ text: string; at: number }>[] = [];
  let ended: Readonly<{ code: number; reason: string }> | null = null;
  let pings = 0;
  socket.on('message', (data) => frames.push({ text: frameText(data), at: performance.now() }));
  socket.on('close', (code, reason) => { ended = { code, reason: reason.toString() }; });
  socket.on('ping', () => { pings += 1; });
  await new Promise<void>((done, failed) => socket.once('open', done).once('error', failed));
  onTestFinished(() => socket.terminate());
  return { frames, json: () => frames.map(({ text }): unknown => JSON.parse(text)), send: (text) => socket.send(text), closed: () => ended, pings: () => pings };
}
