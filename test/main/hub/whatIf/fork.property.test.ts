import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineAt } from '#shared/engine/contribution/engineAt.ts';
import { jointShock, shockedPrices } from '#shared/engine/contribution/shock.ts';
import { createAccountEngine } from '#shared/engine/accountEngine.ts';
import { NOTHING_CHANGED } from '#shared/ipc/whatIf.ts';
import { Decimal, epochMs, price } from '#shared/num/units.ts';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { ForkBase } from '../../../../src-main/hub/whatIf/base.ts';
import { forkOf, settledStage } from '../../../../src-main/hub/whatIf/fork.ts';
import { otherAccount } from '../../../arbitraries/otherAccounts.ts';

const AT = epochMs(Date.UTC(2026, 10, 22));

function baseOf({ portfolio, prices }: ParsedPortfolio): ForkBase {
  const stamped = [...prices.mark].map(([symbol, own]) => [`mark:${symbol}`, own] as const);
  const indexed = [...prices.index].map(([asset, own]) => [`index:${asset}`, own] as const);
  return {
    accountId: 'a', name: portfolio.name, demo: false, replay: false, drill: null, portfolio, otherPrices: prices, stage: 'calm', at: AT, quotes: new Map(),
    prices: new Map([...stamped, ...indexed].map(([key, { value }]) => [key, { value, at: AT, state: 'live', underneath: null, source: 'feed' }])),
  };
}

test('a fork with a joint move has the totals of the engine at those prices, to the last digit, and the base is as it was', () => {
  fc.assert(fc.property(otherAccount({ isolated: true, orders: true }), fc.integer({ min: -60, max: 60 }), (account, percent) => {
    const base = baseOf(account);
    const before = structuredClone(base);
    const fork = forkOf(base, 'what-if:1', { ...NOTHING_CHANGED, shock: { all: String(percent), assets: {} } }, []);
    const engine = createAccountEngine(account.portfolio);
    for (const [symbol, { value }] of account.prices.mark) engine.setMark(symbol, price(value));
    for (const [asset, { value }] of account.prices.index) engine.setIndex(asset, price(value));
    const moved = shockedPrices(engine.book, engine.prices(), jointShock(engine.book, new Decimal(percent).div(100)));
    expect(base).toEqual(before);
    if (moved.status === 'unknown' || !fork.ok) return;
    // The valuation currency may move too: then prices are quotients, cut to what a document takes.
    if (account.portfolio.instruments.some((instrument) => instrument.base === account.portfolio.valuationCurrency)) return;
    expect(fork.value.evaluation.totals).toEqual(engineAt(account.portfolio, moved.prices).evaluate().totals);
  }), { numRuns: 150 });
});

test('closing rows one after another, in any order, leaves no position, and the engine agrees with its recompute all the way', () => {
  fc.assert(fc.property(otherAccount({ isolated: true }), fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (account, keys) => {
    const base = baseOf(account);
    const rows = account.portfolio.positions.map(({ symbol, positionSide, marginMode }) => `${symbol}|${positionSide}|${marginMode}`).toSorted((a, b) => (keys[a.length % 8] ?? 0) - (keys[b.length % 8] ?? 0) || (a < b ? -1 : 1));
    for (let closed = 1; closed <= rows.length; closed += 1) {
      const fork = forkOf(base, 'what-if:1', { ...NOTHING_CHANGED, changes: rows.slice(0, closed).map((row) => ({ kind: 'closePosition', row })) }, []);
      if (!fork.ok) return;
      expect(fork.value.view.positions).toHaveLength(rows.length - closed);
      expect(fork.value.facts.engine().agrees()).toBe(true);
    }
  }), { numRuns: 60 });
});

test.each([
  // What the account had, its ratio in the what-if, and the stage that is said of it.
  ['calm', 0.9, 'danger'], ['warning', 0.66, 'warning'], ['warning', 0.64, 'watch'], ['danger', 0.7, 'warning'], ['danger', 0.82, 'danger'], ['liquidating', 0.99, 'liquidating'], ['liquidating', 0.97, 'critical'], ['watch', 0.1, 'calm'], ['calm', 1.2, 'liquidating'],
] as const)('an account at %s with a ratio of %d settles at %s: a level is left as far beyond it as in the live account', (live, ratio, settled) => {
  expect(settledStage(live, { liquidating: ratio >= 1, ratio, sigmas: null, distance: null })).toBe(settled);
});
