import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BookLeg, type BookState, type OptionLeg, stateValue } from '#shared/scenario/explain/bookState.ts';
import { explain, type Explanation } from '#shared/scenario/explain/explain.ts';

const UNKNOWN = { funding: null, fees: null };
const perpetual = (price: number, quantity = 2, own: Partial<BookLeg> = {}): BookLeg => ({ id: 'perp', kind: 'linear', underlying: 'BTC', settle: 'USDC', quantity, entry: 100, price, ...own } as BookLeg);
const inverse = (price: number): BookLeg => ({ id: 'inverse', kind: 'inverse', underlying: 'BTC', settle: 'BTC', quantity: 1000, entry: 95, price });
const option = (forward: number, volatility: number, years: number, own: Partial<OptionLeg> = {}): OptionLeg => ({ id: 'option', kind: 'option', underlying: 'BTC', settle: 'USDC', quantity: -3, entry: 4, sign: 1, strike: 105, forward, volatility, years, money: 'quote', ...own });
const state = (legs: readonly BookLeg[], own: Partial<Pick<BookState, 'held'>> & Readonly<{ usdc?: number; btc?: number }> = {}): BookState =>
  ({ legs, held: own.held ?? [], rates: new Map([['USDC', own.usdc ?? 1], ['BTC', own.btc ?? 100]]) });

const sumOf = ({ underlyings, fx, trades, funding, fees, unexplained }: Explanation): number => [
  ...underlyings.flatMap(({ delta, gamma, vega, theta, residual }) => [delta, gamma, vega, theta, residual]), ...[...fx, ...trades].map(({ gain }) => gain), funding ?? 0, fees ?? 0, unexplained,
].reduce((sum, own) => sum + own, 0);

const some = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });
const size = fc.integer({ min: -5, max: 5 }).filter((own) => own !== 0);

describe('the change of an account', () => {
  const market = fc.record({ price: some(50, 200), forward: some(50, 200), volatility: some(0.2, 1.5), years: some(0.05, 2), usdc: some(0.9, 1.1), btc: some(50, 200) });
  const book = fc.record({ linear: size, inverse: size, quote: size, coin: size, held: some(-10, 10), entry: some(50, 200) });
  const at = ({ price, forward, volatility, years, usdc, btc }: Readonly<Record<'price' | 'forward' | 'volatility' | 'years' | 'usdc' | 'btc', number>>, own: Readonly<Record<'linear' | 'inverse' | 'quote' | 'coin' | 'held' | 'entry', number>>): BookState => state([
    perpetual(price, own.linear, { entry: own.entry }), { ...inverse(price), quantity: own.inverse * 100, entry: own.entry }, option(forward, volatility, years, { quantity: own.quote }),
    option(forward, volatility, years, { id: 'coin', settle: 'BTC', money: 'coin', quantity: own.coin, sign: -1, entry: 0.04 }),
  ], { usdc, btc, held: [{ asset: 'BTC', amount: own.held, price: btc, moves: true }, { asset: 'USDC', amount: own.held, price: usdc, moves: false }] });

  test('is the sum of its parts, whatever moved and was traded', () => fc.assert(fc.property(market, market, book, book, (was, is, held, then) => {
    const [before, after] = [at(was, held), at(is, then)];
    const told = explain(before, after, { funding: -3, fees: null });
    const scale = 1e-9 * 10_000;
    expect(Math.abs(sumOf(told) - (stateValue(after) - stateValue(before)))).toBeLessThan(scale);
    expect(Math.abs(told.change - sumOf(told))).toBeLessThan(scale);
  })));

  test('of a book of contracts leaves nothing over', () => fc.assert(fc.property(market, market, book, (was, is, held) => {
    const contracts = (own: BookState): BookState => ({ ...own, legs: own.legs.filter(({ kind }) => kind !== 'option') });
    const { underlyings, changed } = explain(contracts(at(was, held)), contracts(at(is, held)), UNKNOWN);
    for (const { residual, vega, theta } of underlyings) expect([residual, vega, theta]).toEqual([0, 0, 0]);
    expect(changed).toEqual([]);
  })));

  test.each(['quote', 'coin'] as const)('of options settled in %s leaves over what shrinks with the cube of the move', (money) => {
    const left = (step: number): number => {
      const [before, after] = [option(100, 0.6, 0.5, { money }), option(100 * (1 + 0.1 * step), 0.6 + 0.08 * step, 0.5 - 0.06 * step, { money })];
      return explain(state([before]), state([after]), UNKNOWN).underlyings[0]?.residual ?? Number.NaN;
    };
    const ratios = [1, 0.5, 0.25].map((step) => left(step) / left(step / 2));
    for (const ratio of ratios) expect(ratio).toBeGreaterThan(6);
    expect(ratios[2]).toBeCloseTo(8, 0);
  });
});

