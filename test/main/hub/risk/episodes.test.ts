import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { EPISODES_LIMIT } from '#shared/ipc/limits.ts';
import { daysWith, EPISODES, episodeMove } from '#shared/scenario/stress/episodes.ts';
import { parseEpisode } from '../../../../src-main/hub/risk/episodes/episodeFile.ts';
import { createOwnEpisodes } from '../../../../src-main/hub/risk/episodes/ownEpisodes.ts';
import { stressView } from '../../../../src-main/hub/risk/stressView.ts';
import { episodeHandlers } from '../../../../src-main/ipc/handlers/episodes.ts';
import { insightHandlers } from '../../../../src-main/ipc/handlers/insight.ts';
import { ACCOUNT_ID, hostAccount } from '../../../support/hostedAccount.ts';
import { NOTHING_SAVED, riskHere } from '../../../support/riskHere.ts';

const NOW = epochMs(Date.UTC(2026, 10, 25, 14));
const ASSETS = new Map([['BTC', null], ['ETH', null], ['SOL', null], ['USDX', null], ['BTCUSDT', 'BTC']]);
const KNOWN = { now: NOW, venues: ['generic', 'bybit'], assetNamed: (name: string) => { const meant = ASSETS.get(name); return meant === undefined ? '' : meant; } };

const SUNDAY = {
  schema: 'plimsoll.episode/1', name: 'Sunday', date: '2024-08-05', moves: [{ asset: 'BTC', move: -0.1, source: 'a chart' }, { asset: 'ETH', move: 0.2 }], others: { move: -0.5 },
  venueMarks: [{ asset: 'USDX', move: -0.2, venues: ['generic'], source: 'its own book' }],
};

const faultsOf = (document: object): readonly string[] => {
  const read = parseEpisode(JSON.stringify(document), KNOWN);
  return read.ok || read.error.code !== 'document/invalid' ? [] : read.error.faults.map(({ path, message }) => `${path} ${message}`);
};

