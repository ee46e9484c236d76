import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { profitAt } from '#shared/engine/kernel/contractTerms.ts';
import { knownAdjustedEquity } from '#shared/engine/sums.ts';
import { Decimal, toText } from '#shared/num/units.ts';
import { composedAccount, otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { accountOf } from '../../../support/movedAccount.ts';

/** The account with a row closed at its mark, opened anew: its P&L is cash in the settle currency. */
function reopened({ portfolio, prices }: ParsedPortfolio, id: string) {
  const { book, ledger } = accountOf({ portfolio, prices });
  const row = book.rows.find((own) => own.id === id);
  const mark = row === undefined ? undefined : ledger.prices().mark.get(row.instrument.symbol);
  if (row === undefined || mark === undefined) throw new Error(`no priced row ${id}`);
  const gain = profitAt(row.leg, mark);
  return accountOf({
    prices,
    portfolio: {
      ...portfolio, positions: portfolio.positions.filter((position) => position !== row.position),
      collateral: portfolio.collateral.map((line) => (line.asset === row.instrument.settle ? { ...line, amount: toText(new Decimal(line.amount).plus(gain)) } : line)),
    },
  });
}

test.each([
  ['under any rules', otherAccount({ orders: true })], ['whose profit is weighed and whose orders are charged', composedAccount()],
] as const)('an account %s without a row is that account opened anew with the row closed at its mark', (_name, accounts) => {
  fc.assert(fc.property(accounts, (parsed) => {
    for (const { row, withoutThis } of accountOf(parsed).evaluation.rows) {
      const sums = reopened(parsed, row.id).ledger.sums();
      // A quotient paid into a balance is rounded once more there.
      expect(withoutThis?.maintenanceMargin.minus(sums.maintenanceMargin).abs().lte('1e-15'), row.id).toBe(true);
      expect(withoutThis?.adjustedEquity.minus(knownAdjustedEquity(sums)).abs().lte('1e-15'), row.id).toBe(true);
    }
  }), { numRuns: 150 });
});
