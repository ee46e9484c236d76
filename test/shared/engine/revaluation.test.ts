import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineAt } from '#shared/engine/contribution/engineAt.ts';
import { shockedPrices } from '#shared/engine/contribution/shock.ts';
import { profitOf, revaluationOf } from '#shared/engine/revaluation.ts';
import { Decimal } from '#shared/num/units.ts';
import { anyAccount, engineOf, golden } from './contribution/support.ts';

const MOVES = fc.array(fc.double({ min: -0.5, max: 0.8, noNaN: true }), { minLength: 12, maxLength: 12 });

/** Cross rows alone: what an isolated one loses beyond its margin is not the account's. */
test('equity after moves of all assets is that of the engine at the moved prices', () => fc.assert(fc.property(anyAccount, MOVES, (account, drawn) => {
  const own = engineOf(account);
  const engine = engineAt({ ...own.portfolio, positions: own.portfolio.positions.filter(({ marginMode }) => marginMode === 'cross') }, own.prices());
  const assets = [...new Set(engine.pools.flatMap(({ book }) => book.assets))].filter((asset) => asset !== engine.book.valuationCurrency);
  const moves = assets.map((_, place) => Number((drawn[place] ?? 0).toFixed(6)));
  const shocked = shockedPrices(engine.book, engine.prices(), new Map(assets.map((asset, place) => [asset, new Decimal(moves[place] ?? 0)])));
  if (shocked.status === 'unknown') return;
  const [before, after] = [engine.evaluate().totals.equity, engineAt(engine.portfolio, shocked.prices).evaluate().totals.equity];
  if (before.certainty !== 'exact' || after.certainty !== 'exact' || before.value === null || after.value === null) return;
  const revaluation = revaluationOf(engine.pools, assets);
  const scale = 1 + revaluation.held.reduce((sum, held) => sum + Math.abs(held), 0) + revaluation.rows.reduce((sum, { exposure, profit }) => sum + Math.abs(exposure) + Math.abs(profit), 0);
  expect(Math.abs(profitOf(revaluation, moves) - after.value.minus(before.value).toNumber())).toBeLessThanOrEqual(1e-9 * scale);
})));

test('of golden account 1 a joint fall of a tenth costs a tenth of 81,000, whatever its weights', () => {
  const { pools } = golden();
  expect(profitOf(revaluationOf(pools, ['BTC', 'ETH', 'SOL']), [-0.1, -0.1, -0.1])).toBeCloseTo(-8100, 6);
  expect(profitOf(revaluationOf(pools, ['BTC']), [-0.1])).toBeCloseTo(-6600, 6);
});
