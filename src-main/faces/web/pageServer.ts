import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pageHeaders } from '../../app/contentPolicy.ts';
import { staticFile } from '../../app/staticFiles.ts';

export type PageServerOptions = Readonly<{
  /** Folder of the built page. */
  root: string;
  /** `127.0.0.1:PORT`, known once the server listens. */
  host: () => string;
}>;

const PLAIN = 'text/plain; charset=utf-8';

/** Serves the built page and nothing else. Any other `Host` is refused: a name that an attacker points at us is not ours. */
export function createPageServer({ root, host }: PageServerOptions): Server {
  return createServer({ maxHeaderSize: 8192, requestTimeout: 10_000, keepAliveTimeout: 5_000 }, (request, response) => {
    void answer(request, response, root, host());
  });
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
