import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { PoolEngine } from '#shared/engine/accountEngine.ts';
import { solvencyOf } from '#shared/engine/contribution/solvency.ts';
import { jointShock } from '#shared/engine/contribution/shock.ts';
import type { Move } from '#shared/engine/liquidation.ts';
import { knownAdjustedEquity, knownEquity } from '#shared/engine/sums.ts';
import { Decimal, toText } from '#shared/num/units.ts';
import { sumsAfter } from '../../../support/movedAccount.ts';
import { FALLS, holdsAgainstTheWalk, RISES } from '../../../support/walk.ts';
import { parsedAccount } from '../../../arbitraries/accounts.ts';
import { otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { anyAccount, dec, engineOf, golden, isolatedEth, known, linear, ruled } from './support.ts';

const HALF = toText(dec('0.5'));
const TWO_THIRDS = toText(dec('0.666666666666666667'));
/**
 * Terms are rounded to 18 decimals before a root is looked for. Where all of a pool is worth a price times something, every
 * threshold is at a price of 0 exactly, which is not reached, and rounding alone puts it on one side of that or the other:
 * by as much as the rounding over the slope. What is left there is no money.
 */
const NO_MONEY = dec('1e-12');
const movedTo = (move: Move | undefined): string => (move?.status === 'move' ? move.move.toFixed(6) : move?.status ?? 'absent');

/** What is left over a share of the maintenance margin after a joint move. */
function leftAfter({ book, ledger }: PoolEngine, move: Decimal, share: Decimal): Decimal {
  const sums = sumsAfter(book, ledger, (asset) => Decimal.max(-1, book.beta(asset).times(move)));
  return knownAdjustedEquity(sums).minus(sums.maintenanceMargin.times(share));
}

/** A coin with both legs of a hedge in it, whose margin is fixed in the coin too: at every price it is worth so many coins. */
const vanishing = (contracts: number): ParsedPortfolio => ruled(parsedAccount({
  schema: 'plimsoll.portfolio/1', name: 'Vanishing', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'ETH', amount: '0.01', weight: '0.9' }],
  instruments: [{ symbol: 'ETHUSD', kind: 'perpetual', settlement: 'inverse', base: 'ETH', quote: 'USD', settle: 'ETH', contractSize: '1', tierUnit: 'coin', tiers: [{ notionalFloor: '0', maintenanceMarginRate: '0.01', maintenanceAmount: '0', initialMarginRate: '0.02' }] }],
  positions: [{ symbol: 'ETHUSD', positionSide: 'long', contracts: String(contracts), entryPrice: '3100' }, { symbol: 'ETHUSD', positionSide: 'short', contracts: String(-contracts), entryPrice: '3100.01' }],
  prices: { mark: { ETHUSD: '2999.7' }, index: { ETH: '3000' } },
}), { maintenanceBasis: 'entry' });

/** Nothing is asked for and nothing counts: there is no liquidation, and at a price of 0 there is no equity. */
const worthless = parsedAccount({
  schema: 'plimsoll.portfolio/1', name: 'Worthless', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross', collateral: [{ asset: 'ETH', amount: '10', weight: '0' }], positions: [], betas: { ETH: '-2' }, prices: { index: { ETH: '3000' } },
});

const sides = (move: Move): readonly [Decimal | null, Decimal | null] => {
  if (move.status === 'range') return [move.lower, move.upper];
  if (move.status !== 'move') return [null, null];
  return move.move.isZero() ? [move.move, move.move] : move.move.lt(0) ? [move.move, null] : [null, move.move];
};

