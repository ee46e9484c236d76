import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import { lineChanges } from '#shared/engine/contribution/lines.ts';
import type { Ledger } from '#shared/engine/ledger.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import { rateOf } from '#shared/engine/prices.ts';
import type { ReverseStressView } from '#shared/ipc/riskView.ts';
import { Decimal, toText } from '#shared/num/units.ts';
import type { MeasuredMarket } from '#shared/scenario/risk/measuredMarket.ts';
import { reverseStress } from '#shared/scenario/stress/reverseStress.ts';
import { priceDecimalsOf } from '../decimals.ts';
import { poolWords, rowWords } from '../insight/figures.ts';
import { textOf } from '../rowViews.ts';
import { missingForMoves } from './assets.ts';
import { type PoolMarket, poolMarket } from './market.ts';
import { floatText } from './text.ts';

/** The pool that dies first, and how; unknown while an input of a pool is. */
export function reverseView(engine: AccountEngine, paths: OptionPaths, measured: MeasuredMarket | null): ReverseStressView {
  const cross = engine.pools.filter(({ pool }) => pool.kind === 'cross');
  const missing = missingForMoves(engine, paths, 'liquidation', cross);
  if (missing !== null) return { status: 'unknown', missing };
  const found = cross.filter(({ book }) => book.rows.length > 0).map((pool) => {
    const own = poolMarket(pool, paths, measured);
    return { own, result: reverseStress(own.bufferAt, own.market.covariance, { slopesAt: own.slopesAt, bent: bentIn(own) }) };
  });
  if (found.some(({ result }) => result.status === 'liquidated')) return { status: 'known', result: 'liquidated' };
  const nearest = found.reduce<Found | null>((best, { own, result }) => (result.status === 'found' && (best === null || result.sigmas < best.sigmas) ? { ...result, own } : best), null);
  return nearest === null ? { status: 'known', result: 'none' } : foundView(nearest, paths);
}

/** Assets that the pool has options on. */
function bentIn({ pool: { book }, market: { assets } }: PoolMarket): readonly number[] {
  const bases = new Set(book.rows.flatMap(({ option, instrument }) => (option === null ? [] : [instrument.base])));
  return assets.flatMap((asset, place) => (bases.has(asset) ? [place] : []));
}

type Found = Readonly<{ own: PoolMarket; moves: readonly number[]; sigmas: number; left: number }>;

/** What an option gains: part of equity, and of no adjusted equity. */
function worthChange(before: Ledger, after: Ledger, at: number): Decimal {
  return (after.optionTerms(at)?.value ?? new Decimal(0)).minus(before.optionTerms(at)?.value ?? 0);
}

function foundView({ own, moves, sigmas, left }: Found, paths: OptionPaths): ReverseStressView {
  const { pool, market } = own;
  const { index } = pool.ledger.prices();
  const shock = new Map(market.assets.map((asset, place) => [asset, new Decimal(floatText(moves[place] ?? 0))]));
  const changes = lineChanges(pool, shock, paths);
  if (changes.status === 'unknown') return changes;
  const change = own.equityChange(moves);
  return {
    status: 'known', result: 'found', pool: poolWords(pool.pool.id), sigmas, left: floatText(left), loss: floatText(Math.abs(change)), gains: change > 0,
    moves: market.assets.map((asset, place) => {
      const price = rateOf(asset, pool.book.valuationCurrency, index);
      const move = new Decimal(floatText(moves[place] ?? 0));
      return { asset, move: toText(move), price: textOf(price), to: price === null ? null : toText(price.times(move.plus(1)).toDecimalPlaces(12)), priceDecimals: priceDecimalsOf(undefined, textOf(price) ?? '1') };
    }).filter(({ asset }) => pool.book.assets.includes(asset)),
    rows: changes.changes.flatMap(({ line, change }) => {
      const row = line.kind === 'position' ? pool.book.rows[line.inPool] : undefined;
      return row === undefined ? [] : [{ id: row.id, name: rowWords(row.position), change: toText(row.option === null ? change : worthChange(pool.ledger, changes.moved, line.inPool)) }];
    }),
  };
}
