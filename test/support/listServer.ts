import type { IncomingMessage, ServerResponse } from 'node:http';
import { startLocalVenue } from './localVenue.ts';

/** One answer: a body with its status and headers, or whatever a handler does with the response. */
export type Answer = Readonly<{ status?: number; headers?: Readonly<Record<string, string>>; body: string }> | ((response: ServerResponse) => void);

export type ListServer = Readonly<{
  /** http://127.0.0.1:port/list */
  url: string;
  /** What was asked: method, path with query, and body. */
  asked: readonly string[];
  /** From the next request on. */
  answer: (next: Answer) => void;
}>;

/** A venue's REST on loopback; closed when the test ends. */
export async function startListServer(first: Answer): Promise<ListServer> {
  let current = first;
  const asked: string[] = [];
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    request.on('end', () => {
      asked.push([request.method, request.url, body].filter((word) => word !== '').join(' '));
      if (typeof current === 'function') current(response);
      else response.writeHead(current.status ?? 200, { 'content-type': 'application/json', ...current.headers }).end(current.body);
    });
  };
  const { httpUrl } = await startLocalVenue({ said: () => undefined, http: serve });
  return { url: `${httpUrl}/list`, asked, answer: (next) => { current = next; } };
}
