import { describe, expect, onTestFinished, test } from 'vitest';
import type { Recording } from '../../../src-main/exchange/recording.ts';
import { type ReplayServer, startReplayServer } from '../../../src-main/exchange/replayServer.ts';
import { eventually } from '../../support/eventually.ts';
import { streamClient } from '../../support/streamClient.ts';

const recording = (...times: readonly number[]): Recording => ({ frames: times.map((atMs, at) => ({ atMs, raw: `{"frame":${at}}` })), url: null, timed: true });
async function replay(played: Recording, speed: number): Promise<ReplayServer> {
  const server = await startReplayServer({ recording: played, speed });
  onTestFinished(server.close);
  return server;
}
const BINANCE = JSON.stringify({ method: 'SUBSCRIBE', params: ['btcusdt@markPrice@1s'], id: 1 });
const DERIBIT = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'public/subscribe', params: { channels: ['ticker.BTC-PERPETUAL.100ms'] } });
const HEARTBEAT = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'public/set_heartbeat', params: { interval: 10 } });

describe('the replay server', () => {
  test('plays every frame once, in order, from the first subscription on, and then stays open and silent', async () => {
    const server = await replay(recording(0, 10, 20), 1);
    const client = await streamClient(server.url);
    await new Promise((done) => setTimeout(done, 50));
    expect(client.frames).toEqual([]);
    client.send(BINANCE);
    await server.ended;
    await eventually('all frames', () => client.frames.length === 4);
    expect(client.json()).toEqual([{ result: null, id: 1 }, { frame: 0 }, { frame: 1 }, { frame: 2 }]);
    await new Promise((done) => setTimeout(done, 50));
    expect(client.closed()).toBeNull();
    expect(client.frames).toHaveLength(4);
  });

  test('acknowledges in the protocol of the request; a request that subscribes nothing starts nothing', async () => {
    const server = await replay(recording(0), 1);
    const client = await streamClient(server.url);
    client.send(HEARTBEAT);
    client.send('no request');
    client.send('{"jsonrpc":"2.0"}');
    await eventually('the first answer', () => client.frames.length === 1);
    client.send(DERIBIT);
    await eventually('the frame', () => client.frames.length === 3);
    expect(client.json()).toEqual([{ jsonrpc: '2.0', id: 0, result: 'ok' }, { jsonrpc: '2.0', id: 2, result: ['ticker.BTC-PERPETUAL.100ms'] }, { frame: 0 }]);
  });

  test('keeps the recorded pace, divided by the speed', async () => {
    const gapsAt = async (speed: number): Promise<readonly number[]> => {
      const server = await replay(recording(0, 200, 600), speed);
      const client = await streamClient(server.url);
      client.send(BINANCE);
      await eventually('all frames', () => client.frames.length === 4);
      const times = client.frames.slice(1).map(({ at }) => at);
      return times.slice(1).map((at, index) => at - (times[index] ?? 0));
    };
    const [own, fourfold] = [await gapsAt(1), await gapsAt(4)];
    expect(own[0]).toBeGreaterThan(150);
    expect(own[1]).toBeGreaterThan(350);
    expect(fourfold[0]).toBeGreaterThan(25);
    expect((fourfold[0] ?? 0) + (fourfold[1] ?? 0)).toBeLessThan((own[0] ?? 0) + (own[1] ?? 0));
  });

  test('gives each frame to everyone who has subscribed by then, and to nobody else', async () => {
    const server = await replay(recording(0, 150), 1);
    const [early, late, idle] = [await streamClient(server.url), await streamClient(server.url), await streamClient(server.url)];
    early.send(BINANCE);
    await eventually('the first frame', () => early.frames.length === 2);
    late.send(DERIBIT);
    await server.ended;
    await eventually('the second frame', () => early.frames.length === 3 && late.frames.length === 2);
    expect(late.json()[1]).toEqual({ frame: 1 });
    expect(idle.frames).toEqual([]);
  });

  test('a gap longer than a timer can hold is slept through, not skipped', async () => {
    const warnings: string[] = [];
    const keep = ({ name }: Error): void => void warnings.push(name);
    process.on('warning', keep);
    onTestFinished(() => void process.off('warning', keep));
    const server = await replay(recording(0, 2 ** 40), 1);
    const client = await streamClient(server.url);
    client.send(BINANCE);
    await eventually('the first frame', () => client.frames.length === 2);
    await new Promise((done) => setTimeout(done, 60));
    expect(client.frames).toHaveLength(2);
    expect(warnings).not.toContain('TimeoutOverflowWarning');
  });

  test('closed in the middle it ends at once', async () => {
    const server = await replay(recording(0, 60_000), 1);
    const client = await streamClient(server.url);
    client.send(BINANCE);
    await eventually('the first frame', () => client.frames.length === 2);
    await server.close();
    await server.ended;
    await eventually('closed', () => client.closed() !== null);
  });
});