function read(document: object) {
  const parsed = parseEpisode(JSON.stringify(document), KNOWN);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

function storeOf(text: string | null = null) {
  let kept = text;
  return { get: () => kept, set: (_key: string, json: string) => { kept = json; } };
}

describe('a day of one’s own that is wrong is refused by one line with its path', () => {
  test.each<[string, object, string]>([
    ['an asset that nobody knows', { moves: [{ asset: 'BTX', move: -0.1 }] }, 'moves.0.asset is "BTX", no asset that a venue lists or an account here has; expected one such as "BTC"'],
    ['a contract in the place of its asset', { moves: [{ asset: 'BTCUSDT', move: -0.1 }] }, 'moves.0.asset is "BTCUSDT", no asset that a venue lists or an account here has; expected "BTC"'],
    ['a venue mark of an unknown asset', { venueMarks: [{ asset: 'BTX', move: -0.1, venues: ['bybit'] }] }, 'venueMarks.0.asset is "BTX", no asset that a venue lists or an account here has; expected one such as "BTC"'],
    ['a venue that is none', { venueMarks: [{ asset: 'USDX', move: -0.1, venues: ['bybit', 'binance'] }] }, 'venueMarks.0.venues.1 is "binance", no venue here; expected "generic" or "bybit"'],
    ['no venue', { venueMarks: [{ asset: 'USDX', move: -0.1, venues: [] }] }, 'venueMarks.0.venues is an empty list; expected the venues that saw the move'],
    ['a fall by all', { moves: [{ asset: 'BTC', move: -1 }] }, 'moves.0.move is -1; expected a number above -1 and at most 10: -0.3 is 30 % down, and no price falls by all of itself'],
    ['a fall in percent', { others: { move: -40 } }, 'others.move is -40; expected a number above -1 and at most 10: -0.3 is 30 % down, and no price falls by all of itself'],
    ['a move in quotes', { moves: [{ asset: 'BTC', move: '-0.3' }] }, 'moves.0.move is "-0.3"; expected a number above -1 and at most 10: -0.3 is 30 % down, and no price falls by all of itself'],
    ['a source that says nothing', { moves: [{ asset: 'BTC', move: -0.3, source: ' ' }] }, 'moves.0.source is " "; expected where the move was found, text of 1 to 500 characters; leave it out where no source was found'],
    ['no name', { name: undefined }, 'name is missing; expected a name for this day: text of 1 to 100 characters without control characters'],
    ['no date', { date: undefined }, 'date is missing; expected a day such as "2020-03-12"'],
    ['a day that no calendar has', { date: '2023-02-29' }, 'date is "2023-02-29"; expected a day such as "2020-03-12"'],
    ['a day to come', { date: '2026-11-26' }, 'date is "2026-11-26", which is to come; expected a day of the past, 2026-11-25 at the latest'],
    ['others without a move', { others: undefined }, 'others is missing; expected an object'],
    ['one asset twice', { moves: [{ asset: 'BTC', move: -0.1 }, { asset: 'BTC', move: -0.2 }] }, 'moves.1 is a second move of "BTC"; expected each asset once'],
    ['one asset twice at a venue', { venueMarks: [{ asset: 'USDX', move: -0.1, venues: ['bybit'] }, { asset: 'USDX', move: -0.2, venues: ['generic', 'bybit'] }] }, 'venueMarks.1.venues.1 is a second move of USDX at bybit; expected one'],
    ['nothing that moves', { moves: [], others: { move: 0 }, venueMarks: [] }, 'moves leave every price as it is; expected a move other than 0'],
    ['a field that is none', { severity: 9 }, 'severity is not a field of this document; remove it or correct its name'],
    ['another kind of document', { schema: 'plimsoll.scenario/1' }, 'schema is "plimsoll.scenario/1"; expected "plimsoll.episode/1"'],
  ])('%s', (_name, change, line) => expect(faultsOf({ ...SUNDAY, ...change })).toEqual([line]));

  test('text that is no JSON', () => expect(parseEpisode('{"schema"', KNOWN)).toMatchObject({ ok: false, error: { code: 'document/invalid', faults: [{ path: '(document)' }] } }));

  test('the last day that counts is today', () => expect(faultsOf({ ...SUNDAY, date: '2026-11-25' })).toEqual([]));
});

describe('days of one’s own that are kept', () => {
  test('are there after a restart, the newest first, come back as their documents, and are gone once deleted', () => {
    const store = storeOf();
    const own = createOwnEpisodes(store);
    expect(own.take(read(SUNDAY))).toBe('Sunday');
    expect(own.take(read({ ...SUNDAY, name: 'Earlier', date: '2019-01-01' }))).toBe('Earlier');
    const again = createOwnEpisodes(store);
    expect(again.list()).toEqual(own.list());
    expect(again.list().map(({ name, date, moves, illustrative }) => [name, date, moves, illustrative])).toEqual([['Sunday', '2024-08-05', 3, 1], ['Earlier', '2019-01-01', 3, 1]]);
    expect(JSON.parse(again.list()[0]?.text ?? '')).toEqual(SUNDAY);
    expect([again.remove('Nobody'), again.remove('Sunday')]).toEqual([false, true]);
    expect(createOwnEpisodes(store).list().map(({ name }) => name)).toEqual(['Earlier']);
  });

  test('write over no other one, are kept once, and there is an end to how many', () => {
    const own = createOwnEpisodes(storeOf());
    expect([own.take(read(SUNDAY)), own.take(read(SUNDAY)), own.take(read({ ...SUNDAY, others: { move: -0.6 } })), own.take(read(SUNDAY))]).toEqual(['Sunday', 'Sunday', 'Sunday (2)', 'Sunday']);
    for (let at = 2; at < EPISODES_LIMIT; at += 1) expect(own.take(read({ ...SUNDAY, name: `S${at}` }))).toBe(`S${at}`);
    expect(own.take(read({ ...SUNDAY, name: 'One more' }))).toBeNull();
    expect(own.take(read(SUNDAY))).toBe('Sunday');
    expect(own.list()).toHaveLength(EPISODES_LIMIT);
  });

  test('that cannot be read are left out', () => {
    expect(createOwnEpisodes(storeOf(JSON.stringify([SUNDAY, { ...SUNDAY, name: 'Broken', others: { move: -1 } }, 7]))).list().map(({ name }) => name)).toEqual(['Sunday']);
    expect(createOwnEpisodes(storeOf('{}')).list()).toEqual([]);
  });

  test('stand among those that ship by their date, and move as they say: named, at its venue alone, others, and stablecoins not', () => {
    const own = createOwnEpisodes(storeOf());
    own.take(read(SUNDAY));
    const days = daysWith(own.days());
    expect(days.map(({ id }) => id)).toEqual([...EPISODES.slice(0, 3).map(({ id }) => id), 'own-day:Sunday', 'october-2025']);
    const sunday = days[3] ?? expect.fail('it is kept');
    expect(['BTC', 'ETH', 'SOL', 'USDX'].map((asset) => episodeMove(sunday, asset, 'generic', asset === 'USDX'))).toEqual([{ move: -0.1, source: 'a chart' }, { move: 0.2, source: null }, { move: -0.5, source: null }, { move: -0.2, source: 'its own book' }]);
    expect(episodeMove(sunday, 'USDX', 'bybit', true)).toEqual({ move: 0, source: null });
  });
});

const GOLDEN = readFileSync(new URL('../../../golden/account-1/portfolio.json', import.meta.url), 'utf8');

test('golden account 1 through it: re-priced like a day that ships, told as one’s own, deleveraged half-way, and counted in what each model outlasts', async () => {
  const { host: engine } = hostAccount(GOLDEN, 'demo', NOW);
  const host = engine.find(ACCOUNT_ID) ?? expect.fail('the account is open');
  const own = createOwnEpisodes(storeOf());
  own.take(read(SUNDAY));
  own.take(read({ ...SUNDAY, name: 'Monday', date: '2024-08-06', moves: [{ asset: 'ETH', move: -0.2 }] }));
  const saved = { ...NOTHING_SAVED, days: own.days() };
  const { episodes, deleveraged } = await stressView(host, riskHere, NOW, { suppose: { sigmaTimes: 1, funding: { kind: 'rate', rate: 0 }, days: 1, halted: null, deleveraged: 1 }, asker: 'test', measured: null }, saved);
  expect(episodes.map(({ id }) => id)).toEqual(['october-2025', 'own-day:Monday', 'own-day:Sunday', 'november-2022', 'may-2021', 'march-2020']);
  const sunday = episodes[2];
  // −10 % of 1.1 BTC, 20 short ETH up by 20 %, half of 500 SOL, a fifth of 20,000 USDX.
  const change = -0.1 * 66_000 - 0.2 * 60_000 - 0.5 * 75_000 - 0.2 * 20_000;
  expect(sunday).toMatchObject({ name: 'Sunday', note: '2024-08-05, your own', after: { status: 'known', change: String(change), liquidated: true } });
  expect(new Map(sunday?.moves.map(({ asset, source }) => [asset, source]))).toEqual(new Map([['BTC', 'a chart'], ['ETH', null], ['SOL', null], ['USDX', 'its own book']]));
  // The short of ETH wins on Monday, and nothing on Sunday.
  expect(deleveraged.find(({ name }) => name === 'Monday')).toMatchObject({ note: 'Without ETH-PERP from half-way' });
  expect(deleveraged.map(({ name }) => name)).not.toContain('Sunday');

  const compare = insightHandlers({ engine, risk: riskHere, profiles: { texts: () => [] }, episodes: own, forks: { find: () => null }, now: () => NOW })['account/compare'];
  const reply = await compare({ accountId: ACCOUNT_ID, chosen: null, asker: 'test' });
  if (!reply.ok) throw new Error('the account is open');
  const survives = reply.value.models.find((model) => model.own)?.survives;
  expect(survives?.map(({ id }) => id)).toEqual(daysWith(own.days()).map(({ id }) => id));
  expect(survives?.find(({ id }) => id === 'own-day:Sunday')).toMatchObject({ name: 'Sunday', survived: false });
  // Under its own model the account outlasts what leaves it standing under stress, and nothing else.
  const liquidated = new Map(episodes.map(({ id, after }) => [id, after.status === 'known' && after.liquidated]));
  expect(survives?.map(({ id, survived }) => [id, survived])).toEqual(survives?.map(({ id }) => [id, liquidated.get(id) === false]));
  expect(new Set(liquidated.values())).toEqual(new Set([true, false]));
});

test('the calls: taken, listed, refused with its lines, refused when there are too many, removed', async () => {
  const episodes = createOwnEpisodes(storeOf());
  const calls = episodeHandlers({ episodes, profiles: { list: () => [] }, assetNames: () => KNOWN.assetNamed, now: () => NOW });
  expect(await calls['episode/import']({ text: JSON.stringify(SUNDAY) })).toMatchObject({ ok: true, value: { name: 'Sunday', episodes: [{ name: 'Sunday' }] } });
  expect(await calls['episode/list']()).toMatchObject({ ok: true, value: [{ name: 'Sunday' }] });
  expect(await calls['episode/import']({ text: JSON.stringify({ ...SUNDAY, others: { move: -1 } }) })).toMatchObject({ ok: false, error: { code: 'document/invalid', faults: [{ path: 'others.move' }] } });
  for (let at = 1; at < EPISODES_LIMIT; at += 1) episodes.take(read({ ...SUNDAY, name: `S${at}` }));
  expect(await calls['episode/import']({ text: JSON.stringify({ ...SUNDAY, name: 'More' }) })).toEqual({ ok: false, error: { code: 'episode/too-many', limit: EPISODES_LIMIT, retryable: false } });
  expect(await calls['episode/remove']({ name: 'More' })).toEqual({ ok: false, error: { code: 'episode/unknown', name: 'More', retryable: false } });
  expect(await calls['episode/remove']({ name: 'Sunday' })).toMatchObject({ ok: true });
  expect(episodes.list()).toHaveLength(EPISODES_LIMIT - 1);
});
