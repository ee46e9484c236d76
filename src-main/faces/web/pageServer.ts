import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pageHeaders } from '../../app/contentPolicy.ts';
import { staticFile } from '../../app/staticFiles.ts';
import { refuse } from './refusal.ts';

export type PageServerOptions = Readonly<{
  /** Folder of the built page. */
  root: string;
  /** `127.0.0.1:PORT`, known once the server listens. */
  host: () => string;
}>;

/** What Node says of a request that it cannot read. */
const STATUS: Readonly<Record<string, string>> = { HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large', ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout' };
const PLAIN = 'text/plain; charset=utf-8';

/** Far more than one browser opens; sockets beyond it are closed at once. */
const MAX_CONNECTIONS = 64;

/** Serves the built page and nothing else. Any other `Host` is refused: a name that an attacker points at us is not ours. */
export function createPageServer({ root, host }: PageServerOptions): Server {
  const serve = (request: IncomingMessage, response: ServerResponse): void => void answer(request, response, root, host());
  const server = createServer({ maxHeaderSize: 8192, requestTimeout: 10_000, keepAliveTimeout: 5_000, requireHostHeader: false }, serve);
  server.maxConnections = MAX_CONNECTIONS;
  server.on('checkExpectation', serve);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuse(socket, STATUS[error.code ?? ''] ?? '400 Bad Request', host()));
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse, root: string, host: string): Promise<void> {
  const connect = `http://${host}` as const;
  const send = (status: number, mimeType: string, body: string | Uint8Array): void => {
    response.writeHead(status, pageHeaders(connect, mimeType));
    response.end(body);
  };
  try {
    if (request.headers.host !== host) return send(421, PLAIN, 'This server answers to its own address only.');
    const { status, mimeType, body } = await staticFile(root, request.method ?? '', request.url ?? '/');
    return send(status, mimeType, body);
  } catch (error) {
    console.error('A page file could not be read:', error);
    return send(500, PLAIN, 'The page could not be read; see the log of the terminal.');
  }
}
