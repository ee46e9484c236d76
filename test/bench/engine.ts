import { evaluate, ratioInputs } from '#shared/engine/evaluate.ts';
import { assetMoves } from '#shared/engine/moves.ts';
import { standsOf } from '#shared/engine/stands.ts';
import { placer } from '#shared/engine/place.ts';
import { rowPlacer } from '#shared/engine/rowPlace.ts';
import { recompute } from '#shared/engine/recompute.ts';
import { stageOf } from '#shared/engine/stage.ts';
import { knownBuffer } from '#shared/engine/sums.ts';
import { Decimal, price } from '#shared/num/units.ts';
import { benchAccount, symbolAt } from './account.ts';
import type { Work } from './measure.ts';

const MARKS = Array.from({ length: 997 }, (_, at) => `${1000 + (at % 97)}.${String(at * 7919 % 100_000_000).padStart(8, '0')}`);
let seen = 0;

/** Keeps a result alive, so that nothing is optimised away. */
export const keep = (value: number): void => {
  seen = (seen + value) % 1_000_003;
};

const INSTRUMENTS = 10;
const KINDS = { few: '', all: ', every instrument in turn', weighed: ', weighed after profit' } as const;

/**
 * One tick: a mark from text, the ledger, then ratio inputs and stage. The same ten instruments tick at every N, spread
 * over the account; with `all`, every instrument in turn, so that each tick also meets cold memory; `weighed` after the profit of all rows.
 */
export function tickWork(size: number, kind: 'few' | 'all' | 'weighed'): Work {
  const { ledger } = benchAccount(size, kind === 'weighed');
  const all = kind === 'all';
  const ticking = Array.from({ length: all ? size : INSTRUMENTS }, (_, at) => symbolAt(all ? at : Math.floor((at * size) / INSTRUMENTS)));
  let next = 0;
  const calls = 1000;
  const run = (): void => {
    for (let call = 0; call < calls; call += 1) {
      ledger.setMark(ticking[next % ticking.length] ?? '', price(MARKS[next % MARKS.length] ?? '1'));
      keep(stageOf({ ...ratioInputs(ledger.sums()), sigmas: null, distance: null }).stage.length);
      next += 1;
    }
  };
  return { name: `tick${KINDS[kind]}, N = ${size}`, run, calls };
}

export function recomputeWork(size: number): Work {
  const { book, ledger } = benchAccount(size);
  return { name: `full recompute, N = ${size}`, run: () => keep(recompute(book, ledger.prices()).notional.e), calls: 1 };
}

/** The liquidation price and distance of every row by its venue's convention and of every underlying, from nothing but the ledger. */
export function liquidationWork(size: number): Work {
  const { book, ledger } = benchAccount(size);
  const run = (): void => {
    const stands = standsOf(book, ledger);
    const buffer = knownBuffer(ledger.sums());
    const place = placer(book, new Map(book.assets.map((asset) => [asset, assetMoves(book, ledger, stands, asset, buffer)])), null);
    const { mark, index } = ledger.prices();
    const placeRow = rowPlacer(book, ledger, stands, place, null, () => null);
    for (const [at, row] of book.rows.entries()) keep(placeRow(row, at, mark.get(row.instrument.symbol) ?? null).liquidation.status.length);
    for (const asset of book.assets) keep(place(asset, index.get(asset) ?? mark.get(`${asset}USDT`) ?? null).liquidation.status.length);
  };
  return { name: `all liquidation prices, N = ${size}`, run, calls: 1 };
}

/** Everything that a screen shows of an account: totals, rows, all liquidation prices and distances, both joint moves. */
export function evaluateWork(size: number): Work {
  const { book, ledger } = benchAccount(size);
  return { name: `evaluate, N = ${size}`, run: () => keep(evaluate(book, ledger).rows.length), calls: 1 };
}

/** The yardstick of the peers' figures: one decimal.js multiply, add and compare. */
export function decimalWork(): Work {
  const [a, b, c] = [new Decimal('1234.5678'), new Decimal('0.00123456'), new Decimal('98765.4321')];
  const calls = 10_000;
  const run = (): void => {
    for (let call = 0; call < calls; call += 1) keep(a.times(b).plus(c).gt(a) ? 1 : 0);
  };
  return { name: 'decimal.js multiply, add, compare', run, calls };
}
