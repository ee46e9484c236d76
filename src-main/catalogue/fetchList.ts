import type { EpochMs } from '#shared/num/units.ts';
import { err, ok, type Result } from '#shared/util/result.ts';
import type { HostGate } from '../feeds/hostGate.ts';
import { parseExact } from '../feeds/exactJson.ts';
import { causeOf, patienceWith } from '../feeds/refusals.ts';
import type { ListRead, ListSource } from './source.ts';

/** The largest of these lists has some thousands of rows of a thousand bytes. */
const MAX_BODY_BYTES = 16 << 20;
const MAX_PAGES = 20;
/** For one page, from its request to its last byte. */
const TIMEOUT_MS = 30_000;

/** One sentence, and how long to wait at least before asking again. */
export type Refused = Readonly<{ why: string; patienceMs: number }>;
export type FetchLimits = Readonly<{ maxBytes: number; timeoutMs: number }>;

export type FetchPlace = Readonly<{ gate: HostGate; wall: () => EpochMs; signal: AbortSignal; limits?: FetchLimits }>;

/**
 * Reads a list to its last page. Each page passes the gate before it is asked for; redirects are not followed.
 *
 * @returns the whole list, or why it is not taken. Never throws, and never returns part of a list.
 */
export async function fetchList(source: ListSource, { gate, wall, signal, limits = { maxBytes: MAX_BODY_BYTES, timeoutMs: TIMEOUT_MS } }: FetchPlace): Promise<Result<ListRead, Refused>> {
  const pages: ListRead[] = [];
  for (let url: string | null = source.url; url !== null;) {
    const page = await fetchPage(source, url, { gate, wall, signal, limits });
    if (!page.ok) return page;
    pages.push(page.value);
    url = page.value.next;
    if (url !== null && pages.length >= MAX_PAGES) return err({ why: `${new URL(source.url).host} answered with more than ${MAX_PAGES} pages of instruments`, patienceMs: 0 });
  }
  const listings = new Map(pages.flatMap((page) => page.listings).map((listing) => [listing.symbol, listing]));
  return ok({ listings: [...listings.values()], skipped: pages.flatMap(({ skipped }) => skipped), complete: pages.every(({ complete }) => complete), next: null });
}

async function fetchPage(source: ListSource, url: string, { gate, wall, signal, limits }: Required<FetchPlace>): Promise<Result<ListRead, Refused>> {
  const closed = gate.refusal(url);
  if (closed !== null) return err({ why: closed, patienceMs: 0 });
  const { host } = new URL(url);
  const request = source.body === undefined ? { method: 'GET' } : { method: 'POST', body: source.body };
  try {
    const headers = { accept: 'application/json', ...(source.body === undefined ? {} : { 'content-type': 'application/json' }) };
    const response = await fetch(url, { ...request, headers, redirect: 'error', signal: AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs)]) });
    if (!response.ok) {
      response.body?.cancel().catch(() => undefined);
      return err({ why: `${host} answered HTTP ${response.status} instead of its instruments`, patienceMs: patienceWith(response.status, response.headers.get('retry-after'), wall()) });
    }
    const body = await bodyOf(response, limits.maxBytes);
    if (body === null) return err({ why: `${host} answered with more than ${limits.maxBytes} bytes, which is more than a list of instruments`, patienceMs: 0 });
    const json = parseExact(body);
    const read = json === undefined ? null : source.read(json, url);
    return read === null ? err({ why: `${host} answered something that is no list of instruments: ${beginning(body)}`, patienceMs: 0 }) : ok(read);
  } catch (error) {
    return err({ why: reasonOf(error, host), patienceMs: 0 });
  }
}

/** @returns null when it is larger than it may be; the rest is not read */
async function bodyOf(response: Response, maxBytes: number): Promise<string | null> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** For a log: printable, and short. */
const beginning = (body: string): string => (body.trim() === '' ? 'it is empty' : `it begins with ${JSON.stringify(body.trim().slice(0, 40).replaceAll(/[^ -~]/g, '?'))}`);

function reasonOf(error: unknown, host: string): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error && error.cause.message === 'unexpected redirect') return `${host} answered with a redirect, which is not followed`;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `${host} did not answer in time`;
  return causeOf(error.cause instanceof Error ? error.cause : error, host);
}
