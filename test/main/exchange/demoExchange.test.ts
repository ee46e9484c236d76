import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type DemoExchange, type DemoOptions, startDemoExchange } from '../../../src-main/exchange/demoExchange.ts';
import { eventually } from '../../support/eventually.ts';
import { type StreamClient, streamClient } from '../../support/streamClient.ts';

async function exchange(options: DemoOptions = {}): Promise<DemoExchange> {
  const started = await startDemoExchange({ stepMs: 10, ...options });
  onTestFinished(started.close);
  return started;
}
const at = ({ port }: DemoExchange, path: string): string => `ws://127.0.0.1:${port}${path}`;
const marks = (client: StreamClient): readonly Readonly<Record<string, unknown>>[] =>
  client.json().filter((frame): frame is Readonly<Record<string, unknown>> => typeof frame === 'object' && frame !== null && ('e' in frame || 'stream' in frame || Array.isArray(frame)));
const answers = (client: StreamClient): readonly unknown[] => client.json().filter((frame) => typeof frame === 'object' && frame !== null && 'id' in frame);
const ask = (method: string, params: unknown, id: unknown = 1): string => JSON.stringify({ method, params, id });

describe('the demo exchange speaks the venue’s public market stream', () => {
  test('a subscription is acknowledged, then its marks come; unsubscribed, they end', async () => {
    const client = await streamClient((await exchange()).url);
    client.send(ask('SUBSCRIBE', ['btcusdt@markPrice@1s', 'ethusdt@markPrice@1s'], 1));
    await eventually('both marks', () => new Set(marks(client).map(({ s }) => s)).size === 2);
    expect(client.json()[0]).toEqual({ result: null, id: 1 });
    expect(marks(client)[0]).toMatchObject({ e: 'markPriceUpdate', s: 'BTCUSDT', p: expect.stringMatching(/^\d+\.\d+$/), i: expect.stringMatching(/^\d+\.\d+$/), r: expect.stringMatching(/^-?0\.\d{8}$/), st: 1 });
    client.send(ask('UNSUBSCRIBE', ['btcusdt@markPrice@1s'], 2));
    await eventually('the ack', () => answers(client).length === 2);
    const after = client.frames.length;
    await eventually('more of the other', () => client.frames.length > after + 3);
    expect(client.json().slice(after).every((frame) => (frame as { s?: string }).s === 'ETHUSDT')).toBe(true);
  });

  test('streams are listed; a path may name them, and /stream wraps what it sends', async () => {
    const server = await exchange();
    const [named, combined] = [await streamClient(at(server, '/market/ws/btcusdt@markPrice@1s')), await streamClient(at(server, '/market/stream?streams=btcusdt@markPrice@1s/!markPrice@arr@1s'))];
    await eventually('marks on both', () => marks(named).length > 0 && marks(combined).length > 1);
    expect(marks(named)[0]).toMatchObject({ s: 'BTCUSDT' });
    expect(marks(combined).find(({ stream }) => stream === 'btcusdt@markPrice@1s')).toMatchObject({ data: { s: 'BTCUSDT' } });
    const all = marks(combined).find(({ stream }) => stream === '!markPrice@arr@1s');
    expect(all?.['data']).toHaveLength(11);
    combined.send(ask('LIST_SUBSCRIPTIONS', undefined, 9));
    await eventually('the list', () => answers(combined).length === 1);
    expect(answers(combined)[0]).toEqual({ result: ['btcusdt@markPrice@1s', '!markPrice@arr@1s'], id: 9 });
  });

  test('a stream without a speed speaks every third second', async () => {
    const client = await streamClient((await exchange()).url);
    client.send(ask('SUBSCRIBE', ['btcusdt@markPrice', 'ethusdt@markPrice@1s']));
    await eventually('thirty', () => marks(client).filter(({ s }) => s === 'ETHUSDT').length >= 30);
    const slow = marks(client).filter(({ s }) => s === 'BTCUSDT').length;
    expect(slow).toBeGreaterThanOrEqual(9);
    expect(slow).toBeLessThanOrEqual(11);
  });

  test('a ticker tells a last price near the mark of its second, every second second', async () => {
    const client = await streamClient((await exchange()).url);
    client.send(ask('SUBSCRIBE', ['btcusdt@markPrice@1s', 'btcusdt@ticker']));
    await eventually('ten', () => marks(client).filter(({ e }) => e === '24hrTicker').length >= 10);
    const said = marks(client);
    const tickers = said.filter(({ e }) => e === '24hrTicker');
    for (const ticker of tickers) {
      expect(ticker).toEqual({ e: '24hrTicker', E: expect.any(Number), s: 'BTCUSDT', c: expect.stringMatching(/^\d+\.\d\d$/), C: ticker['E'] });
      const mark = said.slice(0, said.indexOf(ticker)).findLast(({ e }) => e === 'markPriceUpdate');
      expect(Math.abs(Number(ticker['c']) / Number(mark?.['p']) - 1)).toBeLessThan(0.00004);
    }
    expect(new Set(tickers.map(({ c }) => c)).size).toBeGreaterThan(1);
    const seconds = said.filter(({ e }) => e === 'markPriceUpdate').length;
    expect(Math.abs(seconds - 2 * tickers.length)).toBeLessThanOrEqual(1);
  });

  test.each([
    ['no JSON', '{', { error: { code: 3, msg: expect.stringMatching(/^Invalid JSON/) }, id: null }],
    ['no id', '{"method":"SUBSCRIBE","params":[]}', { error: { code: 2, msg: expect.stringMatching(/missing field `id`/) }, id: null }],
    ['an unknown method', ask('BUY', []), { error: { code: 2, msg: 'Invalid request: unknown variant "BUY"' }, id: 1 }],
    ['streams that are no list', ask('SUBSCRIBE', 'btcusdt@markPrice'), { error: { code: 2, msg: expect.stringMatching(/params must be a list/) }, id: 1 }],
    ['an unknown symbol', ask('SUBSCRIBE', ['btcusdt@markPrice@1s', 'nosuch@markPrice@1s']), { error: { code: 2, msg: 'Invalid request: unknown stream nosuch@markPrice@1s' }, id: 1 }],
    ['a ticker of an unknown symbol', ask('SUBSCRIBE', ['nosuch@ticker']), { error: { code: 2, msg: 'Invalid request: unknown stream nosuch@ticker' }, id: 1 }],
    ['an unknown speed', ask('SUBSCRIBE', ['btcusdt@markPrice@5s']), { error: { code: 2, msg: expect.stringMatching(/unknown stream/) }, id: 1 }],
  ])('%s is answered with an error, and nothing is subscribed', async (_name, text, answer) => {
    const client = await streamClient((await exchange()).url);
    client.send(text);
    await eventually('the answer', () => client.frames.length === 1);
    expect(client.json()).toEqual([answer]);
    client.send(ask('LIST_SUBSCRIPTIONS', undefined, 2));
    await eventually('the list', () => client.frames.length === 2);
    expect(client.json()[1]).toEqual({ result: [], id: 2 });
  });

  test('other paths connect and acknowledge, and then say nothing', async () => {
    const server = await exchange();
    const quiet = await Promise.all(['/ws', '/public/ws', '/', '//', '/stream?streams=btcusdt@markPrice@1s'].map(async (path) => streamClient(at(server, path))));
    const routed = await streamClient(server.url);
    for (const client of [...quiet, routed]) client.send(ask('SUBSCRIBE', ['btcusdt@markPrice@1s']));
    await eventually('marks on the right path', () => marks(routed).length > 5);
    expect(quiet.map((client) => client.json())).toEqual(quiet.map(() => [{ result: null, id: 1 }]));
  });

  test('more than ten messages in a second cut the connection', async () => {
    const server = await exchange({ now: () => 1_790_000_000_500 });
    const [hasty, patient] = [await streamClient(server.url), await streamClient(server.url)];
    for (let id = 1; id <= 10; id += 1) patient.send(ask('LIST_SUBSCRIPTIONS', [], id));
    for (let id = 1; id <= 11; id += 1) hasty.send(ask('LIST_SUBSCRIPTIONS', [], id));
    await eventually('the cut', () => hasty.closed() !== null);
    expect(hasty.closed()).toEqual({ code: 1008, reason: 'Too many requests' });
    await eventually('ten answers', () => answers(patient).length === 10);
    expect(patient.closed()).toBeNull();
  });

  test('a request for 200 streams is within its limits', async () => {
    const client = await streamClient((await exchange()).url);
    client.send(ask('SUBSCRIBE', Array.from({ length: 200 }, (_, index) => `symbol${index}usdt_270326@aggTrade`)));
    await eventually('the ack', () => answers(client).length === 1);
    expect(answers(client)).toEqual([{ result: null, id: 1 }]);
  });

  test('it pings, and cuts who does not answer three of them', async () => {
    const server = await exchange({ pingMs: 15 });
    const [good, mute] = [await streamClient(server.url), await streamClient(server.url, { autoPong: false })];
    await eventually('the cut', () => mute.closed() !== null);
    expect(mute.pings()).toBe(3);
    await eventually('more pings', () => good.pings() > 6);
    expect(good.closed()).toBeNull();
  });

  test('bytes that are no WebSocket do it no harm', async () => {
    const server = await exchange();
    for (const bytes of ['GET // HTTP/1.1\r\n\r\n', '\u0000\u0001garbage\r\n\r\n', 'GET /market/ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n']) {
      const socket = connect(server.port, '127.0.0.1').resume();
      socket.end(bytes);
      await new Promise<void>((done) => socket.on('close', () => done()));
    }
    const client = await streamClient(server.url);
    client.send(ask('SUBSCRIBE', ['btcusdt@markPrice@1s']));
    await eventually('marks', () => marks(client).length > 0);
  });
});

test('two exchanges with the same seed send the same prices', async () => {
  const runs = await Promise.all([7, 7, 8].map(async (seed) => {
    const client = await streamClient(at(await exchange({ seed }), '/market/ws/btcusdt@markPrice@1s'));
    await eventually('ten marks', () => marks(client).length >= 10);
    return marks(client).map(({ p }) => String(p));
  }));
  const [first = [], same = [], other = []] = runs;
  const from = same.indexOf(first[2] ?? '');
  expect(same.slice(from, from + 5)).toEqual(first.slice(2, 7));
  expect(other.some((mark) => first.includes(mark))).toBe(false);
});
