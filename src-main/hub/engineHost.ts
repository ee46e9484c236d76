import { publicAt, type VenueRules } from '#shared/venues/registry.ts';
import type { Snapshot } from '#shared/document/snapshot.ts';
import type { Stage } from '#shared/domain/stage.ts';
import type { AccountView, EngineHealthView } from '#shared/ipc/view.ts';
import { DRILL_MINUTES } from '#shared/ipc/limits.ts';
import type { DecimalText, EpochMs } from '#shared/num/units.ts';
import type { LastPrice, StoredAccount } from '../db/records.ts';
import type { FeedEvent } from '../feeds/feed.ts';
import type { Channel } from '../feeds/feedDirector.ts';
import { exportAccount } from './accountExport.ts';
import type { AccountHost } from './accountHost.ts';
import { accountView } from './accountView.ts';
import type { Drill } from './drill.ts';
import { createEngineCounters } from './engineCounters.ts';
import { type FreshPrice, freshPrices } from './freshPrices.ts';
import { createMarkets } from './markets.ts';
import type { PlausibilityRules } from './plausibility.ts';
import type { Freshness, PriceKey } from './priceBoard.ts';
import { createSession, evaluateSession, makeUnknown, type Outcome, type Session } from './session.ts';
import type { Standing } from './overview/overview.ts';
import { createUnsavedPrices } from './unsavedPrices.ts';
import { type ForkBase, forkBase } from './whatIf/base.ts';

export type Clock = Readonly<{ wall: () => EpochMs; monotonic: () => number }>;

/** How an account gets its prices, as the terminal sees it now. */
export type Supply = Readonly<{ connected: boolean; /** Why the venue itself ended the connection, while it has. */ planned?: string | null; staleMs: number; /** Hosts of the venue's own feeds. */ liveHosts: readonly string[] }>;

/** A rule of ours that broke while this account was computed: its figures are unknown from then on. */
export type EngineFault = Readonly<{ accountId: string; name: string; error: unknown }>;

export type EngineHost = Readonly<{
  open: (stored: StoredAccount, openStage: Stage | null) => void;
  close: (accountId: string) => void;
  ids: () => readonly string[];
  /** Stored form of every account: its name, whether it is the demo's, whether it is live. */
  accounts: () => readonly StoredAccount[];
  find: (accountId: string) => AccountHost | null;
  /** Every account with what was last said of it; those without any figures are left out. */
  standings: () => readonly Standing[];
  /** An account as it stands, to be changed beside it; null when there is none. */
  fork: (accountId: string) => ForkBase | null;
  applyFeed: (event: Extract<FeedEvent, { kind: 'ticks' }>, channel: Channel) => void;
  setManual: (accountId: string, key: PriceKey, own: Readonly<{ value: DecimalText; at: EpochMs }> | null) => boolean;
  /** Moves the prices of an account for practice, or ends that. @returns false when there is no such account */
  setDrill: (accountId: string, drill: Drill | null) => boolean;
  setLive: (accountId: string, live: boolean) => void;
  setChannel: (accountId: string, channel: Channel | null) => void;
  /** Nothing that was received before now counts as fresh. */
  distrust: () => void;
  /** Evaluates what changed; with `all`, every account, because time itself changes states. In one go: for a start. */
  pulse: (all: boolean) => void;
  /** Every account is due, because time itself changes states. */
  age: () => void;
  /** Evaluates the next account that is due, and no more: prices that came meanwhile go first. @returns whether others are due in this round, which takes each account once */
  evaluateNext: () => boolean;
  /** Whether the figures of an account are those of its prices: it waits for no evaluation. */
  isSettled: (accountId: string) => boolean;
  view: (accountId: string) => AccountView | null;
  /** Grows with everything that changes an account's figures; null when there is no such account. */
  seqOf: (accountId: string) => number | null;
  /** The account's snapshot document as of now; null when there is no such account. */
  snapshot: (accountId: string, redact: boolean) => Snapshot | null;
  summaries: () => readonly Readonly<{ accountId: string; name: string; stage: Stage; demo: boolean; incomplete: boolean; publicAt: string | null }>[];
  /** Hands over the prices that came in since they were last saved; what `save` throws leaves them to the next call. */
  savePrices: (save: (rows: readonly LastPrice[]) => void) => void;
  /** Fresh prices of accounts that a live feed serves; none of the demo or a replay. */
  freshPrices: () => readonly FreshPrice[];
  health: () => EngineHealthView;
  /** The program stood still for so long, in ms. */
  stalled: (ms: number) => void;
  /** A full recompute of every account, compared with its ledger. */
  audit: () => void;
}>;

