import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Push } from '#shared/ipc/contract.ts';
import { startWebFace } from '../../../../src-main/faces/web/start.ts';
import { createToken, isToken } from '../../../../src-main/faces/web/token.ts';
import { eventually } from '../../../support/eventually.ts';
import { type Answer, get, page, pageFolder, raw, scriptedPort, type Served, served, upgrade } from './support/webFace.ts';

const folder = pageFolder();
afterAll(folder.remove);
let scripted: ReturnType<typeof scriptedPort>;
let face: Served;
beforeEach(async () => {
  scripted = scriptedPort();
  face = await served(scripted.port, folder.root);
});
afterEach(() => face.close());

const hasPush = (message: unknown): message is Readonly<{ push: Push }> => typeof message === 'object' && message !== null && 'push' in message;

const POLICY_HEADERS = ['content-security-policy', 'x-content-type-options', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'referrer-policy', 'cache-control'];

function expectOurHeaders({ headers }: Answer): void {
  for (const name of POLICY_HEADERS) expect([...headers.keys()]).toContain(name);
  expect(headers.get('content-security-policy')).toContain(`connect-src http://${face.host} ws://${face.host}`);
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  const names = [...headers.keys()].filter((name) => name.startsWith('access-control') || name === 'set-cookie');
  expect(names).toEqual([]);
}

describe('1 the address', () => {
  test('is 127.0.0.1 and nothing else', async () => {
    const others = Object.values(networkInterfaces()).flat().flatMap((one) => (one === undefined || one.address === '127.0.0.1' || one.family !== 'IPv4' ? [] : [one.address]));
    for (const address of ['127.0.0.2', ...others]) {
      const code = await new Promise((done) => connect(face.port, address).on('error', (error: NodeJS.ErrnoException) => done(error.code)).on('connect', () => done('connected')));
      expect([address, code]).toEqual([address, 'ECONNREFUSED']);
    }
  });

  test('has a port of the system’s choice, and another one for a second face beside it', async () => {
    const second = await served(scripted.port, folder.root);
    expect(second.port).not.toBe(face.port);
    expect(second.token).not.toBe(face.token);
    expect((await get(second.host, second.port, '/')).status).toBe(200);
    expect((await upgrade(second, { target: `/bridge?t=${face.token}` })).status).toBe(403);
    await second.close();
  });

  test('that is in use is refused with the port in the failure', async () => {
    const started = await startWebFace({ port: scripted.port, root: folder.root, listenOn: face.port });
    expect(started).toEqual({ ok: false, error: { code: 'server/port-in-use', port: face.port, retryable: true } });
  });
});

