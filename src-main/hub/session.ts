import type { PriceSet } from '#shared/domain/account.ts';
import { isStale } from '#shared/domain/priceState.ts';
import { type Stage, stageRank } from '#shared/domain/stage.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { worseOf } from '#shared/engine/interval/atWorst.ts';
import type { Remedy } from '#shared/engine/remedy.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { VenueRules } from '#shared/venues/registry.ts';
import type { StoredAccount } from '../db/records.ts';
import type { Channel } from '../feeds/feedDirector.ts';
import { type AccountHost, createAccountHost, type WorstInput } from './accountHost.ts';
import { type Doubt, doubtOf } from './doubt.ts';
import type { Depeg } from './depeg.ts';
import type { Held } from './plausibility.ts';
import type { Freshness, PriceKey } from './priceBoard.ts';
import { type Silence, sightOf } from './sight.ts';
import type { Judged } from './words.ts';

/** An evaluation with what old prices may make of it. */
export type JudgedEvaluation = AccountEvaluation & Judged;

/** An account that is open, with all that was last said of it. */
export type Session = {
  host: AccountHost;
  stored: StoredAccount;
  channel: Channel | null;
  /** Monotonic time from which on its channel should speak. */
  expectedSince: number;
  dirty: boolean;
  /** A second passed since it was last evaluated for the sake of time. */
  aged: boolean;
  /** Monotonic time of the oldest tick that is not evaluated yet. */
  tickAt: number | null;
  seq: number;
  evaluation: JudgedEvaluation | null;
  remedy: Remedy | null;
  worst: WorstInput | null;
  /** What old prices leave open; null when they are fresh, or as the user gave them. */
  doubt: Doubt | null;
  blindSince: EpochMs | null;
  /** Collateral that is priced differently elsewhere, as of the last second. */
  depegs: readonly Depeg[];
  /** Why its figures are unknown whatever arrives; null when all is well. */
  fault: string | null;
  /** Its rules broke without any price too: it was said once, and there is nothing to show. */
  beyondRepair: boolean;
  /** Monotonic time at which its drill ends; null while it has none. */
  drillEnds: number | null;
};

/** What is told of an account after each evaluation: alerts are made of it. */
export type Outcome = Readonly<{
  host: AccountHost;
  name: string;
  evaluation: JudgedEvaluation;
  freshness: Freshness;
  before: Stage;
  after: Stage;
  worst: WorstInput | null;
  /** Some input is not fresh: a stage may rise on it, and nothing clears. */
  stale: boolean;
  /** At risk, streamed prices are expected, and one has been missing for longer than the limit. */
  blind: Silence | null;
  blindSince: EpochMs | null;
  /** The venue restarts, by its own words: its silence is no fault. */
  planned: string | null;
  /** No price that should stream is missing. */
  sighted: boolean;
  /** Monotonic time of the oldest tick in it; null when no tick led to it. */
  tickAt: number | null;
  remedy: () => Remedy | null;
  /** Prices that came in and are not used, by key. */
  suspects: ReadonlyMap<PriceKey, Held>;
  depegs: readonly Depeg[];
}>;

const NO_PRICES: PriceSet = { mark: new Map(), index: new Map(), forward: new Map(), volatility: new Map() };

const withoutPrices = (stored: StoredAccount): StoredAccount => ({ ...stored, prices: NO_PRICES, manual: new Map() });
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * @param before the session that it takes the place of: its channel stays, and `seq` goes on
 * @throws what a rule throws that breaks without any price too
 */
export function createSession(stored: StoredAccount, openStage: Stage | null, before: Session | undefined, now: number, profiles: readonly VenueRules[]): Session {
  const { host, fault } = openHost(stored, openStage, profiles);
  return {
    host, fault, stored, channel: before?.channel ?? null, expectedSince: now, dirty: true, aged: false, tickAt: null, seq: (before?.seq ?? 0) + 1,
    evaluation: null, remedy: null, worst: null, doubt: null, blindSince: null, depegs: [], beyondRepair: false, drillEnds: null,
  };
}

function openHost(stored: StoredAccount, openStage: Stage | null, profiles: readonly VenueRules[]): Pick<Session, 'host' | 'fault'> {
  try {
    return { host: createAccountHost(stored, openStage, profiles), fault: null };
  } catch (error) {
    return { host: createAccountHost(withoutPrices(stored), openStage), fault: reasonOf(error) };
  }
}

/** Takes every price away from an account of which a rule broke: unknown, at the stage it had. */
export function makeUnknown(session: Session, error: unknown): void {
  const host = createAccountHost(withoutPrices(session.stored), session.host.stage());
  Object.assign(session, { host, fault: reasonOf(error), evaluation: null, remedy: null, worst: null, doubt: null, dirty: true });
}

/** Evaluates an account and moves its stage on. @param wall our clock, for when the account went blind and what has expired */
export function evaluateSession(session: Session, freshness: Freshness, wall: EpochMs, planned: string | null = null): Outcome {
  const { host, tickAt } = session;
  host.tellTime(wall);
  const figures = host.evaluate();
  const doubt = doubtNow(session, figures, freshness, wall);
  const evaluation: JudgedEvaluation = doubt === null ? figures : { ...figures, atWorst: doubt.worst };
  const worst = host.worstInput(freshness);
  const stale = worst !== null && isStale(worst.state);
  const { before, after } = host.advance(evaluation, freshness.now, host.awaitsFresh(freshness), doubt === null ? null : worseOf(doubt.worst.inputs, figures.stageInputs));
  const sight = sightOf(host.streamed(wall), host.board, freshness, session.expectedSince);
  const blind = session.channel !== null && stageRank(after) > 0 ? sight.silence : null;
  if (sight.clear) session.blindSince = null;
  else if (blind !== null) session.blindSince ??= blind.at ?? wall;
  // A stage that is new comes with its help; after that the help is made anew once a second.
  if (after !== before || session.evaluation === null) session.remedy = after === 'calm' ? null : host.engine().remedy(after);
  Object.assign(session, { evaluation, worst, doubt, dirty: false, tickAt: null });
  return {
    host, name: session.stored.name, evaluation, freshness, before, after, worst, stale, blind, planned, blindSince: session.blindSince, sighted: sight.clear, tickAt,
    remedy: () => host.engine().remedy(after), suspects: host.suspects(), depegs: session.depegs,
  };
}

/** A price that never spoke is given the limit to start, as where silence is judged. */
function doubtNow({ host, doubt, expectedSince }: Session, figures: AccountEvaluation, freshness: Freshness, wall: EpochMs): Doubt | null {
  return freshness.now - expectedSince < freshness.staleMs ? null : doubtOf(host, doubt, figures.stageInputs, freshness, wall);
}
