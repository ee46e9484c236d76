import { expect, test } from 'vitest';
import { binanceUsdmDialect } from '../../../src-main/feeds/binance-usdm/dialect.ts';
import { markTopic } from '../../../src-main/feeds/binance-usdm/symbols.ts';
import type { FeedEvent } from '../../../src-main/feeds/feed.ts';
import type { LineEvents } from '../../../src-main/feeds/line.ts';
import type { Outside } from '../../../src-main/feeds/outside.ts';
import { createFeed } from '../../../src-main/feeds/socketFeed.ts';
import { createPlayer } from '../../../src-main/session/player.ts';
import { createRecorder } from '../../../src-main/session/recorder.ts';
import { readTurn } from '../../../src-main/session/turn.ts';
import { markFrame } from '../../support/venueServer.ts';

const NAMES = ['BTCUSDT', 'ETHUSDT'];

/** A feed on this world, with all that it tells. */
function heard(outside: Partial<Outside>) {
  const events: FeedEvent[] = [];
  const feed = createFeed(binanceUsdmDialect, { id: 'f', url: 'ws://127.0.0.1:1', listener: (event) => events.push(event), ...outside });
  feed.want(NAMES.map(markTopic));
  return { feed, events, told: () => events.map((event) => JSON.stringify(event)) };
}

/** A clock that moves with every look, and a line that says what the test says. */
function scriptedWorld() {
  let [line, now]: [LineEvents | null, number] = [null, 0];
  const at = (): number => (now += 1);
  const world: Outside = {
    wall: () => 1_790_000_000_000 + at(), monotonic: at, random: () => 0.5, every: () => () => undefined, after: () => () => undefined,
    openLine: ({ events }) => {
      line = events;
      return { send: () => undefined, ping: () => undefined, drop: () => Promise.resolve() };
    },
  };
  return { world, line: (): LineEvents => line ?? expect.fail('no line was opened') };
}

test('a crowd of frames is played as it was heard: the same ticks overtaken, the same ticks told, at the same times', () => {
  const { world, line } = scriptedWorld();
  const turns: string[] = [];
  const recorder = createRecorder((turn) => turns.push(turn), 7, world);
  const live = recorder.start(() => heard(recorder.feed('f')));
  line().opened();
  const frames = Array.from({ length: 200 }, (_, count) => markFrame(NAMES[count % 2] ?? '', String(100 + count)));
  for (const [count, frame] of frames.entries()) line().frame(frame, frame.length, frames.length - 1 - count);
  // One by one again.
  for (const price of ['500', '501']) line().frame(markFrame('BTCUSDT', price), 90, 0);
  expect(live.feed.health()).toMatchObject({ messages: 202, superseded: 198 });
  expect(live.events.flatMap((event) => (event.kind === 'ticks' ? event.ticks.length : []))).toEqual([2, 1, 1]);

  const played = (lines: readonly string[]): readonly string[] => {
    const player = createPlayer(7);
    const [start, ...rest] = lines.map((text) => readTurn(text) ?? expect.fail(text));
    if (start !== undefined) player.setOut(start);
    const again = heard(player.feed('f'));
    for (const turn of rest) if (turn.dir !== 'start') expect(player.play(turn)).toBe(true);
    return again.told();
  };
  expect(played(turns)).toEqual(live.told());
  expect(played(turns.map((turn) => turn.replace(/,"behind":\d+/, ''))).length).toBeGreaterThan(200);
});
