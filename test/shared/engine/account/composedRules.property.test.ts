import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import { createLedger } from '#shared/engine/ledger.ts';
import { recompute } from '#shared/engine/recompute.ts';
import { knownAdjustedEquity, type Sums } from '#shared/engine/sums.ts';
import { type Decimal, price } from '#shared/num/units.ts';
import { composedAccount } from '../../../arbitraries/otherAccounts.ts';
import { variedAccount } from '../../../arbitraries/variedAccounts.ts';
import { accountOf } from '../../../support/movedAccount.ts';

/** Open profit weighed with its balance and open orders charged as if filled, together in one account. */

const ruledBy = ({ portfolio, prices }: ParsedPortfolio, own: Pick<MarginRules, 'weightedOn' | 'orderCharge'>): ParsedPortfolio =>
  ({ prices, portfolio: { ...portfolio, parameters: { ...portfolio.parameters, rules: { ...portfolio.parameters.rules, ...own } } } });

const sumsBy = (parsed: ParsedPortfolio, weightedOn: MarginRules['weightedOn'], orderCharge: MarginRules['orderCharge']): Sums => accountOf(ruledBy(parsed, { weightedOn, orderCharge })).ledger.sums();

const initialOf = ({ positionInitialMargin, orderMargin }: Sums): Decimal => positionInitialMargin.plus(orderMargin);

describe('both rules together', () => {
  test('each change what they change alone, to the last digit', () => {
    let [weighed, charged] = [0, 0];
    fc.assert(fc.property(composedAccount(), (parsed) => {
      const [both, weighing, charging, neither] = [sumsBy(parsed, 'equity', 'fill'), sumsBy(parsed, 'equity', 'initial'), sumsBy(parsed, 'balance', 'fill'), sumsBy(parsed, 'balance', 'initial')];
      for (const of of [knownAdjustedEquity, initialOf, ({ maintenanceMargin }: Sums) => maintenanceMargin]) {
        expect(of(both).minus(of(weighing)).toFixed()).toBe(of(charging).minus(of(neither)).toFixed());
      }
      expect(knownAdjustedEquity(both).toFixed()).toBe(both.adjustedCollateral.plus(both.unrealizedPnl).plus(both.weighedProfit).minus(both.openingFees).toFixed());
      weighed += both.weighedProfit.isZero() ? 0 : 1;
      charged += both.openingFees.isZero() || both.orderMaintenance.isZero() ? 0 : 1;
    }), { numRuns: 100 });
    expect([weighed > 60, charged > 60]).toEqual([true, true]);
  });

  test('running sums equal the full recompute while prices come and go', () => {
    fc.assert(fc.property(variedAccount, fc.array(fc.tuple(fc.nat({ max: 8 }), fc.option(fc.integer({ min: 500, max: 2000 }))), { maxLength: 12 }), (parsed, ticks) => {
      const { book, ledger: { prices } } = accountOf(ruledBy(parsed, { weightedOn: 'equity', orderCharge: 'fill' }));
      const ledger = createLedger(book);
      const names = [...[...prices().mark].map(([name, value]) => ['mark', name, value] as const), ...[...prices().index].map(([name, value]) => ['index', name, value] as const)];
      for (const [kind, name, value] of names) (kind === 'mark' ? ledger.setMark : ledger.setIndex)(name, value);
      for (const [at, promille] of ticks) {
        const [kind, name, value] = names[at % names.length] ?? ['mark', '', price('1')];
        (kind === 'mark' ? ledger.setMark : ledger.setIndex)(name, promille === null ? null : price(value.times(promille).div(1000).toFixed(20)));
        expect(JSON.stringify(ledger.sums())).toBe(JSON.stringify(recompute(book, ledger.prices())));
      }
    }), { numRuns: 120 });
  });
});
