import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AlertView } from '#shared/ipc/view.ts';
import { epochMs } from '#shared/num/units.ts';
import type { Notice } from '../../../../src-main/alerts/herald.ts';
import { addressFault } from '../../../../src-main/alerts/webhook/address.ts';
import { webhookBody } from '../../../../src-main/alerts/webhook/body.ts';
import { createWebhook, type Post } from '../../../../src-main/alerts/webhook/webhook.ts';
import { createHostGate } from '../../../../src-main/feeds/hostGate.ts';

const NOW = epochMs(Date.UTC(2026, 10, 24, 14));
const noticeOf = (own: Partial<AlertView> = {}): Notice => ({
  again: false,
  alert: { id: 1, accountId: 'a', accountName: 'Main 7', kind: 'stage', stage: 'danger', title: 'Danger: margin ratio 84.1 %', action: 'To step down, add 1,200.00 USDT.', raisedAt: NOW, acknowledgedAt: null, clearedAt: null, onStaleData: false, drill: false, latencyMs: 2, snoozedUntil: null, ...own },
});

/** A webhook over the real gate; `post` stands in for the network. */
function made(own: Readonly<{ address?: string | null; on?: boolean; redact?: boolean; allowed?: readonly string[]; offline?: boolean; post?: Post; wait?: (ms: number) => Promise<unknown> }> = {}) {
  const refused: string[] = [];
  const posted: { url: string; body: string }[] = [];
  const { address = 'https://hooks.example/secret', on = true, redact = true, allowed = ['hooks.example'], offline = false } = own;
  const gate = createHostGate({ allowed: () => allowed, offline: () => offline, onRefused: (host) => refused.push(host) });
  const taken: Post = (url, body) => {
    posted.push({ url, body });
    return Promise.resolve(200);
  };
  const post = own.post ?? taken;
  return { webhook: createWebhook({ address: () => address, settings: () => ({ on, redact }), refusal: gate.refusal, now: () => NOW, post, wait: own.wait ?? (() => Promise.resolve()) }), refused, posted };
}

describe('F3: a webhook', () => {
  test.each([['off', { on: false }], ['without an address', { address: null }]])('sends nothing while it is %s', async (_what, own) => {
    const { webhook, posted } = made(own);
    webhook.send([noticeOf()]);
    await Promise.resolve();
    expect([posted, webhook.view().last]).toEqual([[], null]);
  });

  test.each([
    ['its host is not allowed', { allowed: [] }, 'hooks.example is not on the list of allowed hosts'], ['the user works offline', { offline: true }, 'offline: nothing is contacted'],
    ['it is not encrypted', { address: 'http://hooks.example/secret' }, 'hooks.example would be contacted without encryption'],
  ])('contacts nobody when %s, and says so', async (_what, own, fault) => {
    const { webhook, posted } = made(own);
    webhook.send([noticeOf()]);
    await vi.waitFor(() => expect(webhook.view().last).toEqual({ at: NOW, fault }));
    expect(await webhook.test()).toBe(fault);
    expect(posted).toEqual([]);
  });

  test('sends what is told in one message, and shows its host alone', async () => {
    const { webhook, posted } = made({ redact: false });
    webhook.send([noticeOf(), noticeOf({ id: 2 })]);
    await vi.waitFor(() => expect(webhook.view()).toEqual({ host: 'hooks.example', last: { at: NOW, fault: null } }));
    expect(posted.map(({ url }) => url)).toEqual(['https://hooks.example/secret']);
    expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject({ schema: 'plimsoll.alerts/1', text: 'Main 7: Danger: margin ratio 84.1 % To step down, add 1,200.00 USDT. (and 1 more)', alerts: [{ account: 'Main 7', stage: 'danger' }, { stage: 'danger' }] });
  });

  test('keeps ten messages at most while one is on its way, the newest', async () => {
    const bodies: string[] = [];
    let let1Pass: () => void = () => undefined;
    const { webhook } = made({ redact: false, post: async (_url, body) => {
      bodies.push(body);
      if (bodies.length === 1) await new Promise<void>((done) => { let1Pass = done; });
      return 200;
    } });
    for (let n = 0; n < 30; n += 1) webhook.send([noticeOf({ title: `t${n}` })]);
    let1Pass();
    await vi.waitFor(() => expect(bodies).toHaveLength(11));
    expect(bodies.at(-1)).toContain('t29');
  });

  test.each<[string, Post, string]>([
    ['an answer that is none', () => Promise.resolve(500), 'hooks.example answered with status 500'],
    ['a redirect, which is not followed', () => Promise.resolve(302), 'hooks.example points to another address (status 302), which is not followed'],
    ['a connection that fails', () => Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: new Error('connect ECONNREFUSED') })), 'hooks.example did not answer: connect ECONNREFUSED'],
    ['silence', () => Promise.reject(Object.assign(new Error('aborted'), { name: 'TimeoutError' })), 'hooks.example did not answer: nothing came within 8 s'],
  ])('shows %s, and goes on', async (_what, post, fault) => {
    const { webhook } = made({ post });
    expect(await webhook.test()).toBe(fault);
    expect(webhook.view().last?.fault).toBe(fault);
    webhook.send([noticeOf()]);
    webhook.send([noticeOf()]);
    expect(await webhook.test()).toBe(fault);
  });
});

