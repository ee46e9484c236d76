import type { AccountEngine, PoolEngine } from '#shared/engine/accountEngine.ts';
import type { Answer } from '#shared/ipc/figureView.ts';
import type { OddsView } from '#shared/ipc/riskView.ts';
import type { MarketSpec, SleepSpec } from '#shared/ipc/stressSpec.ts';
import { type EpochMs, epochMs } from '#shared/num/units.ts';
import { carryHours } from '#shared/scenario/monteCarlo/firstPassage.ts';
import { bentBy, type SimulationResult, type SimulationSpec } from '#shared/scenario/monteCarlo/simulation.ts';
import { stressedCorrelation } from '#shared/scenario/risk/correlation.ts';
import type { MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import type { AccountFacts } from '../accountHost.ts';
import { missingForMoves } from './assets.ts';
import { fundingHours, fundingRate } from './funding.ts';
import { marketView, type PoolMarket, poolMarket } from './market.ts';
import { optionPathsOf } from './optionPaths.ts';
import type { RiskThread } from './riskThread.ts';
import { floatText } from './text.ts';

const LONGEST = 168;
const HORIZONS = [1, 24, LONGEST];
const HOUR_MS = 3_600_000;
/** A chance at which one sleeps, and how many paths tell of it. */
const RESTFUL = 0.001;
const PATHS_FOR_NEED = 10_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
/** Every five minutes of the first hour, every hour of the first day, then every four hours. */
const GRID = [...Array.from({ length: 12 }, (_, at) => (at + 1) / 12), ...Array.from({ length: 23 }, (_, at) => at + 2), ...Array.from({ length: 36 }, (_, at) => 28 + 4 * at)];
export const SEED = 20_261_125;

/** Hours from now to its start and to its end. */
type Span = Readonly<{ start: number; end: number }>;

function spanOf({ fromMinute, hours }: SleepSpec, at: EpochMs): Span {
  const minutes = (at / MINUTE_MS) % DAY_MINUTES;
  const start = fromMinute === null ? 0 : ((fromMinute - minutes + DAY_MINUTES) % DAY_MINUTES) / 60;
  return { start, end: start + hours };
}

export type OddsAsked = Readonly<{ paths: number; market: MarketSpec; sleep: SleepSpec | null; asker: string; measured: MeasuredMarket | null }>;

/** Chances of liquidation of the cross pool that is likeliest to be, with its slopes as they are now. */
export async function oddsView(host: AccountFacts, thread: Pick<RiskThread, 'run'>, { paths, market, sleep: asked, asker, measured }: OddsAsked, at: EpochMs): Promise<Answer<OddsView>> {
  const engine = host.engine();
  const options = optionPathsOf(host, at);
  const cross = engine.pools.filter(({ pool, book }) => pool.kind === 'cross' && book.rows.length > 0);
  const missing = missingForMoves(engine, options, 'liquidation', cross);
  if (missing !== null) return { status: 'unknown', missing };
  const sleep = asked === null ? null : spanOf(asked, at);
  const { stablecoins } = engine.portfolio.parameters;
  const specs = cross.map((pool) => { const own = poolMarket(pool, options, measured); return { own, spec: specOf(own, carryPerHour(host, engine, pool), market, sleep, stablecoins) }; });
  const [nearest] = specs.toSorted((left, right) => left.spec.buffer / deviationOf(left.spec) - right.spec.buffer / deviationOf(right.spec));
  if (nearest === undefined) return { status: 'unknown', missing: 'a position that shares the collateral' };
  const { own, spec } = nearest;
  const carry = spec.carryPerHour;
  const [found, still] = await thread.run({ kind: 'simulation', specs: carry === 0 ? [spec] : [spec, { ...spec, carryPerHour: 0, need: null }], paths }, asker);
  if (found === undefined) throw new Error('the simulation of one market gave no result');
  const chanceBy = (hours: number): number => found.horizons.find((horizon) => horizon.hours === hours)?.probability ?? 0;
  return {
    status: 'known', asOf: at, paths: found.paths, horizons: found.horizons.filter(({ hours }) => HORIZONS.includes(hours)), quantiles: found.quantiles, reach: spec.grid.at(-1) ?? 0,
    carryPerHour: floatText(carry), carryHours: carryHours(spec.buffer, carry), moveOnly: (still ?? found).horizons.find(({ hours }) => hours === LONGEST)?.probability ?? 0, market: marketView(own.market),
    sleep: sleep === null ? null : asleep(sleep, found, chanceBy(sleep.end) - chanceBy(sleep.start), at), jumpsOf: market.jumps === null ? null : jumpsOf(own, stablecoins),
  };
}

const asleep = ({ start, end }: Span, { paths, need }: SimulationResult, probability: number, at: EpochMs): OddsView['sleep'] => ({
  from: epochMs(Math.round(at + start * HOUR_MS)), to: epochMs(Math.round(at + end * HOUR_MS)), probability, standardError: Math.sqrt((probability * (1 - probability)) / paths),
  restful: RESTFUL, add: need === null || paths < PATHS_FOR_NEED ? null : floatText(need),
});

const LOWEST = -0.95;
const HIGHEST = 3;
const STEP = 0.01;
/** Moves of a table: every hundredth, and none. */
const MOVES = Array.from({ length: Math.round((HIGHEST - LOWEST) / STEP) + 1 }, (_, at) => LOWEST + at * STEP);
const BEND = 1e-4;

/** Slopes of all but the options, and what these ask for as a table of moves of their asset. */
function linearAndBent({ slopesAt, surface, market }: PoolMarket): Pick<SimulationSpec, 'sensitivities' | 'bends'> {
  const slopes = slopesAt(market.assets.map(() => 0));
  const askedAt = market.assets.map((asset) => { const place = surface.assets.indexOf(asset); return (move: number): number => surface.optionMarginAt(place, move); });
  const bent = askedAt.flatMap((asked, place) => (asked(0.1) === 0 && asked(-0.1) === 0 ? [] : [{ asked, place }]));
  return {
    sensitivities: slopes.map((slope, place) => { const asked = askedAt[place]; return asked === undefined ? slope : slope + (asked(BEND) - asked(-BEND)) / (2 * BEND); }),
    bends: bent.map(({ asked, place }) => ({ place, from: LOWEST, step: STEP, values: MOVES.map((move) => -asked(move)) })),
  };
}

function specOf(own: PoolMarket, carryPerHour: number, { sigmaTimes, correlation, jumps }: MarketSpec, sleep: Span | null, stablecoins: readonly string[]): SimulationSpec {
  const { surface, market } = own;
  const { sensitivities, bends } = linearAndBent(own);
  const asked = sleep === null ? [] : [sleep.start, sleep.end].filter((hours) => hours > 0);
  return {
    buffer: surface.buffer, sensitivities, bends, dailySigmas: market.sigmas.map((sigma) => sigma * sigmaTimes), carryPerHour,
    correlation: correlation === 'one' ? stressedCorrelation(market.correlation, sensitivities, 1) : market.correlation,
    jumps: jumps === null ? null : { ...jumps, mean: Math.log1p(jumps.mean), scales: scalesOf(own, stablecoins) },
    grid: [...new Set([...GRID, ...asked, ...watched(sleep)])].toSorted((left, right) => left - right), horizons: [...new Set([...HORIZONS, ...asked])].toSorted((left, right) => left - right), seed: SEED,
    need: sleep === null ? null : { from: sleep.start, to: sleep.end, chance: RESTFUL },
  };
}

/** Every hour of it: beyond the first day the grid is coarser. */
const watched = (sleep: Span | null): readonly number[] => (sleep === null ? [] : Array.from({ length: Math.ceil(sleep.end - sleep.start) - 1 }, (_, at) => sleep.start + at + 1).filter((hours) => hours < sleep.end));

/** Jumps are told of Bitcoin, or where it is not held and moves of the first asset; of a stablecoin only where nothing else moves. */
const jumpsOf = ({ market: { assets } }: PoolMarket, stablecoins: readonly string[]): string | null => (assets.includes('BTC') ? 'BTC' : assets.find((asset) => !stablecoins.includes(asset)) ?? assets[0] ?? null);

function scalesOf(own: PoolMarket, stablecoins: readonly string[]): readonly number[] {
  const { assets, sigmas } = own.market;
  const reference = sigmas[assets.indexOf(jumpsOf(own, stablecoins) ?? '')] ?? 1;
  return sigmas.map((sigma) => sigma / reference);
}

/** What a σ of each asset moves, bends at their worse side. */
function deviationOf({ sensitivities, bends, dailySigmas }: SimulationSpec): number {
  const bent = bends.map((bend) => { const sigma = dailySigmas[bend.place] ?? 0; return Math.max(Math.abs(bentBy(bend, sigma)), Math.abs(bentBy(bend, -sigma))); });
  return Math.max(1e-9, Math.hypot(...sensitivities.map((own, place) => own * (dailySigmas[place] ?? 0)), ...bent));
}

/** Funding that a pool is paid at the rates that the venue told last, per hour: a long pays a rate above 0. What has no rate is left out. */
function carryPerHour(host: AccountFacts, { portfolio, evaluate }: AccountEngine, { book }: PoolEngine): number {
  const hours = fundingHours(portfolio.venue);
  const own = new Set(book.rows.map(({ id }) => id));
  return evaluate().rows.filter(({ row }) => own.has(row.id)).reduce((sum, { row, terms }) => {
    const rate = fundingRate(host, row.instrument.symbol);
    return terms === null || rate === null ? sum : sum - (Math.sign(row.leg.quantity.toNumber()) * terms.notional.toNumber() * rate.toNumber()) / hours;
  }, 0);
}
