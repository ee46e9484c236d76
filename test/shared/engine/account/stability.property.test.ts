import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { Portfolio } from '#shared/domain/account.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { type AccountEvent, type AccountState, openAccount, step } from '#shared/engine/step.ts';
import { Decimal, epochMs, price, quotient, ratio, toText, type DecimalText } from '#shared/num/units.ts';
import { otherAccount } from '../../../arbitraries/otherAccounts.ts';

const opened = ({ portfolio, prices }: ParsedPortfolio): AccountState => openAccount(portfolio, prices, [], null);

/** Figures of an evaluation as text, without the rows' own decimals objects: equal means equal bytes. */
const bytes = (evaluation: AccountEvaluation): string => JSON.stringify(evaluation);

const single: fc.Arbitrary<ParsedPortfolio> = otherAccount({ isolated: true, orders: true });

/** The same account with a pool for each settle currency. */
const split = (parsed: ParsedPortfolio): ParsedPortfolio => withPortfolio(parsed, (portfolio) => ({
  ...portfolio, parameters: { ...portfolio.parameters, rules: { ...portfolio.parameters.rules, pooling: 'settle' } },
}));

const accounts = fc.tuple(single, fc.boolean()).map(([parsed, settle]) => (settle ? split(parsed) : parsed));

function withPortfolio(parsed: ParsedPortfolio, change: (portfolio: Portfolio) => Portfolio): ParsedPortfolio {
  return { ...parsed, portfolio: change(parsed.portfolio) };
}

function eventsOf({ prices }: ParsedPortfolio, moves: readonly number[]): readonly AccountEvent[] {
  const names = [...[...prices.mark].map(([symbol, { value }]) => ({ kind: 'mark' as const, symbol, value })), ...[...prices.index].map(([asset, { value }]) => ({ kind: 'index' as const, asset, value }))];
  return moves.flatMap((promille, at): AccountEvent[] => {
    const name = names[at % names.length];
    if (name === undefined) return [];
    const moved = price(new Decimal(name.value).times(promille).div(1000).toFixed(20));
    return [name.kind === 'mark' ? { kind: 'mark', symbol: name.symbol, price: promille % 7 === 0 ? null : moved } : { kind: 'index', asset: name.asset, price: moved }];
  });
}

const moves = fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 14 });

describe('an account of any kind', () => {
  test('gives the same bytes for the same events, and its sums always equal the full recompute', () => {
    fc.assert(fc.property(accounts, moves, (parsed, promille) => {
      const events = eventsOf(parsed, promille);
      const [first, second] = [opened(parsed), opened(parsed)].map((state) => events.reduce(step, state));
      expect(first?.engine.agrees()).toBe(true);
      expect(bytes(first?.engine.evaluate() ?? failed())).toBe(bytes(second?.engine.evaluate() ?? failed()));
    }), { numRuns: 80 });
  });

  test('gives the same totals in any order of its positions', () => {
    fc.assert(fc.property(accounts.chain((parsed) => fc.tuple(fc.constant(parsed), fc.shuffledSubarray([...parsed.portfolio.positions], { minLength: parsed.portfolio.positions.length }))), ([parsed, positions]) => {
      const [left, right] = [parsed, withPortfolio(parsed, (portfolio) => ({ ...portfolio, positions }))].map((one) => opened(one).engine.evaluate());
      expect(JSON.stringify(left?.totals)).toBe(JSON.stringify(right?.totals));
      expect(JSON.stringify(left?.jointMove)).toBe(JSON.stringify(right?.jointMove));
    }), { numRuns: 80 });
  });

  test('lets no figure out that is not a number, whatever the prices', () => {
    const extreme = fc.constantFrom('999999999999999.999999999999999999', '0.000000000000000001', '1', '60000');
    fc.assert(fc.property(accounts, fc.array(extreme, { minLength: 8, maxLength: 8 }), (parsed, texts) => {
      const state = opened(parsed);
      [...parsed.prices.mark.keys()].forEach((symbol, at) => step(state, { kind: 'mark', symbol, price: price(texts[at % 8] ?? '1') }));
      [...parsed.prices.index.keys()].forEach((asset, at) => step(state, { kind: 'index', asset, price: price(texts[(at + 3) % 8] ?? '1') }));
      const evaluation = state.engine.evaluate();
      expect(bytes(evaluation)).not.toMatch(/NaN|Infinity/);
      const { sigmas, distance, ratio: worst } = evaluation.stageInputs;
      expect([sigmas, distance, worst].every((value) => value === null || Number.isFinite(value))).toBe(true);
    }), { numRuns: 80 });
  });

  test('scales money and leaves ratios when every amount is scaled', () => {
    fc.assert(fc.property(accounts.filter(({ portfolio }) => portfolio.instruments.every(({ sizeLinear }) => sizeLinear === undefined)), fc.constantFrom('2', '10', '1000'), (parsed, k) => {
      const [one, many] = [opened(parsed), opened(withPortfolio(parsed, (portfolio) => scaled(portfolio, new Decimal(k))))].map((state) => state.engine.evaluate());
      if (one === undefined || many === undefined) failed();
      else {
        expect(many.binding).toBe(one.binding);
        for (const name of ['equity', 'adjustedEquity', 'maintenanceMargin', 'initialMargin', 'buffer', 'notional'] as const) {
          const [small, large] = [one.totals[name].value, many.totals[name].value];
          expect(small === null ? large : large?.minus(small.times(k)).abs().lte('1e-12')).toBe(small === null ? null : true);
        }
        const [small, large] = [one.totals.marginRatio.value, many.totals.marginRatio.value];
        expect(small === null ? large : large?.minus(small).abs().lte(Decimal.max(1, small).times('1e-12'))).toBe(small === null ? null : true);
      }
    }), { numRuns: 80 });
  });
});