describe('2 the Host', () => {
  test.each(['attacker.example', 'localhost', '127.0.0.1', '', '127.0.0.1:1', '[::1]'])('%j is not ours: 421', async (host) => {
    const answer = await get(host, face.port, '/');
    expect(answer.status).toBe(421);
    expectOurHeaders(answer);
    const refused = await upgrade(face, { host });
    expect(refused.status).toBe(421);
    expectOurHeaders(refused);
  });

  test('that is missing is not ours either', async () => {
    const answer = await raw(face.port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(answer.status).toBe(421);
    expectOurHeaders(answer);
  });
});

describe('3 an upgrade', () => {
  test('with our Origin and the token is let in', async () => {
    const { socket } = await page(face);
    expect(socket.readyState).toBe(socket.OPEN);
    socket.close();
  });

  test.each([null, 'null', 'http://attacker.example', 'https://127.0.0.1', 'http://127.0.0.1:1', 'http://localhost'])('with the Origin %j is refused: 403', async (origin) => {
    const answer = await upgrade(face, { origin });
    expect(answer.status).toBe(403);
    expectOurHeaders(answer);
  });

  test.each(['', '?t=', '?t=wrong', '?token=', '?', '?t=a&t=b', '?t=%', `?t=${'A'.repeat(43)}`])('with the query %j is refused: 403', async (query) => {
    expect((await upgrade(face, { target: `/bridge${query}` })).status).toBe(403);
  });

  test('needs the token first: a second one in the query is not read', async () => {
    expect((await upgrade(face, { target: `/bridge?t=wrong&t=${face.token}` })).status).toBe(403);
  });

  test.each(['/', '/bridge/', '/bridge/../bridge', '//', '//bridge', '/Bridge', 'http://attacker.example/bridge', '*', '/%', `/index.html`])('to %j is refused: 404, and the server goes on', async (path) => {
    const answer = await upgrade(face, { target: `${path}?t=${face.token}` });
    expect(answer.status).toBe(404);
    expectOurHeaders(answer);
    expect((await get(face.host, face.port, '/')).status).toBe(200);
  });

  test.each(['no', ''])('with the key %j is no handshake: 400, with our headers', async (key) => {
    const answer = await upgrade(face, { key });
    expect(answer.status).toBe(400);
    expectOurHeaders(answer);
  });
});

describe('4 the token', () => {
  test('has 256 bits, is new each time, and fits a URL as it is', () => {
    const tokens = new Set(Array.from({ length: 100 }, createToken));
    expect(tokens.size).toBe(100);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
  });

  test('is compared whole, whatever the lengths, by digests of one length', () => {
    const token = createToken();
    expect(isToken(token, token)).toBe(true);
    for (const given of [null, '', token.slice(1), `${token}x`, token.toLowerCase(), 'x'.repeat(1_000_000)]) expect(isToken(token, given)).toBe(false);
  });

  test('stands in the fragment of the address and nowhere in what the server says', async () => {
    expect(face.token).toMatch(/^[\w-]{43}$/);
    for (const target of ['/', `/?t=${face.token}`, `/${face.token}`, `/bridge?t=${face.token}`]) expect(JSON.stringify((await get(face.host, face.port, target)).body)).not.toContain(face.token);
  });
});

describe('5, 6, 8 every answer', () => {
  test.each([
    ['the page', '/', 'GET', 200], ['no such file', '/no.js', 'GET', 404], ['the bridge without an upgrade', '/bridge', 'GET', 404],
    ['a write', '/', 'POST', 405], ['a preflight', '/', 'OPTIONS', 405], ['a HEAD', '/', 'HEAD', 405], ['a traversal', '/../secret.txt', 'GET', 403],
  ])('has the page’s policy, no cookie and no CORS header: %s', async (_what, target, method, status) => {
    const answer = await get(face.host, face.port, target, ['Origin: http://attacker.example', 'Access-Control-Request-Method: POST'], method);
    expect(answer.status).toBe(status);
    expectOurHeaders(answer);
  });

  test.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['headers beyond the limit', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths of a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
  ])('has it also for what cannot be read: %s', async (_what, request, status) => {
    const answer = await raw(face.port, request);
    expect(answer.status).toBe(status);
    expectOurHeaders(answer);
  });

  test('has it also for an expectation that is not ours', async () => {
    expectOurHeaders(await get(face.host, face.port, '/', ['Expect: the unexpected']));
  });

  test.each(['/..%2fsecret.txt', '/%2e%2e/secret.txt', '/..\\secret.txt', '/%00', '/%', '/a/%2e%2e/%2e%2e/secret.txt', '//secret.txt', 'http://attacker.example/'])('never serves what is not the page’s: %s', async (target) => {
    const answer = await get(face.host, face.port, target);
    expect([403, 404]).toContain(answer.status);
    expect(answer.body).not.toContain('secret');
  });
});

describe('7 the limits', () => {
  test('a message beyond the largest document ends the connection', async () => {
    const { socket, closed } = await page(face);
    socket.send(JSON.stringify({ id: 1, call: 'portfolio/import', args: [{ text: 'x'.repeat(16 << 20) }] }));
    expect([1006, 1009]).toContain(await closed);
    expect(scripted.calls).toEqual([]);
  });

  test('a document of the largest size passes', async () => {
    const { socket, messages } = await page(face);
    socket.send(JSON.stringify({ id: 1, call: 'portfolio/import', args: [{ text: '"'.repeat(3_000_000) }] }));
    await eventually('the reply', () => messages.length === 1);
    socket.terminate();
  });

  test('compression is not agreed to', async () => {
    const { socket } = await page(face);
    expect(socket.extensions).toBe('');
    socket.close();
  });

  test('sixteen pages may be connected, the next is told to come later, and comes in when one has gone', async () => {
    const pages = await Promise.all(Array.from({ length: 16 }, () => page(face)));
    const answer = await upgrade(face);
    expect(answer.status).toBe(503);
    expectOurHeaders(answer);
    pages[0]?.socket.close();
    await pages[0]?.closed;
    await eventually('room', () => scripted.listeners.size === 15);
    const next = await page(face);
    expect(next.socket.readyState).toBe(next.socket.OPEN);
    for (const { socket } of [...pages, next]) socket.terminate();
  });

  test('a page that answers no ping is cut off, one that does stays', async () => {
    const quick = await served(scripted.port, folder.root, { pingMs: 60 });
    const [silent, lively] = await Promise.all([page(quick), page(quick)]);
    // Nothing is read any more, so no ping is answered.
    silent.socket.pause();
    await eventually('the silent page is gone', () => scripted.listeners.size === 1);
    await new Promise((done) => setTimeout(done, 200));
    expect(lively.socket.readyState).toBe(lively.socket.OPEN);
    silent.socket.terminate();
    lively.socket.close();
    await quick.close();
  });

  test('a page that does not read is left out, then sees the gap in the numbers', async () => {
    const { socket, messages } = await page(face);
    const padding = { filler: 'x'.repeat(200_000) };
    const push = (seq: number): void => scripted.push({ seq, now: 0, ...padding });
    push(1);
    await eventually('the first push', () => messages.length === 1);
    socket.pause();
    for (let seq = 2; seq <= 200; seq += 1) push(seq);
    socket.resume();
    const seen = (): readonly number[] => messages.flatMap((message) => (hasPush(message) ? [message.push.seq] : []));
    await eventually('what had been sent', () => messages.length > 10);
    const before = messages.length;
    await new Promise((done) => setTimeout(done, 300));
    push(201);
    await eventually('the next push', () => seen().at(-1) === 201);
    expect(messages.length).toBeLessThan(200);
    expect(seen()).toEqual(seen().toSorted((a, b) => a - b));
    expect(seen().at(-2)).toBeLessThan(200);
    expect(before).toBeLessThan(200);
    socket.send(JSON.stringify({ id: 9, call: 'terminal/state', args: [] }));
    await eventually('the whole state', () => messages.some((message) => typeof message === 'object' && message !== null && 'id' in message && message.id === 9));
    socket.close();
  });
});

