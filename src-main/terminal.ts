import { randomUUID } from 'node:crypto';
import type { Failure } from '#shared/domain/failure.ts';
import type { TerminalPort } from '#shared/ipc/contract.ts';
import type { AlertView, TerminalView } from '#shared/ipc/view.ts';
import { epochMs } from '#shared/num/units.ts';
import { ok, type Result } from '#shared/util/result.ts';
import { noticeListings } from './alerts/listingNotices.ts';
import { createWarnings } from './alerts/warnings.ts';
import type { ListSource } from './catalogue/source.ts';
import { SOURCES } from './catalogue/sources.ts';
import { openDatabase, type Store } from './db/open.ts';
import { REFERENCE } from './feeds/dialects.ts';
import type { FeedEvent } from './feeds/feed.ts';
import { createFeedDirector } from './feeds/feedDirector.ts';
import { createAnnouncer } from './hub/announcer.ts';
import { systemFacts } from './util/systemFacts.ts';
import { createDesk } from './hub/desk.ts';
import { createPreviousBooks } from './hub/previousBooks.ts';
import { createProfileShelf } from './hub/profileShelf.ts';
import { type Clock, createEngineHost } from './hub/engineHost.ts';
import { feedView, venueLatency } from './hub/feedView.ts';
import { startHeartbeat } from './hub/heartbeat.ts';
import { createPublisher } from './hub/publisher.ts';
import { createOwnEpisodes } from './hub/risk/episodes/ownEpisodes.ts';
import { createOwnPresets } from './hub/risk/presets/ownPresets.ts';
import { createBaselines } from './hub/risk/baselines.ts';
import { createOwnGroups } from './hub/risk/ownGroups.ts';
import { createRiskHistory } from './hub/risk/history.ts';
import { createRiskThread } from './hub/risk/riskThread.ts';
import { createForks } from './hub/whatIf/forks.ts';
import { createScenarios } from './hub/whatIf/scenarios.ts';
import { createHostGate } from './feeds/hostGate.ts';
import { createRefusedHosts } from './hub/refusedHosts.ts';
import { createTickMarks } from './hub/tickMarks.ts';
import { createLatencyMeter } from './hub/latency.ts';
import { usualRules } from './hub/plausibility.ts';
import { terminalView } from './hub/terminalView.ts';
import type { Outcome } from './hub/session.ts';
import type { ProgramOutside } from './session/outside.ts';
import { createWriter } from './hub/writer.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createPort } from './ipc/port.ts';
import { createFeedRouting, type FeedRouting } from './jobs/feedRouting.ts';
import { keepDemoAccount } from './jobs/demoAccount.ts';
import { createInstrumentLists } from './jobs/instrumentLists.ts';
import { openAccounts } from './jobs/openAccounts.ts';
import { openPriceSources, type PriceSources } from './jobs/priceSources.ts';
import { recordCloses } from './jobs/recordCloses.ts';
import { readRecordedFeeds } from './jobs/recordedFeeds.ts';
import { replayNotice } from './jobs/replayNotice.ts';

export type TerminalOptions = Readonly<{
  databasePath: string;
  face: TerminalView['face'];
  /** Keeps a demo account beside the user's own; a first start has one anyway. */
  demo: boolean;
  replay: Readonly<{ path: string; speed: number }> | null;
  /** Other price sources than our own; a test hands in those that it can break. */
  openSources?: typeof openPriceSources;
  /** Another world than the real one: a session that is written down, or played again. */
  outside?: ProgramOutside;
  /** Puts into the open database what it shall hold at the start. */
  prepare?: (store: Store) => void;
  /** Told of what happens, beside whoever looks at the screen. */
  witness?: Witness;
  /** Other lists of instruments than those of the venues; for a test. */
  lists?: readonly ListSource[];
}>;

export type Witness = Readonly<{
  fed: (event: FeedEvent) => void;
  /** These prices are in the figures of every account that has a use for them. */
  applied?: (event: Extract<FeedEvent, { kind: 'ticks' }>) => void;
  judged: (outcome: Outcome) => void;
}>;

