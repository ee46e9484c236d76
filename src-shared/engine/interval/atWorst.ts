import { listedVolatility } from '../../domain/account.ts';
import { asMoney, asPrice, ONE, type Price, ZERO } from '../../num/units.ts';
import type { AccountEngine, PoolEngine } from '../accountEngine.ts';
import type { Book } from '../book.ts';
import { ratioInputs } from '../evaluate.ts';
import { createLedger, type Ledger } from '../ledger.ts';
import { assetMoves } from '../moves.ts';
import { type AnyStand, standsOf } from '../stands.ts';
import type { StageInputs } from '../stage.ts';
import { knownBuffer } from '../sums.ts';
import { greatestRatio, worstBy } from './bounds.ts';
import { stakedPools } from './intervalOf.ts';
import { createModels, type Model, type Models } from './model.ts';
import { type Ages, type IntervalOptions, isSpread, movedBy, type PriceKey, type ReachOf, type Spread } from './reach.ts';

/** From the bad end of an asset's prices to the liquidation price beyond it, as a fraction and in daily standard deviations, ≥ 0. */
export type EndDistance = Readonly<{ asset: string; distance: number; sigmas: number | null }>;

/** What the stage tests read when prices are old, and where its distances come from. */
export type AtWorst = Readonly<{ inputs: StageInputs; ends: readonly EndDistance[] }>;

/**
 * The bad end of the ratio over every combination of prices, and the distance of each underlying from the bad end of its
 * own prices. From what is known alone: a price without a σ stands where it was last seen.
 *
 * @param point the inputs at the last seen prices; no figure comes out safer than it
 * @source docs/margin-models.md, "Intervals"
 */
export const atWorst = (engine: AccountEngine, ages: Ages, options: IntervalOptions, point: StageInputs): AtWorst => worstFrom(engine, createModels(engine, ages, options), point);

export function worstFrom(engine: AccountEngine, models: Models, point: StageInputs): AtWorst {
  const cross = stakedPools(engine);
  // An isolated position is judged by its ratio alone.
  const isolated = engine.pools.filter(({ pool }) => pool.kind === 'isolated');
  const ends = cross.flatMap((own) => endDistances(own, models.reachOf));
  const inputs = [...[...cross, ...isolated].map((own) => ratioAtWorst(own, models.of([own]))), ...ends.map(({ distance, sigmas }) => ({ ...NOTHING, distance, sigmas }))].reduce(worseOf, point);
  return { inputs, ends };
}

/** The worse of each test. Beyond every ratio is worse than any. */
export function worseOf(a: StageInputs, b: StageInputs): StageInputs {
  const pick = (of: (inputs: StageInputs) => number | null, choose: (x: number, y: number) => number): number | null => {
    const [x, y] = [of(a), of(b)];
    return x === null || y === null ? x ?? y : choose(x, y);
  };
  const beyond = [a, b].some(({ liquidating, ratio }) => liquidating && ratio === null);
  return {
    liquidating: a.liquidating || b.liquidating, ratio: beyond ? null : pick(({ ratio }) => ratio, Math.max),
    sigmas: pick(({ sigmas }) => sigmas, Math.min), distance: pick(({ distance }) => distance, Math.min),
  };
}

function ratioAtWorst(own: PoolEngine, model: Model): StageInputs {
  const { adjusted, maintenance } = worstBy(model, (part) => part.maintenance.minus(part.adjusted));
  const nothing = asMoney(ZERO);
  const sums = { ...own.ledger.sums(), adjustedCollateral: asMoney(adjusted), unrealizedPnl: nothing, weighedProfit: nothing, openingFees: nothing, maintenanceMargin: asMoney(maintenance) };
  return { liquidating: ratioInputs(sums).liquidating, ratio: greatestRatio(model, 'maintenance')?.toNumber() ?? null, sigmas: null, distance: null };
}

const NOTHING: StageInputs = { liquidating: false, ratio: null, sigmas: null, distance: null };

/** A second ledger, in which the prices of one asset after the other are put at their ends. */
function endDistances({ book, ledger }: PoolEngine, reachOf: ReachOf): readonly EndDistance[] {
  const moving = book.assets.map((asset) => ({ asset, prices: pricesOf(book, ledger, asset, reachOf) })).filter(({ prices }) => prices.length > 0);
  if (moving.length === 0) return [];
  const fork = createLedger(book);
  const { mark, index } = ledger.prices();
  for (const [symbol, value] of mark) fork.setMark(symbol, value);
  for (const [asset, value] of index) fork.setIndex(asset, value);
  const stands = standsOf(book, fork);
  return moving.flatMap(({ asset, prices }) => ([-1, 1] as const).flatMap((way) => distanceFrom(book, fork, stands, asset, prices, way)));
}

type Movable = Readonly<{ price: Price; spread: Spread; set: (ledger: Ledger, value: Price) => void }>;

function pricesOf(book: Book, ledger: Ledger, asset: string, reachOf: ReachOf): readonly Movable[] {
  const { mark, index } = ledger.prices();
  // No σ of its underlying says how far an option has moved: it stands where it was last seen.
  const symbols = [...book.holdings.values()].filter(({ instrument }) => instrument.base === asset && instrument.kind !== 'option').map(({ symbol }) => symbol);
  const movable = (key: PriceKey, price: Price | undefined, set: Movable['set']): readonly Movable[] => {
    const spread = reachOf(asset, key);
    return price === undefined || !isSpread(spread) ? [] : [{ price, spread, set }];
  };
  return [
    ...symbols.flatMap((symbol) => movable(`mark:${symbol}`, mark.get(symbol), (to, value) => to.setMark(symbol, value))),
    ...(asset === book.valuationCurrency ? [] : movable(`index:${asset}`, index.get(asset), (to, value) => to.setIndex(asset, value))),
  ];
}

/** From one end of an asset's prices to its liquidation prices: where they are of several ages, the far end may be the bad one. */
function distanceFrom(book: Book, fork: Ledger, stands: readonly (AnyStand | null)[], asset: string, prices: readonly Movable[], way: 1 | -1): readonly EndDistance[] {
  // Nothing is measured from a price of 0; that an account does not get there alive is said by its ratio.
  if (way === -1 && prices.some(({ spread }) => spread.down.gte(ONE))) return [];
  for (const { price, spread, set } of prices) set(fork, asPrice(movedBy(price, spread, way === 1 ? ONE : ONE.neg())));
  const { roots } = assetMoves(book, fork, standsAt(book, fork, stands, asset), asset, knownBuffer(fork.sums()));
  for (const { price, set } of prices) set(fork, price);
  const volatility = listedVolatility(book.parameters, asset);
  return [roots?.down, roots?.up].flatMap((root): readonly EndDistance[] => {
    if (root === undefined || root === null) return [];
    const fraction = root.toNumber();
    return [{ asset, distance: Math.abs(fraction), sigmas: volatility === null ? null : Math.abs(Math.log1p(fraction)) / volatility }];
  });
}

/** Only what is on the asset, or settled in it, stands elsewhere. */
function standsAt(book: Book, fork: Ledger, stands: readonly (AnyStand | null)[], asset: string): readonly (AnyStand | null)[] {
  const places = [...new Set([...(book.rowsByBase.get(asset) ?? []), ...(book.rowsBySettle.get(asset) ?? [])])];
  const own = standsOf({ ...book, rows: places.flatMap((at) => book.rows[at] ?? []) }, fork);
  const replaced = new Map(places.map((at, order) => [at, own[order] ?? null]));
  return stands.map((stand, at) => (replaced.has(at) ? replaced.get(at) ?? null : stand));
}
