import SqliteDatabase, { type Database } from 'better-sqlite3';
import { parsePortfolio, type ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { Tick } from '#shared/domain/tick.ts';
import type { AlertView } from '#shared/ipc/view.ts';
import { type DecimalText, type EpochMs, epochMs, isPriceText } from '#shared/num/units.ts';
import { createWarnings } from '../../../../src-main/alerts/warnings.ts';
import { openDatabase } from '../../../../src-main/db/open.ts';
import { createEngineHost, type EngineFault } from '../../../../src-main/hub/engineHost.ts';
import type { Outcome } from '../../../../src-main/hub/session.ts';
import { createWriter } from '../../../../src-main/hub/writer.ts';

export const START = Date.UTC(2026, 10, 24, 14);
export const STALE_MS = 5000;

type Changes = Readonly<Record<string, unknown>>;

/**
 * One long of 1 BTC on 40,000 USD: liquidated at 20,408.16. Marks and their stages: 60,000 calm, 28,000 watch,
 * 23,800 warning, 22,000 danger, 21,000 critical, 20,400 liquidating; at 20,600 the ratio alone asks for warning.
 */
export function riskyDocument(changes: Changes = {}): string {
  const tiers = [{ notionalFloor: '0', maintenanceMarginRate: '0.02', maintenanceAmount: '0', initialMarginRate: '0.04' }];
  return JSON.stringify({
    schema: 'plimsoll.portfolio/1', name: 'Risky', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross',
    collateral: [{ asset: 'USD', amount: '40000', weight: '1' }],
    instruments: [{ symbol: 'BTC-PERP', kind: 'perpetual', settlement: 'linear', base: 'BTC', quote: 'USD', settle: 'USD', contractSize: '1', tiers }],
    positions: [{ symbol: 'BTC-PERP', contracts: '1', entryPrice: '60000' }],
    prices: { mark: { 'BTC-PERP': '60000' } },
    ...changes,
  });
}

export function parsed(text: string, now = START): ParsedPortfolio {
  const result = parsePortfolio(text, epochMs(now));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export function text(value: string): DecimalText {
  if (!isPriceText(value)) throw new Error(`${value} is no price`);
  return value;
}

export const tick = (markPrice: string, symbol = 'BTC-PERP'): Tick => ({ kind: 'quote', venue: 'generic', symbol, markPrice: text(markPrice), eventAt: null });

/** Engine, alerts and a real database on a clock that the test moves: the terminal without feeds and windows. */
export function openBench(path: string, from = START, band = Infinity) {
  const opened = openDatabase({ path, now: epochMs(from) });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const store = opened.value;
  let now = 0;
  let connected = true;
  const clock = { wall: (): EpochMs => epochMs(from + now), monotonic: () => now };
  const told: AlertView[] = [];
  const outcomes: Outcome[] = [];
  const faults: EngineFault[] = [];
  const complaints: string[] = [];
  const writer = createWriter((message) => complaints.push(message));
  const warnings = createWarnings({ log: store.alerts, settings: store.settings, clock, write: writer.write, refusal: () => 'nothing is contacted in a test' });
  const alerts = warnings.centre;
  alerts.onRaise((alert) => told.push(alert));
  const engine = createEngineHost({
    clock, priceRules: () => ({ band, wild: Infinity, memoryMs: 60_000, confirmMs: 30_000, confirmCount: 5 }), supplyOf: () => ({ connected, staleMs: STALE_MS, liveHosts: ['venue.example'] }),
    onOutcome: (outcome) => {
      outcomes.push(outcome);
      warnings.follow(outcome);
    },
    onFault: (fault) => faults.push(fault),
  });
  const open = (accountId: string): void => {
    const stored = store.accounts.load(accountId);
    if (stored !== null) engine.open(stored, alerts.openStage(accountId));
  };
  /** Stores a document as the user's own account and opens it on the live channel. */
  const put = (text: string): string => {
    const { portfolio, prices } = parsed(text, from + now);
    const { accountId } = store.accounts.save(portfolio, prices, { demo: false, at: clock.wall() });
    open(accountId);
    engine.setChannel(accountId, 'live');
    return accountId;
  };
  const at = (ms: number): void => {
    now = ms;
  };
  return {
    store, engine, alerts, warnings, writer, told, outcomes, faults, complaints, clock, open, put, at,
    setConnected: (value: boolean) => { connected = value; },
    /** Prices arrive at `ms` from the start; nothing but the tick itself is evaluated. */
    tick: (ms: number, ...ticks: readonly Tick[]) => {
      at(ms);
      engine.applyFeed({ kind: 'ticks', feedId: 'live', ticks, receivedAt: clock.wall(), staleMs: [], heardAt: 0, epoch: 1, replay: false }, 'live');
    },
    /** The second's beat at `ms` from the start. */
    second: (ms: number) => {
      at(ms);
      engine.pulse(true);
    },
    openTitles: () => store.alerts.open().map(({ title }) => title),
    raised: () => store.alerts.recent(100).map(({ kind, stage }) => `${kind} ${stage}`).toReversed(),
  };
}

export type Bench = ReturnType<typeof openBench>;

/** Runs on a second connection to the database file. */
export function besides(path: string, run: (db: Database) => void): void {
  const db = new SqliteDatabase(path);
  try {
    run(db);
  } finally {
    db.close();
  }
}

/** Every write to the table fails, as on a full disk. @returns the way to make it pass again */
export function refuseWrites(path: string, table: string): () => void {
  const on = ['INSERT', 'UPDATE'];
  besides(path, (db) => { for (const event of on) db.exec(`CREATE TRIGGER full_${event} BEFORE ${event} ON ${table} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`); });
  return () => besides(path, (db) => { for (const event of on) db.exec(`DROP TRIGGER full_${event}`); });
}