describe('a message of a page', () => {
  test('that is a call is answered under its number', async () => {
    const { socket, messages } = await page(face);
    socket.send(JSON.stringify({ id: 7, call: 'account/view', args: [{ accountId: 'a' }] }));
    await eventually('the reply', () => messages.length === 1);
    expect(messages).toEqual([{ id: 7, reply: { channel: 'account/view', args: [{ accountId: 'a' }] } }]);
    socket.close();
  });

  test.each(['nope', 'toString', '__proto__', 'constructor', 3, null, {}])('that asks for %j is answered with an error that names it', async (call) => {
    const { socket, messages } = await page(face);
    socket.send(JSON.stringify({ id: 1, call, args: [] }));
    await eventually('the reply', () => messages.length === 1);
    expect(messages).toEqual([{ id: 1, error: { message: `there is no call ${JSON.stringify(call)}` } }]);
    expect(scripted.calls).toEqual([]);
    socket.close();
  });

  test('that fails is answered with the error, and the connection goes on', async () => {
    const { socket, messages } = await page(face);
    socket.send(JSON.stringify({ id: 1, call: 'feed/reconnect', args: [] }));
    socket.send(JSON.stringify({ id: 2, call: 'terminal/state', args: [] }));
    await eventually('both replies', () => messages.length === 2);
    expect(messages).toEqual([{ id: 1, error: { message: 'no' } }, { id: 2, reply: { channel: 'terminal/state', args: [] } }]);
    socket.close();
  });

  test.each(['', 'garbage', '{', '[]', 'null', '1', '{"id":1}', '{"id":"1","call":"terminal/state"}', '{"call":"terminal/state"}'])('that is no call closes the connection with 1008: %j', async (text) => {
    const { socket, closed } = await page(face);
    socket.send(text);
    expect(await closed).toBe(1008);
  });

  test('that is binary closes it too', async () => {
    const { socket, closed } = await page(face);
    socket.send(Buffer.from('{"id":1,"call":"terminal/state","args":[]}'));
    expect(await closed).toBe(1008);
    expect(scripted.calls).toEqual([]);
  });
});

describe('close', () => {
  let other: Served;
  beforeAll(async () => { other = await served(scriptedPort().port, folder.root); });

  test('cuts every page off, also one whose refusal is half open, and frees the port', async () => {
    const { closed } = await page(other);
    const idle = connect(other.port, '127.0.0.1');
    const halfOpen = connect({ port: other.port, host: '127.0.0.1', allowHalfOpen: true });
    halfOpen.write('GET /bridge HTTP/1.1\r\nHost: no\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await new Promise((done) => halfOpen.once('data', done));
    await other.close();
    expect(await closed).toBe(1006);
    await new Promise<void>((done, failed) => {
      const server = createServer().once('error', failed).listen(other.port, '127.0.0.1', () => server.close(() => done()));
    });
    idle.destroy();
    halfOpen.destroy();
  });
});
