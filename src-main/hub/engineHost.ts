import type { Stage } from '#shared/domain/stage.ts';
import { stageRank } from '#shared/domain/stage.ts';
import type { PriceSet } from '#shared/domain/account.ts';
import type { Evaluation } from '#shared/engine/evaluate.ts';
import { type Remedy, remedyOf } from '#shared/engine/remedy.ts';
import type { Snapshot } from '#shared/document/snapshot.ts';
import type { AccountView, EngineHealthView } from '#shared/ipc/view.ts';
import type { DecimalText, EpochMs } from '#shared/num/units.ts';
import type { LastPrice, StoredAccount } from '../db/records.ts';
import type { Channel } from '../feeds/feedDirector.ts';
import type { FeedEvent } from '../feeds/feed.ts';
import { type AccountHost, createAccountHost, isBlindState, type PricePut, type WorstInput } from './accountHost.ts';
import { exportAccount } from './accountExport.ts';
import { accountView } from './accountView.ts';
import { createEngineCounters } from './engineCounters.ts';
import type { Freshness, PriceKey } from './priceBoard.ts';

export type Clock = Readonly<{ wall: () => EpochMs; monotonic: () => number }>;

/** How an account gets its prices, as the terminal sees it now. */
export type Supply = Readonly<{ connected: boolean; staleMs: number; /** Host of the venue's own feed; null when there is none. */ liveHost: string | null }>;

/** A rule of ours that broke while this account was computed: its figures are unknown from then on. */
export type EngineFault = Readonly<{ accountId: string; name: string; error: unknown }>;

/** What the host tells of an account after each evaluation: alerts are made of it. */
export type Outcome = Readonly<{
  host: AccountHost;
  name: string;
  evaluation: Evaluation;
  before: Stage;
  after: Stage;
  worst: WorstInput | null;
  stale: boolean;
  /** Streamed prices are expected and have been missing for longer than the limit. */
  blind: boolean;
  blindSince: EpochMs | null;
  /** Monotonic time of the newest tick in it; null when no tick led to it. */
  tickAt: number | null;
  remedy: () => Remedy | null;
}>;

type Session = {
  host: AccountHost;
  stored: StoredAccount;
  channel: Channel | null;
  dirty: boolean;
  tickAt: number | null;
  seq: number;
  staleSince: number | null;
  evaluation: Evaluation | null;
  remedy: Remedy | null;
  worst: WorstInput | null;
  blindSince: EpochMs | null;
  /** Why its figures are unknown whatever arrives; null when all is well. */
  fault: string | null;
};

export type EngineHost = Readonly<{
  open: (stored: StoredAccount, openStage: Stage | null) => void;
  close: (accountId: string) => void;
  ids: () => readonly string[];
  /** Stored form of every account: its name, whether it is the demo's, whether it is live. */
  accounts: () => readonly StoredAccount[];
  find: (accountId: string) => AccountHost | null;
  applyFeed: (event: Extract<FeedEvent, { kind: 'ticks' }>, channel: Channel) => void;
  setManual: (accountId: string, key: PriceKey, own: Readonly<{ value: DecimalText; at: EpochMs }> | null) => boolean;
  setLive: (accountId: string, live: boolean) => void;
  setChannel: (accountId: string, channel: Channel | null) => void;
  /** Nothing that was received before now counts as fresh. */
  distrust: () => void;
  /** Evaluates what changed; with `all`, every account, because time itself changes states. */
  pulse: (all: boolean) => void;
  view: (accountId: string) => AccountView | null;
  /** Grows with everything that changes an account's figures; null when there is no such account. */
  seqOf: (accountId: string) => number | null;
  /** The account's snapshot document as of now; null when there is no such account. */
  snapshot: (accountId: string, redact: boolean) => Snapshot | null;
  summaries: () => readonly Readonly<{ accountId: string; name: string; stage: Stage; demo: boolean; incomplete: boolean }>[];
  takeUnsavedPrices: () => readonly LastPrice[];
  health: () => EngineHealthView;
  /** A full recompute of every account, compared with its ledger. */
  audit: () => void;
}>;

type Options = Readonly<{ clock: Clock; supplyOf: (venue: string, channel: Channel | null) => Supply; onOutcome: (outcome: Outcome) => void; onFault: (fault: EngineFault) => void }>;

const NO_PRICES: PriceSet = { mark: new Map(), index: new Map(), forward: new Map(), volatility: new Map() };

