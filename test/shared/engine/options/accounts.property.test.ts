import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { shockedLedger, shockedPrices } from '#shared/engine/contribution/shock.ts';
import { evaluate, type RowEvaluation } from '#shared/engine/evaluate.ts';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import { atWorst } from '#shared/engine/interval/atWorst.ts';
import { intervalOf } from '#shared/engine/interval/intervalOf.ts';
import { missingInputs } from '#shared/engine/missing.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import { knownBuffer } from '#shared/engine/sums.ts';
import { Decimal, price } from '#shared/num/units.ts';
import { composedAccount, otherAccount } from '../../../arbitraries/otherAccounts.ts';
import { withOptions } from '../../../arbitraries/optionAccounts.ts';
import { accountDocument, parsedAccount } from '../../../arbitraries/accounts.ts';
import { derives, engineOf } from '../../../support/derived.ts';

const ANY: fc.Arbitrary<ParsedPortfolio> = withOptions(fc.oneof(accountDocument().map(parsedAccount), otherAccount({ orders: true }), composedAccount()));

const isOption = ({ portfolio }: ParsedPortfolio) => {
  const kinds = new Map(portfolio.instruments.map(({ symbol, kind }) => [symbol, kind]));
  return (symbol: string): boolean => kinds.get(symbol) === 'option';
};
const without = (parsed: ParsedPortfolio, gone: (symbol: string, contracts: string) => boolean): ParsedPortfolio =>
  ({ ...parsed, portfolio: { ...parsed.portfolio, positions: parsed.portfolio.positions.filter(({ symbol, contracts }) => !gone(symbol, contracts)) } });

const ROW_PRICES = fc.constantFrom('underlying', 'symbol', 'proRata');
const pricedBy = ({ portfolio, ...rest }: ParsedPortfolio, rowPrice: MarginRules['rowPrice']): ParsedPortfolio =>
  ({ ...rest, portfolio: { ...portfolio, parameters: { ...portfolio.parameters, rules: { ...portfolio.parameters.rules, rowPrice } } } });

