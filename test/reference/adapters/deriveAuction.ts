import { afterBid, auctionState, type AuctionTerms } from '#shared/scenario/margin/auction.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { Adapter, Figure, Inputs } from '../adapter.ts';
import { SECONDS_PER_YEAR, unitOfLists } from '../deriveInputs.ts';
import { figure, floatOf } from '../floats.ts';
import { record } from '../inputs.ts';
import { firstModel } from './derive.ts';

type Figures = Readonly<Record<string, Figure>>;
const WEI = 1e18;

function termsOf(parameters: Inputs): AuctionTerms {
  const of = (key: string): number => floatOf(parameters, key);
  return { start: of('starting_mtm_pct'), cutoff: of('fast_cutoff_pct'), fastSeconds: of('fast_len_s'), slowSeconds: of('slow_len_s'), buffer: of('buffer_margin_pct'), feeRate: of('liquidator_fee_rate') };
}

/** A bid on an account: how much it may take, what it pays, and how the account stands after it. */
function bid(inputs: Inputs, earlier: number) {
  const [portfolio, terms] = [unitOfLists(record(inputs, 'Portfolio')), termsOf(record(inputs, 'Parameters'))];
  // Times to expiry are told as of the first second of the test.
  const unit = { ...portfolio, expiries: portfolio.expiries.map((own) => ({ ...own, years: own.years - floatOf(inputs, 'Time') / SECONDS_PER_YEAR })) };
  const found = scenarioMargin(unit, firstModel(record(inputs, 'Parameters')));
  const seconds = floatOf(inputs, 'Time') - floatOf(inputs, 'StartTime');
  const before = { marked: found.equity, maintenanceLevel: found.maintenanceLevel, received: earlier };
  const state = auctionState(before, terms, seconds);
  const wanted = floatOf(inputs, 'PercentWant') / WEI;
  const taken = before.marked > 0 ? Math.min(wanted, state.share) : wanted;
  const paid = taken * state.price;
  const after = afterBid(before, taken, paid);
  return { before, state, taken, paid, cash: unit.cash, size: unit.options.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0), after, next: auctionState(after, terms, seconds) };
}

/** The bid before this one: of the case whose account, sold in part, is this account. */
function earlierBid(inputs: Inputs, cases: readonly Inputs[]): Readonly<{ paid: number; left: number; isSameTime: boolean }> {
  const own = bid(inputs, 0);
  for (const other of cases) {
    const { size, taken, cash, paid } = bid(other, 0);
    if (taken > 0 && isNear(size * (1 - taken), own.size) && isNear(cash * (1 - taken) + paid, own.cash)) return { paid, left: 1 - taken, isSameTime: other['Time'] === inputs['Time'] };
  }
  return { paid: 0, left: 1, isSameTime: true };
}

const isNear = (left: number, right: number): boolean => Math.abs(left - right) <= 1e-9 * Math.abs(right);

function auction(inputs: Inputs, _other: unknown, cases: readonly Inputs[]): Figures {
  const earlier = earlierBid(inputs, cases);
  const { before, state, taken, paid, after, next } = bid(inputs, earlier.paid);
  return {
    PreMtM: figure(before.marked), PreMM: figure(before.maintenanceLevel), PreBM: figure(state.bufferLevel), PreFMax: figure(state.share), ExpectedBidPrice: figure(paid),
    PostMtM: figure(after.marked), PostMM: figure(after.maintenanceLevel), PostBM: figure(nothing(next.bufferLevel, state.bufferLevel)), PostFMax: figure(nothing(next.share, 1)),
    // The harness states a bid at a later time as a share of the account as it was at first.
    FinalPercentageReceived: figure(earlier.isSameTime ? taken : taken * earlier.left), fLiquidatedOfOriginal: figure(before.marked > 0 ? taken : 0),
    ...(before.marked > 0 ? { Lowerbound: figure(0), SMPayout: figure(0) } : {}),
  };
}

/** What is only rounding beside its measure is 0. */
const nothing = (value: number, measure: number): number => (Math.abs(value) <= 1e-9 * Math.abs(measure) ? 0 : value);

/** Derive's auction, on the bids of its integration tests. */
export const deriveAuctionAdapters: readonly Adapter[] = [{ exchange: null, model: 'derive.liquidation', fixedPoint: () => 18, run: auction }];