/** The whole product without a window. */
export type Terminal = TerminalPort & Readonly<{
  /** Told of each alert when it is due, after its row is durable: once, or again while nobody acknowledges it; a cascade as one. The first listener is told of those before it too. */
  onRaise: (listener: (alert: AlertView) => void) => () => void;
  /** The system shows no notifications, and why; null: it does again. */
  cannotNotify: (reason: string | null) => void;
  /** The machine woke up: nothing is fresh, and every socket is opened anew. */
  resume: () => void;
  close: () => Promise<void>;
}>;

const CLOCK: Clock = { wall: () => epochMs(Date.now()), monotonic: () => performance.now() };
const WORLD: ProgramOutside = { clock: CLOCK, feed: () => ({}), heartbeat: (beats) => startHeartbeat(beats, CLOCK), start: (act) => act() };
const NOBODY: Witness = { fed: () => undefined, judged: () => undefined };

/** Opens the database, the local price sources and every stored account; a refusal leaves all of them closed. */
export async function openTerminal({ databasePath, face, demo, replay, openSources = openPriceSources, outside = WORLD, prepare, witness = NOBODY, lists = SOURCES }: TerminalOptions): Promise<Result<Terminal, Failure>> {
  const recorded = replay === null ? null : await readRecordedFeeds(replay.path);
  if (recorded?.ok === false) return recorded;
  const opened = openDatabase({ path: databasePath, now: outside.clock.wall() });
  if (!opened.ok) return opened;
  let sources: PriceSources | null = null;
  try {
    prepare?.(opened.value);
    const hasDemo = keepDemoAccount(opened.value, demo, outside.clock.wall());
    const found = await openSources({ demo: hasDemo, replay: recorded === null || replay === null ? null : { feeds: recorded.value, speed: replay.speed } });
    sources = found;
    return ok(outside.start(() => assemble({ store: opened.value, sources: found, face, outside, witness, lists })));
  } catch (error) {
    await sources?.close();
    opened.value.close();
    throw error;
  }
}

type Parts = Readonly<{ store: Store; sources: PriceSources; face: TerminalView['face']; outside: ProgramOutside; witness: Witness; lists: readonly ListSource[] }>;