describe('an account with options', () => {
  test('has figures that follow from their trees to the last digit', () => fc.assert(fc.property(ANY, (parsed) => derives(engineOf(parsed))), { numRuns: 60 }), 60_000);

  test('has rows whose pro-rata prices follow from their trees where options are long', () => fc.assert(fc.property(ANY, (parsed) => {
    const option = isOption(parsed);
    derives(engineOf(pricedBy(without(parsed, (symbol, contracts) => option(symbol) && contracts.startsWith('-')), 'proRata')));
  }), { numRuns: 15 }), 60_000);

  test('keeps its running sums equal to the full recompute after every price', () => fc.assert(fc.property(ANY, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 9_999_999 }), fc.nat({ max: 5 })), { maxLength: 25 }), (parsed, events) => {
    const engine = engineOf(parsed);
    const names = [...parsed.portfolio.instruments.map(({ symbol }) => ['mark', symbol] as const), ...['BTC', 'ETH', 'USD'].map((asset) => ['index', asset] as const)];
    expect(engine.agrees()).toBe(true);
    for (const [which, cents, gone] of events) {
      const [kind, name] = names[which % names.length] ?? ['mark', ''];
      const value = gone === 0 ? null : price(new Decimal(cents).div(100).toFixed());
      if (kind === 'mark') engine.setMark(name, value);
      else engine.setIndex(name, value);
      expect(engine.agrees()).toBe(true);
    }
  })), 60_000);

  test('is worth what it is without them and their marks; adjusted equity counts none of them', () => fc.assert(fc.property(ANY, (parsed) => {
    const [all, rest] = [engineOf(parsed).evaluate(), engineOf(without(parsed, isOption(parsed))).evaluate()];
    expect(all.totals.adjustedEquity).toEqual(rest.totals.adjustedEquity);
    if (all.totals.equity.value === null || rest.totals.equity.value === null || all.totals.optionValue.value === null) return;
    expect(all.totals.equity.value.minus(all.totals.optionValue.value).toFixed()).toBe(rest.totals.equity.value.toFixed());
    const marked = all.rows.reduce((sum, { row, mark }) => (row.option === null || mark === null ? sum : sum.plus(row.option.size.times(mark).times(row.instrument.settle === parsed.portfolio.valuationCurrency ? 1 : engineOf(parsed).prices().index.get(row.instrument.settle) ?? 0))), new Decimal(0));
    expect(all.totals.optionValue.value.minus(marked).abs().lte('1e-17')).toBe(true);
  })));

  test('that are all long asks for no more, and is liquidated where it was, by every convention', () => fc.assert(fc.property(ANY, ROW_PRICES, (parsed, rowPrice) => {
    const option = isOption(parsed);
    const long = without(pricedBy(parsed, rowPrice), (symbol, contracts) => option(symbol) && contracts.startsWith('-'));
    const [all, rest] = [engineOf(long).evaluate(), engineOf(without(long, option)).evaluate()];
    expect(all.totals.maintenanceMargin).toEqual(rest.totals.maintenanceMargin);
    expect(all.totals.initialMargin).toEqual(rest.totals.initialMargin);
    expect(all.jointMove.liquidation).toEqual(rest.jointMove.liquidation);
    const placeOf = ({ liquidation, distance }: RowEvaluation): object => ({ liquidation, distance });
    expect(all.rows.filter(({ row }) => row.option === null).map(placeOf)).toEqual(rest.rows.map(placeOf));
    for (const { asset, liquidation, reference } of rest.underlyings) {
      const same = all.underlyings.find((own) => own.asset === asset);
      if (same?.reference?.toFixed() === reference?.toFixed()) expect(same?.liquidation).toEqual(liquidation);
    }
  })));

  test('pretends no liquidation price while one is short, and no worth after a move of the underlying', () => fc.assert(fc.property(ANY, (parsed) => {
    const engine = engineOf(parsed);
    const { rows, underlyings, jointMove } = engine.evaluate();
    const options = rows.filter(({ row }) => row.option !== null);
    // One without a mark makes equity unknown already.
    const bases = new Set(options.flatMap(({ row, mark }) => (mark === null ? [] : [row.instrument.base])));
    expect(jointMove.bankruptcy.status).toBe('unknown');
    if (options.some(({ row }) => row.option?.size.isNegative() === true)) {
      expect([...underlyings.map(({ liquidation }) => liquidation.status), jointMove.liquidation.status].every((status) => status !== 'price' && status !== 'range' && status !== 'move')).toBe(true);
    }
    for (const base of bases) if (base !== parsed.portfolio.valuationCurrency) expect(shockedPrices(engine.book, engine.prices(), new Map([[base, new Decimal('-0.1')]])).status).toBe('unknown');
  })));

  test('told with options re-priced, is liquidated at the first price on either side at which the engine itself says so', () => fc.assert(fc.property(ANY, (parsed) => {
    const paths: OptionPaths = ({ symbol, optionType }) => {
      const mark = Number(parsed.prices.mark.get(symbol)?.value ?? Number.NaN);
      return Number.isNaN(mark) ? null : (move) => mark * Math.exp((optionType === 'put' ? -4 : 4) * move);
    };
    for (const pool of engineOf(parsed).pools) {
      if (missingInputs(pool.book, pool.ledger).length > 0) continue;
      const { underlyings } = evaluate(pool.book, pool.ledger, paths);
      const bufferAt = (asset: string, move: number): number | null => {
        const shocked = shockedLedger(pool.book, pool.ledger, new Map([[asset, new Decimal(move)]]), paths);
        return shocked.status === 'unknown' ? null : knownBuffer(shocked.ledger.sums()).toNumber();
      };
      const scale = 1 + pool.ledger.sums().notional.toNumber() + pool.ledger.sums().collateralValue.abs().toNumber();
      for (const { asset, reference, liquidation } of underlyings) {
        if (reference === null || !('approximate' in liquidation) || asset === pool.book.valuationCurrency) continue;
        for (const price of liquidation.status === 'price' ? [liquidation.price] : liquidation.status === 'range' ? [liquidation.lower, liquidation.upper] : []) {
          const move = price.div(reference).minus(1).toNumber();
          // It passes 0 there: just before it is not below, and just after not above.
          const [before, after] = [bufferAt(asset, move * (1 - 1e-6)), bufferAt(asset, move * (1 + 1e-6))];
          if (before === null || after === null || Math.abs(move) < 1e-9) continue;
          expect(before).toBeGreaterThanOrEqual(-1e-9 * scale);
          expect(after).toBeLessThanOrEqual(1e-9 * scale);
        }
      }
    }
  }), { numRuns: 60 }), 60_000);

  test('has bounds where its prices are of now, and none for its worth where an option’s is not', () => fc.assert(fc.property(ANY, (parsed) => {
    const engine = engineOf(parsed);
    const { totals } = engine.evaluate();
    const option = isOption(parsed);
    const now = intervalOf(engine, () => 0, { k: 3 });
    if (totals.equity.certainty === 'exact') expect([now.equity?.low.toFixed(), now.equity?.high.toFixed()]).toEqual([totals.equity.value?.toFixed(), totals.equity.value?.toFixed()]);
    const old = intervalOf(engine, (key) => (option(key.slice('mark:'.length)) ? 1000 : 0), { k: 3 });
    expect(old.equity).toBeNull();
    // An option moves by no σ of its underlying: no end of its price says how near liquidation is.
    expect(atWorst(engine, (key) => (option(key.slice('mark:'.length)) ? 1000 : 0), { k: 3 }, engine.evaluate().stageInputs).ends).toEqual([]);
    if (totals.adjustedEquity.certainty === 'exact' && parsed.portfolio.positions.length > 0) expect(old.adjustedEquity).not.toBeNull();
  })));
});