describe('F3: a webhook that does not arrive', () => {
  const answering = (...answers: readonly (number | Error)[]) => {
    const ids: string[] = [];
    const waits: number[] = [];
    let settled = { on: true };
    const webhook = createWebhook({
      address: () => 'https://hooks.example/secret', settings: () => ({ on: settled.on, redact: true }), refusal: () => null, now: () => NOW,
      post: (_url, body) => {
        ids.push(String((JSON.parse(body) as { id: unknown }).id));
        const answer = answers[ids.length - 1] ?? 200;
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    return { webhook, ids, waits, turnOff: () => { settled = { on: false }; } };
  };

  test('is sent again under the same id while the server is in trouble or silent, ever later', async () => {
    const { webhook, ids, waits } = answering(503, new Error('reset'), 429);
    webhook.send([noticeOf()]);
    await vi.waitFor(() => expect(webhook.view().last).toEqual({ at: NOW, fault: null }));
    expect([new Set(ids).size, ids.length, waits]).toEqual([1, 4, [2000, 8000, 30_000]]);
  });

  test('is given up after the fourth time, and the next one is sent all the same', async () => {
    const { webhook, ids } = answering(500, 500, 500, 500);
    webhook.send([noticeOf()]);
    webhook.send([noticeOf({ id: 2 })]);
    await vi.waitFor(() => expect(ids).toHaveLength(5));
    expect(new Set(ids).size).toBe(2);
  });

  test.each([400, 401, 404, 410, 302])('is not sent again after an answer that would be the same again: %d', async (status) => {
    const { webhook, ids, waits } = answering(status);
    webhook.send([noticeOf()]);
    await vi.waitFor(() => expect(webhook.view().last?.fault).toContain(String(status)));
    expect([ids.length, waits]).toEqual([1, []]);
  });

  test('is not sent again once it was turned off', async () => {
    const { webhook, ids, waits, turnOff } = answering(503);
    webhook.send([noticeOf()]);
    turnOff();
    await vi.waitFor(() => expect(waits).toEqual([2000]));
    await Promise.resolve();
    expect(ids).toHaveLength(1);
  });

  test('a test is sent once', async () => {
    const { webhook, ids } = answering(503);
    expect(await webhook.test()).toBe('hooks.example answered with status 503');
    expect(ids).toHaveLength(1);
  });
});

describe('its body', () => {
  test('redacted, holds no account, figure, name or digit of one', () => {
    const body = webhookBody('one', [noticeOf({ kind: 'rule', title: 'My rule 42: buffer 1,234.56 USDT (Main 7)' })], NOW, true);
    const { sentAt: _sentAt, id: _id, ...rest } = body;
    const told = JSON.stringify({ ...rest, schema: '', alerts: rest.alerts.map(({ raisedAt: _raisedAt, ...alert }) => alert) });
    expect(told).toBe('{"schema":"","text":"danger: a rule was met","more":0,"alerts":[{"stage":"danger","kind":"rule","again":false,"onStaleData":false,"drill":false}]}');
  });

  test('of a cascade lists the first twenty and counts the rest', () => {
    const body = webhookBody('one', Array.from({ length: 1000 }, (_, id) => noticeOf({ id })), NOW, true);
    expect([body.alerts.length, body.more, body.text]).toEqual([20, 980, 'danger: a stage was raised (and 999 more)']);
  });
});

test.each([
  ['https://hooks.example.com/a?b=c', null], ['http://127.0.0.1:8080/x', null], ['http://localhost/x', null],
  ['http://hooks.example.com/x', 'The address must begin with https://.'], ['ftp://hooks.example.com', 'The address must begin with https://.'],
  ['hooks', 'The address must be a whole one, such as https://hooks.example.com/alerts.'], ['https://me:pw@hooks.example.com', 'The address must hold no user name or password.'],
])('the address %s: %s', (address, fault) => expect(addressFault(address)).toBe(fault));

describe('over a real socket', () => {
  let server: Server | null = null;
  afterEach(() => server?.close());

  test('posts JSON, takes 204 for an arrival, and follows no redirect', async () => {
    const heard: string[] = [];
    server = createServer((request, response) => {
      heard.push(`${request.method} ${request.url} ${request.headers['content-type']}`);
      request.resume();
      response.writeHead(request.url === '/away' ? 302 : 204, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const gate = createHostGate({ allowed: () => [], offline: () => false, onRefused: () => undefined });
    const at = (path: string) => createWebhook({ address: () => `http://127.0.0.1:${port}${path}`, settings: () => ({ on: true, redact: true }), refusal: gate.refusal, now: () => NOW });
    expect(await at('/here').test()).toBeNull();
    expect(await at('/away').test()).toContain('status 302');
    expect(heard).toEqual(['POST /here application/json', 'POST /away application/json']);
  });
});
