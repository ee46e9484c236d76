import type { Failure } from '#shared/domain/failure.ts';
import type { TerminalPort } from '#shared/ipc/contract.ts';
import type { AlertView, TerminalView } from '#shared/ipc/view.ts';
import { epochMs } from '#shared/num/units.ts';
import { ok, type Result } from '#shared/util/result.ts';
import { createAlertCentre } from './alerts/alertCentre.ts';
import { createRaiseQueue } from './alerts/raiseQueue.ts';
import { createWatch } from './alerts/watch.ts';
import { openDatabase, type Store } from './db/open.ts';
import { dialectOf } from './feeds/dialects.ts';
import { createFeedDirector, staleLimitOf } from './feeds/feedDirector.ts';
import { createAnnouncer } from './hub/announcer.ts';
import { createDesk } from './hub/desk.ts';
import { createProfileShelf } from './hub/profileShelf.ts';
import { type Clock, createEngineHost } from './hub/engineHost.ts';
import { feedView } from './hub/feedView.ts';
import { startHeartbeat } from './hub/heartbeat.ts';
import { createPublisher } from './hub/publisher.ts';
import { channelOf, liveHostOf, wantedOf } from './hub/supply.ts';
import { terminalView } from './hub/terminalView.ts';
import { createWriter } from './hub/writer.ts';
import { createHandlers } from './ipc/handlers.ts';
import { createPort } from './ipc/port.ts';
import { keepDemoAccount } from './jobs/demoAccount.ts';
import { openAccounts } from './jobs/openAccounts.ts';
import { openPriceSources, type PriceSources } from './jobs/priceSources.ts';
import { readRecordedFeed } from './jobs/recordedFeed.ts';
import { replayNotice } from './jobs/replayNotice.ts';

export type TerminalOptions = Readonly<{
  databasePath: string;
  face: TerminalView['face'];
  /** Keeps a demo account beside the user's own; a first start has one anyway. */
  demo: boolean;
  replay: Readonly<{ path: string; speed: number }> | null;
  /** Other price sources than our own; a test hands in those that it can break. */
  openSources?: typeof openPriceSources;
}>;

/** The whole product without a window. */
export type Terminal = TerminalPort & Readonly<{
  /** Told once per raised alert, after its row is durable; the first listener also of those before it. */
  onRaise: (listener: (alert: AlertView) => void) => () => void;
  /** The machine woke up: nothing is fresh, and every socket is opened anew. */
  resume: () => void;
  close: () => Promise<void>;
}>;

const CLOCK: Clock = { wall: () => epochMs(Date.now()), monotonic: () => performance.now() };

/** Opens the database, the local price sources and every stored account; a refusal leaves all of them closed. */
export async function openTerminal({ databasePath, face, demo, replay, openSources = openPriceSources }: TerminalOptions): Promise<Result<Terminal, Failure>> {
  const recorded = replay === null ? null : await readRecordedFeed(replay.path);
  if (recorded?.ok === false) return recorded;
  const opened = openDatabase({ path: databasePath, now: CLOCK.wall() });
  if (!opened.ok) return opened;
  let sources: PriceSources | null = null;
  try {
    const hasDemo = keepDemoAccount(opened.value, demo, CLOCK.wall());
    sources = await openSources({ demo: hasDemo, replay: recorded === null || replay === null ? null : { ...recorded.value, speed: replay.speed } });
    return ok(assemble(opened.value, sources, face));
  } catch (error) {
    await sources?.close();
    opened.value.close();
    throw error;
  }
}

function assemble(store: Store, sources: PriceSources, face: TerminalView['face']): Terminal {
  const desk = createDesk(store.settings);
  const profiles = createProfileShelf(store.settings);
  const writer = createWriter((error) => console.error(`The database cannot be written (${error}). The view goes on, and writing is tried again.`));
  const alerts = createAlertCentre(store.alerts);
  const watch = createWatch(alerts, CLOCK, writer.write);
  const publisher = createPublisher();
  const hasLiveFeed = (venue: string): boolean => dialectOf(venue) !== null;

  const engine = createEngineHost({
    profiles: profiles.list,
    clock: CLOCK,
    supplyOf: (venue, channel) => ({
      connected: channel !== null && isConnected(feeds.healthOf(venue, channel)?.state),
      staleMs: staleLimitOf(venue),
      liveHost: liveHostOf(sources.urlFor(venue, 'live')),
    }),
    onOutcome: watch,
    onFault: ({ name, error }) => console.error(`The account ${name} could not be computed:`, error),
  });
  const feeds = createFeedDirector({
    urlFor: sources.urlFor,
    listener: (channel) => (event) => {
      if (event.kind === 'ticks') engine.applyFeed(event, channel);
    },
  });

  const redirect = (): void => {
    const rules = { offline: desk.offline(), demoRuns: sources.demoRuns, replayVenue: sources.replayVenue, hasLiveFeed };
    feeds.direct(engine.accounts().flatMap((stored) => {
      const { accountId, portfolio: { venue } } = stored;
      const channel = channelOf(stored, venue, rules);
      engine.setChannel(accountId, channel);
      const book = engine.find(accountId)?.engine().book;
      return channel === null || book === undefined ? [] : [{ accountId, venue, channel, wanted: wantedOf(book, CLOCK.wall()) }];
    }));
  };

  let stated = 0;
  const state = (): TerminalView => {
    stated += 1;
    return terminalView({
      seq: stated, now: CLOCK.wall(), face, desk, engine, feeds: feeds.health().map(feedView), alerts: alerts.recent(), store, writeFault: writer.fault(),
    });
  };
  const announcer = createAnnouncer({ publisher, engine, clock: CLOCK, selected: desk.selected, terminal: state });
  const savePrices = (): void => writer.write('prices', () => engine.savePrices(store.prices.saveLast));
  const resume = (): void => {
    engine.distrust();
    feeds.reconnect();
  };

  openAccounts(store.accounts, engine, alerts.openStage);
  alerts.clearStrays(store.accounts.list().map(({ accountId }) => accountId), CLOCK.wall());
  if (engine.find(desk.selected() ?? '') === null) desk.select(engine.ids()[0] ?? null);
  redirect();
  if (sources.replayVenue !== null) console.error(replayNotice(sources.replayVenue, engine.accounts(), desk.offline()));
  const raises = createRaiseQueue();
  alerts.onRaise(({ id }) => announcer.raised(id));
  alerts.onRaise(raises.tell);
  engine.pulse(true);
  const stopHeartbeat = startHeartbeat({
    frame: () => {
      engine.pulse(false);
      announcer.frame();
    },
    second: () => {
      engine.pulse(true);
      savePrices();
      announcer.whole();
    },
    minute: () => {
      engine.audit();
      redirect();
    },
    woke: resume,
  }, CLOCK);

  const bench = { store, engine, alerts, desk, profiles, feeds, now: CLOCK.wall, redirect, terminalView: state, hasLiveFeed };
  const port = createPort(createHandlers(bench), publisher.subscribe, announcer.whole);
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    stopHeartbeat();
    await feeds.close();
    await sources.close();
    savePrices();
    store.close();
  };
  return { ...port, onRaise: raises.onRaise, resume, close: () => (closing ??= close()) };
}

const isConnected = (state: string | undefined): boolean => state === 'open' || state === 'live' || state === 'stale';