/** The single writer: prices in, evaluations out. It holds every account and knows nothing of sockets, files or windows. */
export function createEngineHost({ clock, supplyOf, onOutcome, onFault }: Options): EngineHost {
  const sessions = new Map<string, Session>();
  const unsaved = new Map<string, LastPrice>();
  const counters = createEngineCounters(clock.monotonic());

  const freshnessOf = (session: Session): Freshness => {
    const supply = supplyOf(session.stored.portfolio.venue, session.channel);
    return { now: clock.monotonic(), staleMs: supply.staleMs, connected: supply.connected };
  };

  /** A broken rule makes this account unknown; the window and the other accounts go on. */
  function guarded(session: Session, act: () => void): void {
    try {
      act();
    } catch (error) {
      if (session.fault !== null) throw error;
      session.fault = error instanceof Error ? error.message : String(error);
      session.host = createAccountHost({ ...session.stored, prices: NO_PRICES, manual: new Map() }, session.host.stage());
      Object.assign(session, { evaluation: null, remedy: null, worst: null, dirty: true });
      onFault({ accountId: session.stored.accountId, name: session.stored.name, error });
    }
  }

  function evaluate(session: Session): void {
    const { host } = session;
    const now = clock.monotonic();
    const freshness = freshnessOf(session);
    const evaluation = host.evaluate();
    const worst = host.worstInput(freshness);
    const stale = isBlindState(worst);
    session.staleSince = stale ? session.staleSince ?? now : null;
    const { before, after } = host.advance(evaluation, now, stale);
    const expected = session.channel !== null;
    const blind = expected && stale && session.staleSince !== null && now - session.staleSince >= freshness.staleMs && stageRank(after) > 0;
    session.blindSince = blind ? session.blindSince ?? worst?.at ?? clock.wall() : null;
    Object.assign(session, { evaluation, worst, dirty: false });
    const tickAt = session.tickAt;
    session.tickAt = null;
    const remedy = (): Remedy | null => remedyOf(host.book, host.ledger, after);
    if (after === 'calm') session.remedy = null;
    onOutcome({ host, name: session.stored.name, evaluation, before, after, worst, stale, blind, blindSince: session.blindSince, tickAt, remedy });
  }

  function remember(accountId: string, puts: readonly PricePut[]): void {
    for (const { key, value, at, source } of puts) {
      const colon = key.indexOf(':');
      const kind = key.startsWith('mark:') ? 'mark' : 'index';
      unsaved.set(`${accountId}|${key}`, { accountId, kind, key: key.slice(colon + 1), value, at, source });
    }
  }

  return {
    open: (stored, openStage) => {
      const host = createAccountHost(stored, openStage);
      const before = sessions.get(stored.accountId);
      sessions.set(stored.accountId, {
        host, stored, channel: before?.channel ?? null, dirty: true, tickAt: null, seq: (before?.seq ?? 0) + 1, staleSince: null, evaluation: null, remedy: null, worst: null, blindSince: null, fault: null,
      });
    },
    close: (accountId) => {
      sessions.delete(accountId);
      for (const key of unsaved.keys()) if (key.startsWith(`${accountId}|`)) unsaved.delete(key);
    },
    ids: () => [...sessions.keys()],
    accounts: () => [...sessions.values()].map(({ stored }) => stored),
    find: (accountId) => sessions.get(accountId)?.host ?? null,
    applyFeed: ({ ticks, receivedAt, replay }, channel) => {
      const seenAt = clock.monotonic();
      for (const session of sessions.values()) {
        if (session.channel !== channel || session.fault !== null) continue;
        guarded(session, () => {
          const puts = session.host.applyTicks(ticks, receivedAt, seenAt, replay);
          if (puts.length === 0) return;
          session.seq += 1;
          session.dirty = true;
          session.tickAt ??= seenAt;
          remember(session.host.accountId, puts);
          if (session.host.ratioRaises()) evaluate(session);
        });
      }
      counters.ticksApplied(ticks.length, clock.monotonic() - seenAt);
    },
    setManual: (accountId, key, own) => {
      const session = sessions.get(accountId);
      if (session === undefined || !session.host.setManual(key, own)) return false;
      session.seq += 1;
      guarded(session, () => evaluate(session));
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
      session.host.board.distrust();
      Object.assign(session, { channel, staleSince: null, dirty: true });
    },
    distrust: () => {
      for (const session of sessions.values()) {
        session.host.board.distrust();
        session.dirty = true;
      }
    },
    pulse: (all) => {
      for (const session of sessions.values()) {
        if (!all && !session.dirty) continue;
        guarded(session, () => {
          evaluate(session);
          if (all && session.host.stage() !== 'calm') session.remedy = remedyOf(session.host.book, session.host.ledger, session.host.stage());
        });
      }
      if (all) counters.second(clock.monotonic());
    },
    view: (accountId) => {
      const session = sessions.get(accountId);
      if (session === undefined) return null;
      if (session.evaluation === null) guarded(session, () => evaluate(session));
      if (session.evaluation === null) evaluate(session);
      const { host, stored, evaluation, seq, channel, remedy, worst, blindSince, fault } = session;
      if (evaluation === null) return null;
      const supply = supplyOf(stored.portfolio.venue, channel);
      return accountView(host, evaluation, {
        freshness: freshnessOf(session), asOf: clock.wall(), seq, live: stored.live, liveHost: supply.liveHost, demo: stored.demo,
        replay: channel === 'replay', name: stored.name, blindSince, remedy, worst, fault,
      });
    },
    seqOf: (accountId) => sessions.get(accountId)?.seq ?? null,
    snapshot: (accountId, redact) => {
      const session = sessions.get(accountId);
      if (session === undefined) return null;
      return exportAccount(session.stored, session.host.pricesInUse(freshnessOf(session)), { now: clock.wall(), redact, stage: session.host.stage() }).snapshot;
    },
    summaries: () => [...sessions.values()].map(({ host, stored, evaluation }) => ({
      accountId: host.accountId, name: stored.name, stage: host.stage(), demo: stored.demo, incomplete: (evaluation?.missing.length ?? 0) > 0,
    })),
    takeUnsavedPrices: () => {
      const rows = [...unsaved.values()];
      unsaved.clear();
      return rows;
    },
    health: counters.health,
    audit: () => {
      for (const { host } of sessions.values()) counters.recomputed(host.agrees());
    },
  };
}
