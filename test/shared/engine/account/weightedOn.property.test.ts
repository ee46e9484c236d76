import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { Collateral } from '#shared/domain/account.ts';
import { createAccountEngine } from '#shared/engine/accountEngine.ts';
import { profitShares } from '#shared/engine/profitShares.ts';
import { profitAt } from '#shared/engine/kernel/contractTerms.ts';
import { jointMoves, symbolMoves } from '#shared/engine/moves.ts';
import { standsOf } from '#shared/engine/stands.ts';
import { recompute } from '#shared/engine/recompute.ts';
import { rateOf } from '#shared/engine/prices.ts';
import { knownAdjustedEquity, knownBuffer } from '#shared/engine/sums.ts';
import { asMoney, asPrice, Decimal, ONE, ratio, toText, ZERO } from '#shared/num/units.ts';
import { anyRules, composedAccount, otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { type Account, accountOf, jointCurve } from '../../../support/movedAccount.ts';
import { FALLS, holdsAgainstTheWalk, RISES } from '../../../support/walk.ts';

const onEquity = anyRules.map((rules) => ({ ...rules, weightedOn: 'equity' as const }));

/** Each part of an amount by the weight of its step; a debt in full. */
function counted({ weight, tiers }: Collateral, amount: Decimal): Decimal {
  if (amount.isNegative()) return amount;
  const steps = tiers ?? [{ from: toText(ZERO), weight: weight ?? toText(ONE) }];
  return steps.reduce<Decimal>((sum, step, at) => sum.plus(Decimal.max(0, Decimal.min(amount, steps[at + 1]?.from ?? amount).minus(step.from)).times(step.weight)), ZERO);
}

/** A currency is weighed with the open profit of all that is settled in it. */
function statedEquity({ portfolio }: ParsedPortfolio, { book, ledger }: Account): Decimal {
  const { mark, index } = ledger.prices();
  return portfolio.collateral.reduce<Decimal>((sum, line) => {
    const profit = book.rows.filter(({ instrument }) => instrument.settle === line.asset).reduce<Decimal>((all, row) => all.plus(profitAt(row.leg, mark.get(row.instrument.symbol) ?? ZERO)), ZERO);
    return sum.plus(counted(line, new Decimal(line.amount).plus(profit)).times(rateOf(line.asset, book.valuationCurrency, index) ?? NaN));
  }, ZERO);
}

/** With betas other than 0 and 1; a rate that grows with its size has no straight line under them. */
const withBetas = fc.tuple(fc.oneof(otherAccount({ quanto: false, rules: onEquity }), composedAccount({ quanto: false })), fc.constantFrom('1', '0', '-0.5', '1.7', '-2', '3'), fc.constantFrom('1', '0', '-0.5', '1.7')).map(([{ portfolio, prices }, btc, eth]): ParsedPortfolio => {
  const instruments = portfolio.instruments.filter(({ sizeLinear }) => sizeLinear === undefined);
  const isKept = ({ symbol }: Readonly<{ symbol: string }>): boolean => instruments.some((own) => own.symbol === symbol);
  return { prices, portfolio: { ...portfolio, instruments, positions: portfolio.positions.filter(isKept), orders: portfolio.orders.filter(isKept), betas: new Map([['BTC', toText(ratio(btc))], ['ETH', toText(ratio(eth))]]) } };
}).filter(({ portfolio }) => portfolio.positions.length > 0 && portfolio.valuationCurrency === 'USD');

describe('an account that is weighed after its open profit', () => {
  test('has the adjusted equity Σ counted(balance + profit) · index', () => {
    fc.assert(fc.property(otherAccount({ rules: onEquity }), (parsed) => {
      const account = accountOf(parsed);
      expect(knownAdjustedEquity(account.ledger.sums()).minus(statedEquity(parsed, account)).abs().lte('1e-12')).toBe(true);
    }), { numRuns: 200 });
  });

  test('is asked for the margin on what is below 0 after the profit', () => {
    fc.assert(fc.property(otherAccount({ rules: onEquity }), (parsed) => {
      const { book, ledger } = accountOf(parsed);
      const { mark, index } = ledger.prices();
      const eth = book.rows.filter(({ instrument }) => instrument.settle === 'ETH').reduce<Decimal>((sum, row) => sum.plus(profitAt(row.leg, mark.get(row.instrument.symbol) ?? ZERO)), new Decimal(parsed.portfolio.collateral.find(({ asset }) => asset === 'ETH')?.amount ?? 0));
      const owed = Decimal.max(0, eth.neg()).times('0.1').times(rateOf('ETH', book.valuationCurrency, index) ?? NaN);
      const rows = ledger.maintenanceAfter(book.rows.map((row, at) => ({ row, last: ledger.rowTerms(at), next: null })));
      // Rows of several underlyings at once: only where requirements add up.
      if (book.rules.sides === 'sum') expect(rows.minus(owed).abs().lte('1e-12')).toBe(true);
    }), { numRuns: 100 });
  });

  test('is liquidated by the first common move at which a recomputed account is, whatever the betas', () => {
    let found = 0;
    fc.assert(fc.property(withBetas, (parsed) => {
      const account = accountOf(parsed);
      const { roots } = jointMoves(account.book, account.ledger, standsOf(account.book, account.ledger), 'liquidation');
      if (roots === null) throw new Error('the currencies that linear rows settle in have a beta of 0');
      found += roots.down === null && roots.up === null ? 0 : 1;
      // A contract that divides by its price has no value at 0.
      const inverse = [...new Set(account.book.rows.filter(({ leg }) => leg.settlement === 'inverse').map(({ instrument }) => instrument.base))];
      const isPriced = (x: Decimal): boolean => inverse.every((base) => account.book.beta(base).times(x).plus(1).gt(0));
      for (const [root, walk] of [[roots.down, FALLS], [roots.up, RISES]] as const) {
        if (root === null || isPriced(root)) holdsAgainstTheWalk(root, jointCurve(account, 'liquidation'), walk.filter(isPriced));
      }
    }), { numRuns: 100 });
    expect(found).toBeGreaterThan(40);
  });

  test('is liquidated by the first mark of a symbol alone at which a recomputed account is, all else as it is in coins', () => {
    fc.assert(fc.property(fc.oneof(otherAccount({ rules: onEquity }), composedAccount()), (parsed) => {
      const { book, ledger } = accountOf(parsed);
      const { mark, index } = ledger.prices();
      for (const symbol of new Set(book.rows.map(({ instrument }) => instrument.symbol))) {
        const { roots } = symbolMoves(book, ledger, standsOf(book, ledger), symbol, knownBuffer(ledger.sums()));
        const curve = (x: Decimal): Decimal => knownBuffer(recompute(book, { index, mark: new Map([...mark].map(([name, value]) => [name, name === symbol ? asPrice(value.times(ONE.plus(x))) : value])) }));
        holdsAgainstTheWalk(roots?.down ?? null, curve, FALLS);
        holdsAgainstTheWalk(roots?.up ?? null, curve, RISES);
      }
    }), { numRuns: 60 });
  });

  test('splits what weighing changes over its rows, to the last digit', () => {
    fc.assert(fc.property(otherAccount({ rules: onEquity }), ({ portfolio, prices }) => {
      const { book, ledger } = accountOf({ portfolio, prices });
      const shares = book.rows.map((_, at) => profitShares(book, ledger)(at));
      expect(asMoney(shares.reduce<Decimal>((sum, { adjustment }) => sum.plus(adjustment), ZERO)).toFixed()).toBe(ledger.sums().weighedProfit.toFixed());
    }), { numRuns: 100 });
  });

  test('is the account that weighs balances alone where everything counts in full', () => {
    fc.assert(fc.property(otherAccount({ rules: onEquity }), ({ portfolio, prices }) => {
      const full = { ...portfolio, collateral: portfolio.collateral.map(({ asset, amount }) => ({ asset, amount, weight: toText(ONE) })), parameters: { ...portfolio.parameters, liabilityWeights: {} } };
      const balances = { ...full, parameters: { ...full.parameters, rules: { ...full.parameters.rules, weightedOn: 'balance' as const } } };
      const [equity, balance] = [full, balances].map((own) => {
        const engine = createAccountEngine(own);
        for (const [symbol, { value }] of prices.mark) engine.setMark(symbol, asPrice(new Decimal(value)));
        for (const [asset, { value }] of prices.index) engine.setIndex(asset, asPrice(new Decimal(value)));
        const { totals, underlyings, jointMove } = engine.evaluate();
        return JSON.stringify({ totals, underlyings, jointMove });
      });
      expect(equity).toBe(balance);
    }), { numRuns: 60 });
  });
});