/** Positions, collateral, margins and the floors of the schedules, all k times as large. */
function scaled(portfolio: Portfolio, k: Decimal): Portfolio {
  const times = (value: DecimalText): DecimalText => toText(ratio(quotient(new Decimal(value).times(k)).toFixed()));
  return {
    ...portfolio,
    collateral: portfolio.collateral.map((line) => ({ ...line, amount: times(line.amount), ...(line.tiers === undefined ? {} : { tiers: line.tiers.map((tier) => ({ ...tier, from: times(tier.from) })) }) })),
    positions: portfolio.positions.map((position) => ({ ...position, contracts: times(position.contracts), ...(position.isolatedMargin === undefined ? {} : { isolatedMargin: times(position.isolatedMargin) }) })),
    orders: portfolio.orders.map((order) => ({ ...order, contracts: times(order.contracts) })),
    instruments: portfolio.instruments.map((instrument) => (instrument.tiers === undefined ? instrument : { ...instrument, tiers: instrument.tiers.map((tier) => ({ ...tier, notionalFloor: times(tier.notionalFloor), maintenanceAmount: times(tier.maintenanceAmount) })) })),
  };
}

function failed(): never {
  throw new Error('an account was not opened');
}

test('a clock event takes up rules at their second, not before, and does not undo them', () => {
  const [parsed] = fc.sample(otherAccount({ rules: fc.constant({}) }), { numRuns: 1, seed: 3 });
  if (parsed === undefined) failed();
  else {
    const at = epochMs(Date.UTC(2027, 0, 1, 12));
    const doubled = { ...parsed.portfolio.parameters, id: 'doubled', validFrom: at };
    const instruments = parsed.portfolio.instruments.map((instrument) => (instrument.tiers === undefined ? instrument : {
      ...instrument, tiers: instrument.tiers.map((tier) => ({ ...tier, maintenanceMarginRate: toText(new Decimal(tier.maintenanceMarginRate).times(2)) })),
    }));
    const start = openAccount(parsed.portfolio, parsed.prices, [{ parameters: doubled, instruments }], null);
    const before = step(start, { kind: 'clock', at: epochMs(at - 1) });
    expect(before.engine.portfolio.parameters.id).toBe(parsed.portfolio.parameters.id);
    const after = step(before, { kind: 'clock', at });
    const back = step(after, { kind: 'clock', at: epochMs(at - 1000) });
    expect([after, back].map(({ engine }) => engine.portfolio.parameters.id)).toEqual(['doubled', 'doubled']);
    expect(after.engine.evaluate().rows.map(({ mark }) => mark?.toFixed())).toEqual(before.engine.evaluate().rows.map(({ mark }) => mark?.toFixed()));
  }
});