type Options = Readonly<{ clock: Clock; supplyOf: (venue: string, channel: Channel | null) => Supply; onOutcome: (outcome: Outcome) => void; onFault: (fault: EngineFault) => void; profiles?: () => readonly VenueRules[]; /** What makes a price suspect. */ priceRules: () => PlausibilityRules }>;

/** A drill ends by itself: meanwhile nobody is warned of what the market really does. */
const DRILL_MS = DRILL_MINUTES * 60_000;

/** The single writer: prices in, evaluations out. It holds every account and knows nothing of sockets, files or windows. */
export function createEngineHost({ clock, supplyOf, onOutcome, onFault, profiles = () => [], priceRules }: Options): EngineHost {
  const sessions = new Map<string, Session>();
  const unsaved = createUnsavedPrices();
  const counters = createEngineCounters(clock.monotonic());
  const markets = createMarkets(priceRules);
  /** Accounts that are still to be evaluated in this round. */
  let round: string[] = [];

  const freshnessOf = ({ stored, channel }: Session): Freshness => {
    const { staleMs, connected } = supplyOf(stored.portfolio.venue, channel);
    return { now: clock.monotonic(), staleMs, connected };
  };
  const evaluate = (session: Session): void => onOutcome(evaluateSession(session, freshnessOf(session), clock.wall(), supplyOf(session.stored.portfolio.venue, session.channel).planned ?? null));

  /** A broken rule makes this account unknown; the window and the other accounts go on. */
  function guarded(session: Session, act: () => void): void {
    if (session.beyondRepair) return;
    try {
      act();
    } catch (error) {
      session.beyondRepair = session.fault !== null;
      makeUnknown(session, error);
      if (session.beyondRepair) return;
      onFault({ accountId: session.stored.accountId, name: session.stored.name, error });
      guarded(session, () => evaluate(session));
    }
  }

  /** Nobody is left with moved prices for longer than practice takes: warnings are of the real ones again. */
  function endDrill(session: Session): void {
    session.drillEnds = null;
    session.host.setDrill(null);
    session.seq += 1;
  }

  function evaluateDue(session: Session): void {
    const { aged } = session;
    session.aged = false;
    guarded(session, () => {
      if (aged && session.drillEnds !== null && clock.monotonic() >= session.drillEnds) endDrill(session);
      if (aged) session.depegs = markets.apart(session.channel, session.host.engine().portfolio, clock.monotonic());
      evaluate(session);
      if (aged && session.host.stage() !== 'calm') session.remedy = session.host.engine().remedy(session.host.stage());
    });
  }

  const isDue = ({ dirty, aged, beyondRepair }: Session): boolean => !beyondRepair && (dirty || aged);

  function age(): void {
    for (const session of sessions.values()) session.aged = true;
    counters.second(clock.monotonic());
  }

  function evaluateNext(): boolean {
    if (round.length === 0) round = [...sessions].flatMap(([accountId, session]) => (isDue(session) ? [accountId] : []));
    const session = sessions.get(round.shift() ?? '');
    if (session !== undefined && isDue(session)) evaluateDue(session);
    return round.length > 0;
  }

  return {
    open: (stored, openStage) => {
      const { accountId } = stored;
      unsaved.forget(accountId);
      const session = createSession(stored, openStage, sessions.get(accountId), clock.monotonic(), profiles());
      sessions.set(accountId, session);
      if (session.fault !== null) onFault({ accountId, name: stored.name, error: session.fault });
    },
    close: (accountId) => {
      sessions.delete(accountId);
      unsaved.forget(accountId);
    },
    ids: () => [...sessions.keys()],
    accounts: () => [...sessions.values()].map(({ stored }) => stored),
    find: (accountId) => sessions.get(accountId)?.host ?? null,
    standings: () => [...sessions.values()].flatMap((session): Standing[] => {
      const { host, stored: { name, demo }, evaluation, worst } = session;
      return evaluation === null ? [] : [{ host, name, demo, evaluation, worst, freshness: freshnessOf(session) }];
    }),
    fork: (accountId) => {
      const session = sessions.get(accountId);
      return session === undefined ? null : forkBase(session.host, freshnessOf(session), { name: session.stored.name, demo: session.stored.demo, replay: session.channel === 'replay', at: clock.wall() });
    },
    applyFeed: ({ ticks, staleMs, receivedAt, replay }, channel) => {
      const seenAt = clock.monotonic();
      const sifted = markets.sift(channel, ticks, seenAt, staleMs);
      for (const session of sessions.values()) {
        if (session.channel !== channel || session.fault !== null) continue;
        guarded(session, () => {
          const puts = session.host.applyTicks({ ticks: sifted.ticks, staleMs, receivedAt, replay }, seenAt);
          const isDoubted = sifted.held.length > 0 && session.host.hold(sifted.held, seenAt).length > 0;
          if (isDoubted) evaluate(session);
          if (puts.length === 0) return;
          session.seq += 1;
          session.dirty = true;
          session.tickAt ??= seenAt;
          unsaved.put(session.host.accountId, puts);
          if (session.host.ratioRaises()) evaluate(session);
        });
      }
      counters.ticksApplied(ticks.length, clock.monotonic() - seenAt);
    },
    setManual: (accountId, key, own) => {
      const session = sessions.get(accountId);
      if (session === undefined || !session.host.uses(key)) return false;
      session.seq += 1;
      guarded(session, () => {
        session.host.setManual(key, own);
        evaluate(session);
      });
      return true;
    },
    setDrill: (accountId, drill) => {
      const session = sessions.get(accountId);
      if (session === undefined) return false;
      session.seq += 1;
      session.drillEnds = drill === null ? null : clock.monotonic() + DRILL_MS;
      guarded(session, () => {
        session.host.setDrill(drill);
        evaluate(session);
      });
      return true;
    },
    setLive: (accountId, live) => {
      const session = sessions.get(accountId);
      if (session !== undefined) session.stored = { ...session.stored, live };
    },
    setChannel: (accountId, channel) => {
      const session = sessions.get(accountId);
      if (session === undefined || session.channel === channel) return;
      // What one source said is not fresh because another one speaks.
      session.host.distrust();
      Object.assign(session, { channel, expectedSince: clock.monotonic(), dirty: true });
    },
    distrust: () => {
      // The market went on too: an old level says nothing of a new one.
      markets.forget();
      for (const session of sessions.values()) {
        session.host.distrust();
        // The market went on meanwhile: the account was blind for all of it.
        Object.assign(session, { expectedSince: -Infinity, dirty: true });
      }
    },
    pulse: (all) => {
      if (all) age();
      for (const session of sessions.values()) if (isDue(session)) evaluateDue(session);
    },
    age,
    evaluateNext,
    isSettled: (accountId) => {
      const session = sessions.get(accountId);
      return session === undefined || !isDue(session);
    },
    view: (accountId) => {
      const session = sessions.get(accountId);
      if (session === undefined) return null;
      if (session.evaluation === null) guarded(session, () => evaluate(session));
      const { host, stored, evaluation, seq, channel, remedy, worst, doubt, blindSince, fault } = session;
      if (evaluation === null) return null;
      const { liveHosts } = supplyOf(stored.portfolio.venue, channel);
      return accountView(host, evaluation, {
        freshness: freshnessOf(session), asOf: clock.wall(), seq, live: stored.live, liveHosts: stored.demo ? [] : liveHosts, demo: stored.demo,
        replay: channel === 'replay', drill: host.drill(), name: stored.name, blindSince, remedy, worst, doubt, fault,
      });
    },
    seqOf: (accountId) => sessions.get(accountId)?.seq ?? null,
    snapshot: (accountId, redact) => {
      const session = sessions.get(accountId);
      if (session === undefined) return null;
      return exportAccount(session.host.engine().portfolio, session.stored.demo, session.host.pricesInUse(freshnessOf(session)), { now: clock.wall(), redact, stage: session.host.stage(), profiles: profiles() }).snapshot;
    },
    summaries: () => [...sessions.values()].map(({ host, stored, evaluation, fault }) => ({
      accountId: host.accountId, name: stored.name, stage: host.stage(), demo: stored.demo, incomplete: fault !== null || (evaluation?.missing.length ?? 0) > 0, publicAt: publicAt(host.engine().book.portfolio.venue),
    })),
    savePrices: unsaved.flush,
    freshPrices: () => [...sessions.values()].flatMap((session) => (session.channel !== 'live' || session.stored.demo || session.fault !== null ? [] : freshPrices(session.host, freshnessOf(session)))),
    health: counters.health,
    stalled: counters.stalled,
    audit: () => {
      for (const session of sessions.values()) guarded(session, () => counters.recomputed(session.host.agrees()));
    },
  };
}