describe('solvencyOf', () => {
  test('golden account 1: liquidated at −28.48 %, bankrupt at −30.86 %, and 3,350 short after a gap of −35 %', () => {
    const [pool] = solvencyOf(golden(), [dec('-0.35'), dec('-0.2')]);
    expect([movedTo(pool?.liquidation), movedTo(pool?.bankruptcy)]).toEqual(['-0.284802', '-0.308642']);
    expect([pool?.cushion.down?.toFixed(6), pool?.cushion.up]).toEqual(['0.023840', null]);
    expect(pool?.backstop).toBeNull();
    const gaps = pool?.gaps.map(({ standing }) => known(standing)).map(({ equity, adjustedEquity, maintenanceMargin, buffer, deficit }) => [equity, adjustedEquity, maintenanceMargin, buffer, deficit].map(({ value }) => value?.toFixed()));
    // 25,000 − 0.35 · 81,000; adjusted 24,700 − 0.35 · 80,700; margin 2,400 · 0.65. And 25,000 − 0.2 · 81,000.
    expect(gaps).toEqual([['-3350', '-3545', '1560', '-5105', '3350'], ['8800', '8560', '1920', '6640', '-8800']]);
  });

  test('golden account 1 with a backstop at half of the margin: −23,500 / 79,500, between the two, and four thresholds in order', () => {
    const [pool] = solvencyOf(golden({ backstop: HALF }), []);
    expect([pool?.backstop?.share.toFixed(), movedTo(pool?.backstop?.move)]).toEqual(['0.5', '-0.295597']);
    expect(pool?.ladder.map(({ threshold, level, room }) => [threshold, level.value?.toFixed(), room.value?.toFixed()])).toEqual([
      ['initial', '4800', '19900'], ['maintenance', '2400', '22300'], ['backstop', '1200', '23500'], ['bankruptcy', '0', '25000'],
    ]);
    expect(solvencyOf(golden(), [])[0]?.ladder.map(({ threshold }) => threshold)).toEqual(['initial', 'maintenance', 'bankruptcy']);
  });

  test('an isolated pool stands and falls alone', () => {
    const [cross, alone] = solvencyOf(isolatedEth(), [dec('0.5')]);
    // Cross, without the 2,000 of the short: 22,700 − 1,800 over 140,700 − 1,800. Alone: 10,000 + 2,000 − 600 over 60,000 + 600.
    expect([movedTo(cross?.liquidation), movedTo(alone?.liquidation)]).toEqual(['-0.150468', '0.188119']);
    const after = alone?.gaps.map(({ standing }) => known(standing).deficit.value?.toFixed());
    expect(after).toEqual(['18000']);
  });

  test('the backstop point is the first crossing of adjusted equity = share · maintenance margin, walking from the mark', () => {
    fc.assert(fc.property(fc.oneof(linear, otherAccount({ quanto: false, orders: true })), (parsed) => {
      const engine = engineOf(ruled(parsed, { backstop: TWO_THIRDS }));
      const [own] = engine.pools;
      const [solvency] = solvencyOf(engine, []);
      if (own === undefined || solvency?.backstop == null || solvency.backstop.move.status === 'unknown' || engine.portfolio.positions.length === 0) return;
      const curve = (move: Decimal): Decimal => leftAfter(own, move, dec(TWO_THIRDS));
      const [down, up] = sides(solvency.backstop.move);
      holdsAgainstTheWalk(down, curve, FALLS);
      holdsAgainstTheWalk(up, curve, RISES);
    }), { numRuns: 80 });
  });

  test('thresholds keep their order for any book: liquidation, backstop, bankruptcy by move, and all of them by room', () => {
    fc.assert(fc.property(anyAccount, (parsed) => {
      const engine = engineOf(ruled(parsed, { backstop: TWO_THIRDS }));
      solvencyOf(engine, []).forEach(({ liquidation, backstop, bankruptcy, cushion, ladder }, at) => {
        const own = engine.pools[at];
        if (own === undefined || backstop === null) throw new Error('a pool and a backstop for each answer');
        if ([liquidation, backstop.move, bankruptcy].some(({ status }) => status === 'unknown')) return;
        const reached = (first: Decimal | null, share: Decimal, then: Decimal | null): boolean =>
          then === null || (first !== null && first.abs().lte(then.abs())) || leftAfter(own, then, share).abs().lte(NO_MONEY);
        [0, 1].forEach((side) => {
          const [first, second, last] = [sides(liquidation)[side] ?? null, sides(backstop.move)[side] ?? null, sides(bankruptcy)[side] ?? null];
          expect(reached(first, dec(1), second) && reached(second, dec(TWO_THIRDS), last), [first, second, last].map(String).join(' ')).toBe(true);
          const between = first === null || last === null ? null : last.abs().minus(first.abs()).toFixed();
          expect((side === 0 ? cushion.down : cushion.up)?.toFixed() ?? null).toBe(between);
        });
        const rooms = ladder.map(({ room }) => room.value ?? dec(NaN));
        expect(rooms.every((room, at) => at === 0 || room.gte(rooms[at - 1] ?? NaN)), rooms.map(String).join(' ')).toBe(true);
        expect(ladder.filter(({ threshold }) => threshold !== 'initial').map(({ threshold }) => threshold)).toEqual(['maintenance', 'backstop', 'bankruptcy']);
      });
    }), { numRuns: 100, examples: [[vanishing(8)], [vanishing(11)], [vanishing(14)], [worthless]] });
  });

  test('a gap is a recomputed account at the moved prices, whichever side of 0 its equity is on', () => {
    fc.assert(fc.property(anyAccount, fc.integer({ min: -999, max: 2000 }).map((promille) => dec(promille).div(1000)), (parsed, move) => {
      const engine = engineOf(parsed);
      solvencyOf(engine, [move]).forEach(({ gaps }, at) => {
        const own = engine.pools[at];
        if (own === undefined) throw new Error('a pool for each answer');
        const shock = jointShock(own.book, move);
        const answer = gaps[0]?.standing;
        if (answer === undefined || answer.status === 'unknown') {
          // Only a price of 0 has no answer here.
          expect([...shock.values()].some((value) => value.lte(-1))).toBe(true);
          return;
        }
        const sums = sumsAfter(own.book, own.ledger, (asset) => Decimal.max(-1, shock.get(asset) ?? 0));
        expect([answer.equity.value?.toFixed(), answer.deficit.value?.neg().toFixed()]).toEqual([knownEquity(sums).toFixed(), knownEquity(sums).toFixed()]);
      });
    }), { numRuns: 100 });
  });
});