function assemble({ store, sources, face, outside, witness, lists }: Parts): Terminal {
  const { clock } = outside;
  const desk = createDesk(store.settings);
  const profiles = createProfileShelf(store.settings);
  const writer = createWriter((error) => console.error(`The database cannot be written (${error}). The view goes on, and writing is tried again.`));
  const publisher = createPublisher();
  const latency = createLatencyMeter();
  const ticks = createTickMarks();
  const refused = createRefusedHosts(clock.wall, console.error);
  const gate = createHostGate({ allowed: desk.hosts, offline: desk.offline, onRefused: refused.add });
  const warnings = createWarnings({ log: store.alerts, settings: store.settings, clock, write: writer.write, refusal: gate.refusal, isPrivate: () => desk.settings().privacy });
  const alerts = warnings.centre;

  const engine = createEngineHost({
    profiles: profiles.list,
    clock,
    supplyOf: (venue, channel) => routing.supplyOf(venue, channel),
    priceRules: () => usualRules(desk.settings().priceBandPercent),
    onOutcome: (outcome) => {
      warnings.follow(outcome);
      witness.judged(outcome);
      if (outcome.tickAt === null) return;
      latency.judged(outcome.tickAt, clock.monotonic());
      ticks.put(outcome.host.accountId, outcome.tickAt);
    },
    onFault: ({ name, error }) => console.error(`The account ${name} could not be computed:`, error),
  });
  const feeds = createFeedDirector({
    urlFor: sources.urlFor,
    gate,
    extra: (subscriptions) => routing.reference(subscriptions),
    outside: outside.feed,
    listener: (channel) => (event) => {
      witness.fed(event);
      if (event.kind !== 'ticks') return;
      engine.applyFeed(event, channel);
      witness.applied?.(event);
      latency.applied(event.heardAt, clock.monotonic());
    },
  });

  const routing: FeedRouting = createFeedRouting({ sources, desk, engine: () => engine, feeds: () => feeds, now: clock.wall });
  const { redirect, liveHostsOf } = routing;

  const instruments = createInstrumentLists({
    sources: lists, store, gate, desk, accounts: engine.accounts, now: clock.wall, chance: Math.random, log: console.error,
    onChanges: ({ title }, changes, holdings) => {
      const holders = engine.summaries().flatMap((account) => holdings.filter(({ accountId }) => accountId === account.accountId).map((holding) => ({ ...account, ...holding })));
      noticeListings(alerts, holders, title, changes, clock.wall());
    },
  });

  let stated = 0;
  const state = (): TerminalView => {
    stated += 1;
    const health = feeds.health();
    return terminalView({
      seq: stated, now: clock.wall(), face, desk, engine, feeds: health.map(feedView), latency: { venueToReceipt: venueLatency(health), ...latency.view() }, network: { allowed: desk.hosts(), refused: refused.list(), reference: { title: REFERENCE.title, host: new URL(REFERENCE.defaultUrl).hostname }, lists: instruments.hosts() }, alerts: alerts.recent(), warnings: warnings.view(), store, writeFault: writer.fault(),
    });
  };
  const announcer = createAnnouncer({ publisher, engine, clock, selected: desk.selected, terminal: state, takeTickAt: ticks.take });
  const savePrices = (): void => writer.write('prices', () => engine.savePrices(store.prices.saveLast));
  const resume = (): void => {
    engine.distrust();
    feeds.woke();
  };

  openAccounts(store.accounts, engine, alerts.openStage);
  alerts.clearStrays(store.accounts.list().map(({ accountId }) => accountId), clock.wall());
  if (engine.find(desk.selected() ?? '') === null) desk.select(engine.ids()[0] ?? null);
  redirect();
  for (const source of sources.replaySources) console.error(replayNotice(source, engine.accounts(), desk.offline()));
  let isUntold = false;
  alerts.onRaise(() => {
    isUntold = true;
  });
  /** What is told goes out with its push; what is only written down is shown too. */
  const tellAlerts = (): void => {
    const notices = warnings.beat();
    if (notices.length > 0) announcer.raised(notices.map(({ alert }) => alert.id));
    else if (isUntold) announcer.whole();
    isUntold = false;
  };
  const baselines = createBaselines(engine, clock.wall);
  engine.pulse(true);
  baselines.keep();
  instruments.refresh();
  const stopHeartbeat = outside.heartbeat({
    frame: () => {
      const othersWait = engine.evaluateNext();
      tellAlerts();
      announcer.frame();
      return othersWait;
    },
    second: () => {
      engine.age();
      savePrices();
      baselines.keep();
      announcer.second();
    },
    minute: () => {
      engine.audit();
      writer.write('daily closes', () => recordCloses(engine.freshPrices, store.dailyPrices, clock.wall()));
      redirect();
      instruments.refresh();
    },
    stalled: (ms) => {
      console.error(`The program stood still for ${(ms / 1000).toFixed(1)} s.`);
      engine.stalled(ms);
    },
    woke: resume,
  });

  const painted = (tickAt: number): void => latency.painted(tickAt, clock.monotonic());
  const forks = createForks({ baseOf: engine.fork, profiles: profiles.list, unique: randomUUID });
  const risk = createRiskThread();
  const history = createRiskHistory({ store: store.dailyPrices, method: () => desk.settings().marketMethod });
  const bench = { store, engine, risk, history, episodes: createOwnEpisodes(store.settings), assetNames: instruments.assetNames, presets: createOwnPresets(store.settings), groups: createOwnGroups(store.settings), baselines, alerts, warnings, desk, profiles, previous: createPreviousBooks(store.settings), forks, scenarios: createScenarios(store.settings), feeds, now: clock.wall, redirect, terminalView: state, liveHostsOf, painted, remarksOn: instruments.remarksOn, system: systemFacts };
  const port = createPort(createHandlers(bench), publisher.subscribe, announcer.whole);
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    stopHeartbeat();
    await risk.stop();
    await instruments.close();
    await feeds.close();
    await sources.close();
    savePrices();
    store.close();
  };
  return { ...port, onRaise: warnings.onRaise, cannotNotify: warnings.cannotNotify, resume, close: () => (closing ??= close()) };
}
