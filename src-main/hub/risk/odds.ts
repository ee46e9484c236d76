import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import { namesOf } from '#shared/engine/contribution/known.ts';
import { unansweredMoves } from '#shared/engine/optionMoves.ts';
import type { Answer } from '#shared/ipc/figureView.ts';
import type { OddsView } from '#shared/ipc/riskView.ts';
import type { EpochMs } from '#shared/num/units.ts';
import { carryHours } from '#shared/scenario/monteCarlo/firstPassage.ts';
import type { SimulationSpec } from '#shared/scenario/monteCarlo/simulation.ts';
import type { AccountFacts } from '../accountHost.ts';
import { marketView, type PoolMarket, poolMarket } from './market.ts';
import { optionPathsOf } from './optionPaths.ts';
import type { RiskThread } from './riskThread.ts';
import { floatText } from './text.ts';

const HORIZONS = [1, 24, 168];
/** Every five minutes of the first hour, every hour of the first day, then every four hours. */
const GRID = [...Array.from({ length: 12 }, (_, at) => (at + 1) / 12), ...Array.from({ length: 23 }, (_, at) => at + 2), ...Array.from({ length: 36 }, (_, at) => 28 + 4 * at)];
const SEED = 20_261_125;
/** Venues that charge funding every hour; the others every eight. */
const HOURLY = new Set(['hyperliquid', 'dydx']);

/** Chances of liquidation of the cross pool that is likeliest to be, with its slopes as they are now. */
export async function oddsView(host: AccountFacts, thread: RiskThread, paths: number, at: EpochMs): Promise<Answer<OddsView>> {
  const engine = host.engine();
  const options = optionPathsOf(host, at);
  const cross = engine.pools.filter(({ pool, book }) => pool.kind === 'cross' && book.rows.length > 0);
  const missing = new Set(cross.flatMap(({ book, ledger }) => namesOf(unansweredMoves(book, ledger, options), ({ blocksLiquidation }) => blocksLiquidation) ?? []));
  if (missing.size > 0) return { status: 'unknown', missing: [...missing].join(', ') };
  const carry = carryPerHour(host, engine);
  const specs = cross.map((pool) => { const own = poolMarket(pool, options); return { own, spec: specOf(own, carry) }; });
  const [nearest] = specs.toSorted((left, right) => left.spec.buffer / deviationOf(left.spec) - right.spec.buffer / deviationOf(right.spec));
  if (nearest === undefined) return { status: 'unknown', missing: 'a position that shares the collateral' };
  const { own, spec } = nearest;
  const found = await thread.run({ kind: 'simulation', spec, paths });
  const still = carry === 0 ? found : await thread.run({ kind: 'simulation', spec: { ...spec, carryPerHour: 0 }, paths });
  return {
    status: 'known', asOf: at, paths: found.paths, horizons: found.horizons, quantiles: found.quantiles, reach: spec.grid.at(-1) ?? 0,
    carryPerHour: floatText(carry), carryHours: carryHours(spec.buffer, carry), moveOnly: still.horizons.at(-1)?.probability ?? 0, market: marketView(own.market),
  };
}

function specOf({ slopesAt, surface, market }: PoolMarket, carryPerHour: number): SimulationSpec {
  return {
    buffer: surface.buffer, sensitivities: slopesAt(market.assets.map(() => 0)), dailySigmas: market.sigmas, correlation: market.correlation, carryPerHour, jumps: null,
    grid: GRID, horizons: HORIZONS, seed: SEED,
  };
}

const deviationOf = ({ sensitivities, dailySigmas }: SimulationSpec): number => Math.max(1e-9, Math.hypot(...sensitivities.map((own, place) => own * (dailySigmas[place] ?? 0))));

/** Funding at the rates that the venue told last, per hour: a long pays a rate above 0. What has no rate is left out. */
function carryPerHour(host: AccountFacts, { portfolio, evaluate }: AccountEngine): number {
  const hours = HOURLY.has(portfolio.venue) ? 1 : 8;
  return evaluate().rows.reduce((sum, { row, terms }) => {
    const rate = host.quote(row.instrument.symbol).items.find(({ name }) => name === 'fundingRate')?.value;
    if (terms === null || typeof rate !== 'string') return sum;
    return sum - (Math.sign(row.leg.quantity.toNumber()) * terms.notional.toNumber() * Number(rate)) / hours;
  }, 0);
}
