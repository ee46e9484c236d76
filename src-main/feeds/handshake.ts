import { randomUUID } from 'node:crypto';
import type { Handshake } from './feed.ts';
import { type HostGate, isLoopback } from './hostGate.ts';
import { causeOf, patienceWith } from './refusals.ts';

export type Where = Readonly<{ url: string }> | Readonly<{ refused: string; notBeforeMs: number }>;

const MAX_BODY_CHARACTERS = 1 << 20;

/** Asks a venue by HTTP where to connect, with a token for one connection. Never throws. */
export async function askWhere({ method, read }: Handshake, url: string, gate: HostGate, signal: AbortSignal, wall: () => number): Promise<Where> {
  const closed = gate.refusal(url);
  if (closed !== null) return { refused: closed, notBeforeMs: 0 };
  const { host } = new URL(url);
  try {
    const response = await fetch(url, { method, signal, redirect: 'error', headers: { accept: 'application/json' } });
    if (!response.ok) {
      // What it asks for is in the head: a body that never ends must not hide it.
      response.body?.cancel().catch(() => undefined);
      return { refused: `${host} answered HTTP ${response.status}`, notBeforeMs: patienceWith(response.status, response.headers.get('retry-after'), wall()) };
    }
    const body = await bodyOf(response);
    const where = body === null ? null : read(body, randomUUID());
    if (where === null) return { refused: `${host} answered something that is no address to connect to`, notBeforeMs: 5_000 };
    // Nobody beyond this machine may send us to something on it.
    if (leadsHome(where.url) && !leadsHome(url)) return { refused: `${host} answered with an address on this machine, which is not contacted`, notBeforeMs: 5_000 };
    const refusal = gate.refusal(where.url);
    return refusal === null ? where : { refused: refusal, notBeforeMs: 0 };
  } catch (error) {
    return { refused: reasonOf(error, host), notBeforeMs: 0 };
  }
}

const leadsHome = (url: string): boolean => URL.canParse(url) && isLoopback(new URL(url).hostname);

/** @returns null when it is larger than any answer should be */
async function bodyOf(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_BODY_CHARACTERS) return null;
  }
  return text;
}

function reasonOf(error: unknown, host: string): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error && error.cause.message === 'unexpected redirect') return `${host} answered with a redirect, which is not followed`;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `${host} did not answer in time`;
  return causeOf(error.cause instanceof Error ? error.cause : error, host);
}
