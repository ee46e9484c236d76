import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { frameText } from '../../src-main/util/frameText.ts';

/** A request as a venue reads it. */
export type VenueRequest = Readonly<{ id: number; method: string; topics: readonly string[]; at: number; connection: number }>;

export type VenueServer = Readonly<{
  url: string;
  port: number;
  requests: readonly VenueRequest[];
  /** When each connection was made, on a monotonic clock. */
  connectedAt: readonly number[];
  open: () => number;
  /** To every client, in one go. */
  send: (...frames: readonly (string | Buffer)[]) => void;
  /** Bytes as they are, past every rule of the protocol. */
  sendRaw: (bytes: Buffer) => void;
  cut: () => void;
  /** A close frame, as a venue sends it before a restart. */
  closeWith: (code: number, reason: string) => void;
  close: () => Promise<void>;
}>;

/** What the server sends back to a request. */
export type Reply = (request: VenueRequest) => readonly string[];

/** Everything is granted, in either protocol. */
export const binanceAck: Reply = ({ id }) => [JSON.stringify({ result: null, id })];
export const deribitAck: Reply = ({ id, method, topics }) => [JSON.stringify({ jsonrpc: '2.0', id, result: method.endsWith('subscribe') ? topics : 'ok' })];

/** A scripted venue on loopback that keeps what it was asked. */
export async function startVenueServer(reply: Reply): Promise<VenueServer> {
  // Compression for whoever offers it: our feeds do not.
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: true });
  await new Promise<void>((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  const requests: VenueRequest[] = [];
  const connectedAt: number[] = [];
  const streams = new Set<Duplex>();
  server.on('connection', (socket: WebSocket, { socket: stream }) => {
    streams.add(stream);
    socket.on('close', () => streams.delete(stream));
    connectedAt.push(performance.now());
    const connection = connectedAt.length;
    socket.on('message', (data) => {
      const request = readRequest(frameText(data), connection);
      requests.push(request);
      for (const text of reply(request)) socket.send(text);
    });
    socket.on('error', () => socket.terminate());
  });
  return {
    url: `ws://127.0.0.1:${port}/market/ws`,
    port,
    requests,
    connectedAt,
    open: () => server.clients.size,
    send: (...frames) => {
      for (const client of server.clients) for (const frame of frames) client.send(frame);
    },
    sendRaw: (bytes) => {
      for (const stream of streams) stream.write(bytes);
    },
    cut: () => {
      for (const client of server.clients) client.terminate();
    },
    closeWith: (code, reason) => {
      for (const client of server.clients) client.close(code, reason);
    },
    close: async () => {
      for (const client of server.clients) client.terminate();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function readRequest(text: string, connection: number): VenueRequest {
  const json = JSON.parse(text) as Readonly<{ id: number; method: string; params?: readonly string[] | Readonly<{ channels?: readonly string[] }> }>;
  const { id, method, params } = json;
  const topics = params === undefined ? [] : 'channels' in params ? params.channels ?? [] : Array.isArray(params) ? params : [];
  return { id, method, topics: topics as readonly string[], at: performance.now(), connection };
}

/** A mark price frame of Binance's stream, raw. */
export const markFrame = (symbol: string, markPrice = '100.5', at = 1_790_000_000_000): string =>
  JSON.stringify({ e: 'markPriceUpdate', E: at, s: symbol, p: markPrice, i: markPrice, r: '0.0001', T: at + 1000 });

/** A ticker frame of Deribit. */
export const tickerFrame = (instrument: string, markPrice = 100.5, at = 1_790_000_000_000): string =>
  JSON.stringify({ jsonrpc: '2.0', method: 'subscription', params: { channel: `ticker.${instrument}.100ms`, data: { instrument_name: instrument, mark_price: markPrice, timestamp: at, state: 'open' } } });
