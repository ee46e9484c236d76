import { type WebSocket, WebSocketServer } from 'ws';
import { frameText } from '../util/frameText.ts';
import type { Recording } from './recording.ts';

export type ReplayServer = Readonly<{
  url: string;
  /** Resolves when the last frame has been sent; the server then stays open and silent. */
  ended: Promise<void>;
  close: () => Promise<void>;
}>;

/** Every venue's word for it, as a value of the request: "SUBSCRIBE", "public/subscribe". */
const SUBSCRIBES = /"(?:public\/)?subscribe"/i;
/** A timer holds no more than 2³¹ ms: a longer gap is slept in parts. */
const LONGEST_SLEEP_MS = 60_000;

/**
 * Plays a recording over a real socket on loopback, at its own pace times `speed`, from the first subscription on,
 * to whoever has subscribed, in whichever venue's words. Requests with an id and a method are acknowledged; other
 * venues' acks are in the recording itself.
 *
 * @param speed above 0; 2 plays twice as fast
 * @throws when the machine has no loopback port to give
 */
export async function startReplayServer({ recording, speed }: Readonly<{ recording: Recording; speed: number }>): Promise<ReplayServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false, maxPayload: 1 << 20 });
  await new Promise<void>((done, failed) => server.once('listening', done).once('error', failed));
  const listeners = new Set<WebSocket>();
  let finish: () => void = () => undefined;
  const ended = new Promise<void>((done) => { finish = done; });
  let timer: NodeJS.Timeout | null = null;
  let next = 0;
  let startedAt = 0;

  /** Sends every frame that is due, then sleeps until the next. */
  const play = (): void => {
    const { frames } = recording;
    const position = (performance.now() - startedAt) * speed;
    for (; next < frames.length && (frames[next]?.atMs ?? 0) <= position; next += 1) {
      for (const client of listeners) client.send(frames[next]?.raw ?? '');
    }
    const due = frames[next];
    if (due === undefined) return finish();
    timer = setTimeout(play, Math.min(LONGEST_SLEEP_MS, Math.max(1, (due.atMs - position) / speed)));
  };
  const start = (): void => {
    if (startedAt > 0) return;
    startedAt = performance.now();
    play();
  };

  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const text = frameText(data);
      const reply = acknowledgement(text);
      if (reply !== null) socket.send(reply);
      if (!SUBSCRIBES.test(text)) return;
      listeners.add(socket);
      start();
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => listeners.delete(socket));
  });

  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `ws://127.0.0.1:${port}/market/ws`,
    ended,
    close: async () => {
      if (timer !== null) clearTimeout(timer);
      finish();
      for (const client of server.clients) client.terminate();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** The venue's answer to a request with an id and a method: JSON-RPC lists the channels, the other protocol says null. */
function acknowledgement(text: string): string | null {
  let request: unknown;
  try {
    request = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof request !== 'object' || request === null || !('id' in request) || !('method' in request)) return null;
  const { id } = request;
  const params = 'params' in request ? request.params : null;
  const channels = typeof params === 'object' && params !== null && 'channels' in params ? params.channels : null;
  const body = 'jsonrpc' in request ? { jsonrpc: '2.0', id, result: channels ?? 'ok' } : { result: null, id };
  return JSON.stringify(body);
}
