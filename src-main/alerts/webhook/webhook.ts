import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WarningsView } from '#shared/ipc/warnings.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { Notice } from '../herald.ts';
import { hostOf } from './address.ts';
import { testBody, type WebhookBody, webhookBody } from './body.ts';

/**
 * Sends alerts to an address of the user's own, one message at a time. Nothing is sent before the user turned it on. What
 * was not answered, or by a server in trouble, is sent again a few times, under the same id.
 */
export type Webhook = Readonly<{
  send: (notices: readonly Notice[]) => void;
  /** Sends a test, whether or not it is on. @returns why it did not arrive; null when it did */
  test: () => Promise<string | null>;
  view: () => WarningsView['webhook'];
}>;

/** @throws when there was no answer; @returns the status of the answer */
export type Post = (url: string, body: string) => Promise<number>;

type Options = Readonly<{
  address: () => string | null;
  settings: () => Readonly<{ on: boolean; redact: boolean }>;
  /** The one gate: why an address may not be contacted; null when it may. */
  refusal: (url: string) => string | null;
  now: () => EpochMs;
  post?: Post;
  /** Lets so many ms pass. */
  wait?: (ms: number) => Promise<unknown>;
}>;

const PATIENCE_MS = 8000;
/** Before each time that a message is sent again. */
const AGAIN_MS = [2000, 8000, 30_000] as const;
/** Statuses of a server in trouble, or one that asks for patience; any other answer would be the same again. */
const PASSING = (status: number): boolean => status >= 500 || status === 429 || status === 408;
/** Messages that wait for the one on its way; an older one makes place. */
const WAITING = 10;

/** No redirects: they lead to hosts that nobody allowed. */
async function postJson(url: string, body: string): Promise<number> {
  const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' }, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  await answer.body?.cancel();
  return answer.status;
}

/** `passes`: it may arrive when it is sent again. */
type Sent = Readonly<{ fault: string | null; passes: boolean }>;

export function createWebhook({ address, settings, refusal, now, post = postJson, wait = (ms) => pause(ms, undefined, { ref: false }) }: Options): Webhook {
  let last: WarningsView['webhook']['last'] = null;
  let waiting: WebhookBody[] = [];
  let sending = false;

  async function deliver(body: WebhookBody): Promise<Sent> {
    const url = address();
    const why = url === null ? 'No address is set.' : refusal(url);
    const sent = why === null && url !== null ? await sentTo(url, JSON.stringify(body)) : { fault: why, passes: false };
    last = { at: now(), fault: sent.fault };
    return sent;
  }

  async function sentTo(url: string, body: string): Promise<Sent> {
    try {
      const status = await post(url, body);
      if (status >= 200 && status < 300) return { fault: null, passes: false };
      const fault = status >= 300 && status < 400 ? `${hostOf(url)} points to another address (status ${status}), which is not followed` : `${hostOf(url)} answered with status ${status}`;
      return { fault, passes: PASSING(status) };
    } catch (error) {
      return { fault: `${hostOf(url)} did not answer: ${reasonOf(error)}`, passes: true };
    }
  }

  /** Until it arrives, will never arrive, or was tried often enough; what is turned off meanwhile is not sent. */
  async function persist(body: WebhookBody): Promise<void> {
    for (const ms of AGAIN_MS) {
      if (!(await deliver(body)).passes) return;
      await wait(ms);
      if (!settings().on) return;
    }
    await deliver(body);
  }

  async function drain(): Promise<void> {
    sending = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await persist(next);
    sending = false;
  }

  return {
    send: (notices) => {
      const { on, redact } = settings();
      if (!on || address() === null) return;
      waiting = [...waiting, webhookBody(randomUUID(), notices, now(), redact)].slice(-WAITING);
      if (!sending) void drain();
    },
    test: async () => (await deliver(testBody(randomUUID(), now()))).fault,
    view: () => {
      const url = address();
      return { host: url === null ? null : hostOf(url), last };
    },
  };
}

/** A failed fetch says why in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `nothing came within ${PATIENCE_MS / 1000} s`;
  return error.cause instanceof Error ? error.cause.message : error.message;
}
