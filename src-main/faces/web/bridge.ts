import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { isCall, type TerminalPort } from '#shared/ipc/contract.ts';
import { frameText } from '../../util/frameText.ts';
import { refuse } from './refusal.ts';
import { isToken } from './token.ts';

export type BridgeOptions = Readonly<{
  server: Server;
  port: TerminalPort;
  token: string;
  /** `127.0.0.1:PORT`. */
  host: () => string;
  /** How often a page is asked whether it is still there. */
  pingMs?: number;
}>;

/** The largest document that a window may hand over, escaped, with room to spare. */
const MAX_MESSAGE_BYTES = 16 << 20;
const MAX_CONNECTIONS = 16;
/** A page that has not answered the last question when the next one is due is cut off. */
const PING_MS = 20_000;
/** A page that does not read is left out until it does: it sees the gap and asks for the whole state. */
const MAX_WAITING_BYTES = 4 << 20;

/** Calls and pushes over an authenticated WebSocket. @returns the way to cut every page off */
export function attachBridge({ server, port, token, host, pingMs = PING_MS }: BridgeOptions): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  const silent = new Set<WebSocket>();

  server.on('upgrade', (request, socket, head) => {
    const refusal = refusalOf(request, host(), token) ?? (sockets.clients.size >= MAX_CONNECTIONS ? '503 Service Unavailable' : null);
    if (refusal !== null) return refuse(socket, refusal, host());
    return sockets.handleUpgrade(request, socket, head, (accepted) => {
      const stop = port.subscribe((push) => {
        if (accepted.bufferedAmount < MAX_WAITING_BYTES) accepted.send(JSON.stringify({ push }));
      });
      accepted.on('message', (data, isBinary) => void answer(accepted, isBinary ? '' : frameText(data), port));
      accepted.on('pong', () => silent.delete(accepted));
      accepted.on('error', () => accepted.terminate());
      accepted.on('close', () => {
        silent.delete(accepted);
        stop();
      });
    });
  });

  // A handshake that is none, by a page that knows the token.
  sockets.on('wsClientError', (_error, socket) => refuse(socket, '400 Bad Request', host()));

  const pings = setInterval(() => {
    for (const client of sockets.clients) {
      if (silent.has(client)) client.terminate();
      else {
        silent.add(client);
        client.ping();
      }
    }
  }, pingMs);
  return () => {
    clearInterval(pings);
    for (const client of sockets.clients) client.terminate();
  };
}

/** Why an upgrade is refused: wrong address, wrong path, a page that is not ours, or one without the token. */
function refusalOf(request: IncomingMessage, host: string, token: string): string | null {
  if (request.headers.host !== host) return '421 Misdirected Request';
  const [path, query = ''] = (request.url ?? '').split('?', 2);
  if (path !== '/bridge') return '404 Not Found';
  const ours = request.headers.origin === `http://${host}` && isToken(token, new URLSearchParams(query).get('t'));
  return ours ? null : '403 Forbidden';
}

async function answer(socket: WebSocket, text: string, port: TerminalPort): Promise<void> {
  const request = readRequest(text);
  if (request === null) return socket.close(1008, 'not a call');
  const { id, channel, args } = request;
  try {
    if (!isCall(channel)) throw new TypeError(`there is no call ${JSON.stringify(channel)}`);
    const reply = await port.call(channel, args);
    return socket.send(JSON.stringify({ id, reply }));
  } catch (error) {
    return socket.send(JSON.stringify({ id, error: { message: error instanceof Error ? error.message : 'The call failed.' } }));
  }
}

type Request = Readonly<{ id: number; channel: unknown; args: unknown }>;

/** Null when the text is no call at all: then there is nothing to answer to. */
function readRequest(text: string): Request | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'number' || !('call' in value)) return null;
  return { id: value.id, channel: value.call, args: 'args' in value ? value.args : undefined };
}
