import type { Stage } from '#shared/domain/stage.ts';
import { stageRank } from '#shared/domain/stage.ts';
import type { Evaluation } from '#shared/engine/evaluate.ts';
import { type Remedy, remedyOf } from '#shared/engine/remedy.ts';
import type { AccountView, EngineHealthView } from '#shared/ipc/view.ts';
import type { DecimalText, EpochMs } from '#shared/num/units.ts';
import type { LastPrice, StoredAccount } from '../db/records.ts';
import type { Channel } from '../feeds/feedDirector.ts';
import type { FeedEvent } from '../feeds/feed.ts';
import { type AccountHost, createAccountHost, isBlindState, type PricePut, type WorstInput } from './accountHost.ts';
import { accountView } from './accountView.ts';
import type { Freshness, PriceKey } from './priceBoard.ts';

export type Clock = Readonly<{ wall: () => EpochMs; monotonic: () => number }>;

/** How an account gets its prices, as the terminal sees it now. */
export type Supply = Readonly<{ channel: Channel | null; connected: boolean; staleMs: number; liveAvailable: boolean }>;

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
};

export type EngineHost = Readonly<{
  open: (stored: StoredAccount, openStage: Stage | null) => void;
  close: (accountId: string) => void;
  ids: () => readonly string[];
  find: (accountId: string) => AccountHost | null;
  applyFeed: (event: Extract<FeedEvent, { kind: 'ticks' }>, channel: Channel) => void;
  setManual: (accountId: string, key: PriceKey, own: Readonly<{ value: DecimalText; at: EpochMs }> | null) => boolean;
  setChannel: (accountId: string, channel: Channel | null, live: boolean) => void;
  /** Evaluates what changed; with `all`, every account, because time itself changes states. */
  pulse: (all: boolean) => void;
  view: (accountId: string) => AccountView | null;
  summaries: () => readonly Readonly<{ accountId: string; name: string; stage: Stage; demo: boolean; incomplete: boolean }>[];
  takeUnsavedPrices: () => readonly LastPrice[];
  health: () => EngineHealthView;
  /** A full recompute of every account, compared with its ledger. */
  audit: () => void;
}>;

type Options = Readonly<{ clock: Clock; supplyOf: (venue: string, channel: Channel | null) => Supply; onOutcome: (outcome: Outcome) => void }>;

/** The single writer: prices in, evaluations out. It holds every account and knows nothing of sockets, files or windows. */
export function createEngineHost({ clock, supplyOf, onOutcome }: Options): EngineHost {
  const sessions = new Map<string, Session>();
  const unsaved = new Map<string, LastPrice>();
  const counters = { ticks: 0, recomputes: 0, mismatches: 0, stepMicros: null as number | null, rate: 0, rateFrom: clock.monotonic(), rateTicks: 0 };

  const freshnessOf = (session: Session): Freshness => {
    const supply = supplyOf(session.stored.portfolio.venue, session.channel);
    return { now: clock.monotonic(), staleMs: supply.staleMs, connected: supply.connected };
  };

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
        host, stored, channel: before?.channel ?? null, dirty: true, tickAt: null, seq: (before?.seq ?? 0) + 1, staleSince: null, evaluation: null, remedy: null, worst: null, blindSince: null,
      });
    },
    close: (accountId) => {
      sessions.delete(accountId);
      for (const key of unsaved.keys()) if (key.startsWith(`${accountId}|`)) unsaved.delete(key);
    },
    ids: () => [...sessions.keys()],
    find: (accountId) => sessions.get(accountId)?.host ?? null,
    applyFeed: ({ ticks, receivedAt, replay }, channel) => {
      const seenAt = clock.monotonic();
      for (const session of sessions.values()) {
        if (session.channel !== channel) continue;
        const puts = session.host.applyTicks(ticks, receivedAt, seenAt, replay);
        if (puts.length === 0) continue;
        session.seq += 1;
        session.dirty = true;
        session.tickAt ??= seenAt;
        remember(session.host.accountId, puts);
        if (session.host.ratioRaises()) evaluate(session);
      }
      counters.ticks += ticks.length;
      counters.rateTicks += ticks.length;
      const micros = ((clock.monotonic() - seenAt) * 1000) / Math.max(1, ticks.length);
      counters.stepMicros = counters.stepMicros === null ? micros : counters.stepMicros * 0.95 + micros * 0.05;
    },
    setManual: (accountId, key, own) => {
      const session = sessions.get(accountId);
      if (session === undefined || !session.host.setManual(key, own)) return false;
      session.seq += 1;
      evaluate(session);
      return true;
    },
    setChannel: (accountId, channel, live) => {
      const session = sessions.get(accountId);
      if (session === undefined) return;
      if (session.channel !== channel) session.staleSince = null;
      Object.assign(session, { channel, stored: { ...session.stored, live }, dirty: true });
    },
    pulse: (all) => {
      for (const session of sessions.values()) {
        if (!all && !session.dirty) continue;
        evaluate(session);
        if (all && session.host.stage() !== 'calm') session.remedy = remedyOf(session.host.book, session.host.ledger, session.host.stage());
      }
      if (!all) return;
      const elapsed = clock.monotonic() - counters.rateFrom;
      if (elapsed >= 900) Object.assign(counters, { rate: (counters.rateTicks * 1000) / elapsed, rateFrom: clock.monotonic(), rateTicks: 0 });
    },
    view: (accountId) => {
      const session = sessions.get(accountId);
      if (session === undefined) return null;
      if (session.evaluation === null) evaluate(session);
      const { host, stored, evaluation, seq, channel, remedy, worst, blindSince } = session;
      if (evaluation === null) return null;
      const supply = supplyOf(stored.portfolio.venue, channel);
      return accountView(host, evaluation, {
        freshness: freshnessOf(session), asOf: clock.wall(), seq, live: stored.live, liveAvailable: supply.liveAvailable, demo: stored.demo,
        replay: channel === 'replay', name: stored.name, blindSince, remedy, worst,
      });
    },
    summaries: () => [...sessions.values()].map(({ host, stored, evaluation }) => ({
      accountId: host.accountId, name: stored.name, stage: host.stage(), demo: stored.demo, incomplete: (evaluation?.missing.length ?? 0) > 0,
    })),
    takeUnsavedPrices: () => {
      const rows = [...unsaved.values()];
      unsaved.clear();
      return rows;
    },
    health: () => ({ ticks: counters.ticks, ticksPerSecond: Math.round(counters.rate), stepMicros: counters.stepMicros, recomputes: counters.recomputes, mismatches: counters.mismatches }),
    audit: () => {
      for (const { host } of sessions.values()) {
        counters.recomputes += 1;
        if (!host.agrees()) counters.mismatches += 1;
      }
    },
  };
}

