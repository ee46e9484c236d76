import { describe, expect, test } from 'vitest';
import { buyToClose, buyToOpen, cappedFee, sellAsPosition, sellToClose, sellToOpen } from '#shared/scenario/standard/optionOrders.ts';
import { inCoin, shortOptionMargin, type StandardOption } from '#shared/scenario/standard/optionStandard.ts';
import { OPTION_STANDARD_PRESETS } from '#shared/scenario/standard/presets.ts';
import { depositNeeded, marginSaved } from '#shared/scenario/standard/saving.ts';
import { standardMargin } from '#shared/scenario/standard/standardUnit.ts';
import { marginalCharge, nakedCollateral, riskPartsRequirement, riskPartsTotal } from '#shared/scenario/standard/venueParts.ts';
import { book, option } from '../margin/units.ts';

const PUT: StandardOption = { sign: -1, underlying: 100, strike: 90, mark: 2 };
const { deribit, okxBtc, bybit, gate } = OPTION_STANDARD_PRESETS;

describe('a short option', () => {
  test('asks less the further it is out of the money, and never less than the least share', () => {
    const initial = (strike: number) => shortOptionMargin({ ...PUT, strike }, deribit.model).initial - PUT.mark;
    expect([100, 98, 95, 80].map(initial)).toEqual([15, 13, 10, 10]);
  });

  test('in coin asks the same, in shares of the coin', () => {
    // A put whose mark is beyond its underlying: the share of the mark counts.
    const deep: StandardOption = { sign: -1, underlying: 100, strike: 250, mark: 1.5 };
    const { initial, maintenance } = shortOptionMargin(inCoin({ ...PUT, mark: 0.02 }), deribit.model);
    expect([initial, maintenance].map((own) => own.toFixed(12))).toEqual(['0.120000000000', '0.095000000000']);
    expect(shortOptionMargin(inCoin(deep), deribit.model).maintenance).toBeCloseTo(0.075 * 1.5 + 1.5, 12);
  });

  test.each([
    ['initial of a put is never below its maintenance where the venue says so', deribit.model, true], ['and may be where it does not', gate.model, false],
  ])('%s', (_words, model, isFloored) => {
    const { initial, maintenance } = shortOptionMargin({ sign: -1, underlying: 100, strike: 400, mark: 290 }, { ...model, maintenance: 0.2, shareOfMark: 'puts', lowPutWithMark: false });
    expect(initial >= maintenance).toBe(isFloored);
  });

  test('a fee of liquidation and a factor of the tier are asked beside the mark', () => {
    expect(shortOptionMargin({ ...PUT, sign: 1, strike: 100 }, bybit.model).maintenance).toBeCloseTo(3 + 2 + 0.2, 12);
    expect(shortOptionMargin({ ...PUT, sign: 1, strike: 100 }, { ...okxBtc.model, factor: 1.02 }).maintenance).toBeCloseTo(3 * 1.02 + 2, 12);
  });
});

test('orders: opening pays premium or margin, closing gives back what it sets free', () => {
  const order = { price: 5, fee: 0.1 };
  expect([buyToOpen(order), sellToClose(order), sellToClose({ price: 0.05, fee: 0.1 })]).toEqual([5.1, 0, 0.05]);
  expect([sellToOpen(order, 20, 3), sellToOpen(order, 6, 3)]).toEqual([15.1, 3]);
  expect([buyToClose(order, 2), buyToClose(order, 9)]).toEqual([3.0999999999999996, 0]);
});

test('an order to sell on Bybit asks what its position would, less the premium, and the fee, which is capped by the premium', () => {
  const fees = { taker: 0.0003, cap: 0.125 };
  expect([cappedFee(100, 5, fees), cappedFee(100, 0.1, fees)]).toEqual([0.03, 0.0125]);
  // 15 less 10 out of the money is below the least of 10; the premium of the order is the entry.
  expect(sellAsPosition({ ...PUT, mark: 2 }, bybit.model, { price: 3, fee: 0.03 })).toBeCloseTo(10 + 3 + 0.03 - 3, 12);
  expect(sellAsPosition({ ...PUT, mark: 4 }, bybit.model, { price: 3, fee: 0.03 })).toBeCloseTo(10 + 4 + 0.03 - 3, 12);
});

