import type { WarningsView } from '#shared/ipc/warnings.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { Notice } from '../herald.ts';
import { hostOf } from './address.ts';
import { testBody, type WebhookBody, webhookBody } from './body.ts';

/** Sends alerts to an address of the user's own, one message at a time. Nothing is sent before the user turned it on. */
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
}>;

const PATIENCE_MS = 8000;
/** Messages that wait for the one on its way; an older one makes place. */
const WAITING = 10;

/** No redirects: they lead to hosts that nobody allowed. */
async function postJson(url: string, body: string): Promise<number> {
  const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' }, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  await answer.body?.cancel();
  return answer.status;
}

export function createWebhook({ address, settings, refusal, now, post = postJson }: Options): Webhook {
  let last: WarningsView['webhook']['last'] = null;
  let waiting: WebhookBody[] = [];
  let sending = false;

  async function deliver(body: WebhookBody): Promise<string | null> {
    const url = address();
    const fault = url === null ? 'No address is set.' : refusal(url) ?? (await faultOf(url, JSON.stringify(body)));
    last = { at: now(), fault };
    return fault;
  }

  async function faultOf(url: string, body: string): Promise<string | null> {
    try {
      const status = await post(url, body);
      if (status >= 200 && status < 300) return null;
      return status >= 300 && status < 400 ? `${hostOf(url)} points to another address (status ${status}), which is not followed` : `${hostOf(url)} answered with status ${status}`;
    } catch (error) {
      return `${hostOf(url)} did not answer: ${reasonOf(error)}`;
    }
  }

  async function drain(): Promise<void> {
    sending = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await deliver(next);
    sending = false;
  }

  return {
    send: (notices) => {
      const { on, redact } = settings();
      if (!on || address() === null) return;
      waiting = [...waiting, webhookBody(notices, now(), redact)].slice(-WAITING);
      if (!sending) void drain();
    },
    test: () => deliver(testBody(now())),
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
