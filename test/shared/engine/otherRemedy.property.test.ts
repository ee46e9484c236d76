import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { type Stage, stageRank } from '#shared/domain/stage.ts';
import { profitAt } from '#shared/engine/kernel/contractTerms.ts';
import type { Reduction } from '#shared/engine/reduction.ts';
import { remedyOf } from '#shared/engine/remedy.ts';
import { clearedStageOf, stageOf } from '#shared/engine/stage.ts';
import { Decimal, quotient, toText, ZERO } from '#shared/num/units.ts';
import { anyRules, otherAccount } from '../../arbitraries/otherAccounts.ts';
import { type Account, accountOf } from '../../support/movedAccount.ts';

/** The larger side alone being asked for makes a requirement that is no sum of rows: what helps is judged by the exact engine then. */
const rules = anyRules.map((own) => ({ ...own, sides: 'sum' as const }));

const atRisk = otherAccount({ rules, oneTier: true, orders: true }).map((parsed) => {
  const account = accountOf(parsed);
  const { stage } = stageOf(account.evaluation.stageInputs);
  return { parsed, account, stage, remedy: remedyOf(account.book, account.ledger, stage) };
}).filter(({ remedy }) => remedy !== null);

const clears = (parsed: ParsedPortfolio, stage: Stage): boolean => stageRank(clearedStageOf(accountOf(parsed).evaluation.stageInputs).stage) < stageRank(stage);

function withAdded({ portfolio, prices }: ParsedPortfolio, asset: string, added: Decimal): ParsedPortfolio {
  const collateral = portfolio.collateral.map((line) => (line.asset === asset ? { ...line, amount: toText(quotient(new Decimal(line.amount).plus(added))) } : line));
  return { prices, portfolio: { ...portfolio, collateral } };
}

/** A part of a row closed at its mark: its profit becomes cash in the settle currency. */
function withReduced({ portfolio, prices }: ParsedPortfolio, { book, ledger }: Account, { symbol, positionSide, contracts }: Reduction): ParsedPortfolio {
  const row = book.rows.find(({ position }) => position.symbol === symbol && position.positionSide === positionSide);
  if (row === undefined) throw new Error(`no row of ${symbol}`);
  const held = new Decimal(row.position.contracts);
  const gain = profitAt(row.leg, ledger.prices().mark.get(symbol) ?? ZERO).times(contracts).div(held.abs());
  const left = held.minus(held.isNegative() ? contracts.neg() : contracts);
  const positions = portfolio.positions.flatMap((position) => (position !== row.position ? [position] : left.isZero() ? [] : [{ ...position, contracts: toText(left) }]));
  return withAdded({ prices, portfolio: { ...portfolio, positions } }, row.instrument.settle, gain);
}

describe('what helps an account of inverse, quanto and linear contracts', () => {
  test('a top-up clears the stage, in every asset that can', () => {
    let seen = 0;
    fc.assert(fc.property(atRisk, ({ parsed, stage, remedy, account: { book } }) => {
      for (const { asset, amount } of [...remedy?.topUpByAsset ?? [], { asset: book.valuationCurrency, amount: remedy?.topUp ?? null }]) {
        if (amount === null) continue;
        seen += 1;
        expect(clears(withAdded(parsed, asset, amount), stage), `${amount.toFixed()} ${asset}`).toBe(true);
      }
    }), { numRuns: 200 });
    expect(seen).toBeGreaterThan(50);
  });

  test('a reduction of one row at its mark clears the stage', () => {
    let seen = 0;
    // In hedge mode a leg that goes changes what the other is asked for: one-way rows alone are promised.
    const oneWay = atRisk.filter(({ parsed }) => parsed.portfolio.positions.every(({ positionSide }) => positionSide === 'both'));
    fc.assert(fc.property(oneWay, ({ parsed, account, stage, remedy }) => {
      if (remedy === null || remedy.reduce === null) return;
      seen += 1;
      expect(clears(withReduced(parsed, account, remedy.reduce), stage), `${remedy.reduce.contracts.toFixed()} of ${remedy.reduce.symbol}`).toBe(true);
    }), { numRuns: 100 });
    expect(seen).toBeGreaterThan(20);
  });
});