describe('which price the margin is taken on', () => {
  const short = book({ options: [option({ quantity: -1, strike: 110, expiry: 1 })], expiries: book().expiries.map((own) => ({ ...own, open: 120, forward: 120 })) });
  const rest = { initial: 0, maintenance: 0 };
  const model = { ...bybit.model, liquidationFee: 0, maintenance: 0.075 };
  const asked = (change: Partial<typeof model>) => {
    const { initial, maintenance, optionValue } = standardMargin(short, { ...model, ...change }, rest);
    return [initial, maintenance].map((own) => own + optionValue);
  };

  test.each([
    ['the index: out of the money by 10 of 100', 'index', 'index', [10, 7.5]], ['the forward of the expiry, on which it is in the money', 'forward', 'forward', [18, 9]], ['a share of the forward times the index', 'index', 'forward', [15, 7.5]],
  ] as const)('%s', (_words, underlying, moneyness, expected) => {
    const found = asked({ underlying, moneyness });
    for (const [at, value] of expected.entries()) expect(found[at]).toBeCloseTo(value, 9);
  });

  test('is the forward on Deribit, the index on Bybit, and on OKX the share of the forward times the index', () => {
    expect([deribit, bybit, okxBtc, gate].map(({ model: { underlying, moneyness } }) => `${underlying} ${moneyness}`)).toEqual(['forward forward', 'index index', 'index forward', 'index index']);
  });
});

describe('a unit under standard margin', () => {
  const spread = book({ options: [option({ id: 'short', quantity: -2, strike: 105 }), option({ id: 'long', quantity: 2, strike: 110 })], perpetuals: [{ id: 'a', quantity: 3, price: 100 }, { id: 'b', quantity: -1, price: 100 }] });
  const found = standardMargin(spread, deribit.model, { initial: 0.02, maintenance: 0.01 });

  test('has no relief for spreads, and none for longs', () => {
    expect(found.byLine.map(({ id }) => id)).toEqual(['short', 'long', 'perpetuals']);
    expect(found.byLine[1]).toMatchObject({ initial: 0, maintenance: 0 });
    expect(found.byLine[2]).toMatchObject({ initial: 4, maintenance: 2 });
    expect(found.initial).toBeCloseTo(found.byLine.reduce((sum, { initial }) => sum + initial, 0), 12);
  });

  test('is compared by what must be deposited, and a saving may be below 0', () => {
    const standard = { requirement: 100, optionValue: -20, equityBasis: 'withoutOptionValue' } as const;
    expect(depositNeeded(standard)).toBe(100);
    expect(depositNeeded({ ...standard, equityBasis: 'withOptionValue' })).toBe(120);
    expect(marginSaved(standard, { requirement: 30, optionValue: -20, equityBasis: 'withOptionValue' })).toBe(0.5);
    expect(marginSaved(standard, { requirement: 180, optionValue: -20, equityBasis: 'withOptionValue' })).toBe(-1);
    expect(marginSaved({ ...standard, requirement: 0 }, standard)).toBeNull();
  });
});

test('parts of venues: a minimum charge, marginal tiers, and collateral of a naked option in coin or in money', () => {
  const parts = { spotShock: 100, thetaDecay: 10, vegaTerm: 5, basis: 5, interest: 0, extreme: 120, minimumCharge: 50, depeg: 1 };
  expect(riskPartsRequirement(parts)).toEqual({ core: 131, maintenance: 131, initial: 1.3 * 131 });
  expect(riskPartsRequirement({ ...parts, minimumCharge: 500 }).maintenance).toBe(500);
  expect(riskPartsTotal([parts, { ...parts, minimumCharge: 500 }], [{ debt: 1000, rate: 0.02 }, { debt: 200, rate: 0.1 }])).toEqual({ borrowing: 40, maintenance: 131 + 500 + 40, initial: 1.3 * 671 });
  expect([500, 1500, 4000].map((amount) => marginalCharge(amount, [[1000, 0.01], [2000, 0.02]]))).toEqual([5, 20, 70]);
  expect(nakedCollateral(-1, 100, 90, 0.75, 0.2)).toEqual({ amount: 0.2 * 67.5 + 32.5, money: 'quote' });
  expect(nakedCollateral(1, 100, 90, 0.75, 0.2)).toEqual({ amount: 0.2 * (100 / 120) + (1 - 100 / 120), money: 'coin' });
});