describe('parts', () => {
  test('a contract gains by price, and by its currency what its profit is worth there', () => {
    const { underlyings, fx, change } = explain(state([perpetual(110)], { usdc: 1 }), state([perpetual(120)], { usdc: 0.9 }), UNKNOWN);
    // 2 · 10 at a rate of 0.95, and a profit of 30 in the middle that lost a tenth.
    expect(underlyings).toEqual([{ asset: 'BTC', delta: expect.closeTo(19, 9), gamma: 0, vega: 0, theta: 0, residual: 0 }]);
    expect(fx).toEqual([{ currency: 'USDC', gain: expect.closeTo(-3, 9) }]);
    expect(change).toBeCloseTo(16, 9);
  });

  test('an inverse contract has a delta and a curve', () => {
    const { underlyings } = explain(state([inverse(100)]), state([inverse(110)]), UNKNOWN);
    // 1000 quote units: 1000/100² a point, less what the curve takes.
    expect(underlyings[0]).toMatchObject({ delta: expect.closeTo(100, 9), gamma: expect.closeTo(1000 * 100 * (1 / 100 - 1 / 110) - 100, 9) });
  });

  test('a short call loses by price and volatility and gains by time', () => {
    const { underlyings: [own] } = explain(state([option(100, 0.6, 0.5)]), state([option(104, 0.65, 0.48)]), UNKNOWN);
    expect(own?.delta).toBeLessThan(0);
    expect(own?.gamma).toBeLessThan(0);
    expect(own?.vega).toBeLessThan(0);
    expect(own?.theta).toBeGreaterThan(0);
    expect(Math.abs(own?.residual ?? 1)).toBeLessThan(0.01);
  });

  test('what is held gains by its price; a currency by its rate; another amount is not explained', () => {
    const before = { held: [{ asset: 'BTC', amount: 2, price: 100, moves: true }, { asset: 'USDT', amount: 500, price: 1, moves: false }] };
    const after = { held: [{ asset: 'BTC', amount: 3, price: 110, moves: true }, { asset: 'USDT', amount: 500, price: 0.99, moves: false }] };
    const told = explain(state([], before), state([], after), UNKNOWN);
    expect(told.underlyings[0]?.delta).toBeCloseTo(20, 9);
    expect(told.fx).toEqual([{ currency: 'USDT', gain: expect.closeTo(-5, 9) }]);
    expect(told.changed).toEqual([{ kind: 'holding', id: 'BTC', gain: 110 }]);
  });

  test('known flows are taken out of what is not explained; unknown ones are not zero', () => {
    const held = (amount: number) => state([], { held: [{ asset: 'USD', amount, price: 1, moves: false }] });
    expect(explain(held(100), held(90), { funding: -4, fees: -6 })).toMatchObject({ funding: -4, fees: -6, unexplained: 0, change: -10 });
    expect(explain(held(100), held(90), UNKNOWN)).toMatchObject({ funding: null, fees: null, unexplained: -10, change: -10 });
  });
});

describe('trades', () => {
  test('what was added is explained from its trade, which the mean entry tells', () => {
    // 2 at 100 and 1 at 115 are 3 at 105.
    const told = explain(state([perpetual(110)]), state([perpetual(120, 3, { entry: 105 })]), UNKNOWN);
    expect(told.trades).toEqual([{ id: 'perp', underlying: 'BTC', from: 2, to: 3, price: expect.closeTo(115, 9), gain: expect.closeTo(5, 9), premium: 0 }]);
    expect(told.underlyings[0]?.delta).toBeCloseTo(20, 9);
    expect(told.changed).toEqual([]);
  });

  test('of inverse contracts the entry is a mean of coin, and the trade is told right', () => {
    const entry = 1500 / (1000 / 95 + 500 / 104);
    const told = explain(state([inverse(100)]), state([{ ...inverse(110), quantity: 1500, entry }]), UNKNOWN);
    expect(told.trades[0]?.price).toBeCloseTo(104, 9);
    expect(told.changed).toEqual([]);
  });

  test('what was closed is not explained, and takes the profit along that it had', () => {
    const told = explain(state([perpetual(110, 3)]), state([perpetual(120, 1)]), UNKNOWN);
    expect(told.trades).toMatchObject([{ from: 3, to: 1, price: null, gain: 0 }]);
    expect(told.underlyings[0]?.delta).toBeCloseTo(10, 9);
    expect(told.changed).toEqual([{ kind: 'position', id: 'perp', gain: expect.closeTo(-20, 9) }]);
    expect(explain(state([perpetual(110, 3)]), state([]), UNKNOWN)).toMatchObject({ trades: [{ to: 0, price: null }], unexplained: expect.closeTo(-30, 9) });
  });

  test('an option that is bought gains since its trade; its premium is apart, as what is held paid it', () => {
    const bought = option(100, 0.6, 0.5, { quantity: 2, entry: 10 });
    const held = (amount: number) => ({ held: [{ asset: 'USDC', amount, price: 1, moves: false }] });
    const told = explain(state([], held(100)), state([bought], held(80)), UNKNOWN);
    expect(told.changed).toMatchObject([{ kind: 'premium', gain: 20 }, { kind: 'holding', gain: -20 }]);
    expect(told.unexplained).toBeCloseTo(0, 9);
    expect(told.change).toBeCloseTo(told.trades[0]?.gain ?? Number.NaN, 9);
  });

  test('a turned position was closed and opened anew at its entry', () => {
    const told = explain(state([perpetual(110)]), state([perpetual(120, -1, { entry: 118 })]), UNKNOWN);
    expect(told.trades).toMatchObject([{ from: 2, to: -1, price: 118, gain: expect.closeTo(-2, 9) }]);
    expect(told.changed).toMatchObject([{ kind: 'position', gain: expect.closeTo(-20, 9) }]);
  });

  test('an entry that no trade can have made is not explained', () => {
    const told = explain(state([perpetual(110)]), state([perpetual(120, 3, { entry: 10 })]), UNKNOWN);
    expect(told.trades).toMatchObject([{ price: null, gain: 0 }]);
    expect(sumOf(told)).toBeCloseTo(3 * 110 - 20, 9);
  });
});

test('a state without a rate is refused', () => {
  expect(() => explain(state([perpetual(110)]), { ...state([perpetual(110)]), rates: new Map() }, UNKNOWN)).toThrow('no rate of USDC');
});
