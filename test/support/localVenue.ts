import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { frameText } from '../../src-main/util/frameText.ts';

/** One client of a local venue. */
export type VenueClient = Readonly<{
  /** From 1, in the order of their coming. */
  number: number;
  /** Of the request: path with its query. */
  path: string;
  /** What it is subscribed to now; the protocol keeps it. */
  topics: Set<string>;
  send: (...frames: readonly (string | Buffer | object)[]) => void;
  close: (code: number, reason?: string) => void;
  /** A ping of the protocol, from the venue. */
  ping: () => void;
}>;

/** How a venue speaks: what it says to whoever comes, and what it answers. */
export type VenueProtocol = Readonly<{
  connected?: (client: VenueClient) => void;
  /** Every text frame of a client. */
  said: (client: VenueClient, text: string) => void;
  /** A ping of the protocol came. */
  pinged?: (client: VenueClient) => void;
  /** One of the venue's was answered. */
  ponged?: (client: VenueClient) => void;
  /** Requests over HTTP (tokens, snapshots). Absent: 404. */
  http?: (request: IncomingMessage, response: ServerResponse) => void;
  /** Pings of the protocol are not answered, as by a venue that wants its own. */
  deafToPings?: boolean;
}>;

export type LocalVenue = Readonly<{
  /** ws://127.0.0.1:port, without a path. */
  url: string;
  httpUrl: string;
  port: number;
  /** Every text that a client sent, in order. */
  heard: readonly Readonly<{ client: number; text: string; at: number }>[];
  /** When each connection was made, on a monotonic clock. */
  connectedAt: readonly number[];
  clients: () => readonly VenueClient[];
  /** To every client, in one go; objects as JSON. */
  send: (...frames: readonly (string | Buffer | object)[]) => void;
  /** To the clients that are subscribed to a topic. */
  publish: (topic: string, ...frames: readonly (string | object)[]) => void;
  /** Ends every socket without a word. */
  cut: () => void;
  closeWith: (code: number, reason: string) => void;
}>;

const textOf = (frame: string | Buffer | object): string | Buffer => (typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));

/** A venue on loopback with real sockets; closed when the test ends. */
export async function startLocalVenue(protocol: VenueProtocol): Promise<LocalVenue> {
  const server = createServer((request, response) => (protocol.http === undefined ? response.writeHead(404).end() : protocol.http(request, response)));
  const sockets = new WebSocketServer({ server, perMessageDeflate: false, autoPong: protocol.deafToPings !== true });
  const clients = new Map<WebSocket, VenueClient>();
  const heard: Readonly<{ client: number; text: string; at: number }>[] = [];
  const connectedAt: number[] = [];

  sockets.on('connection', (socket, request) => {
    connectedAt.push(performance.now());
    const client: VenueClient = {
      number: connectedAt.length, path: request.url ?? '/', topics: new Set(),
      send: (...frames) => { for (const frame of frames) socket.send(textOf(frame)); },
      close: (code, reason) => socket.close(code, reason),
      ping: () => socket.ping(),
    };
    clients.set(socket, client);
    socket.on('close', () => clients.delete(socket));
    socket.on('error', () => socket.terminate());
    socket.on('ping', () => protocol.pinged?.(client));
    socket.on('pong', () => protocol.ponged?.(client));
    socket.on('message', (data) => {
      const text = frameText(data);
      heard.push({ client: client.number, text, at: performance.now() });
      protocol.said(client, text);
    });
    protocol.connected?.(client);
  });

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(async () => {
    for (const socket of clients.keys()) socket.terminate();
    sockets.close();
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(() => done()));
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`, httpUrl: `http://127.0.0.1:${port}`, port, heard, connectedAt,
    clients: () => [...clients.values()],
    send: (...frames) => { for (const client of clients.values()) client.send(...frames); },
    publish: (topic, ...frames) => { for (const client of clients.values()) if (client.topics.has(topic)) client.send(...frames); },
    cut: () => { for (const socket of clients.keys()) socket.terminate(); },
    closeWith: (code, reason) => { for (const socket of clients.keys()) socket.close(code, reason); },
  };
}
