import fc from 'fast-check';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { SizeLinearRates } from '#shared/domain/instrument.ts';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import { Decimal, type DecimalText, ratio, toText } from '#shared/num/units.ts';
import { parsedAccount, tierTable } from './accounts.ts';

/** Accounts of inverse, quanto and linear contracts under rules other than the default ones, valued in dollars or in a coin. */

const text = (value: string): DecimalText => toText(ratio(value));

const PRICE: Readonly<Record<string, number>> = { BTC: 60_000, ETH: 3_000 };
const SETTLEMENTS = ['linear', 'inverse', 'quanto'] as const;

export const anyRules: fc.Arbitrary<Partial<MarginRules>> = fc.record({
  weightedOn: fc.constantFrom('balance', 'equity'),
  maintenanceBasis: fc.constantFrom('mark', 'mark', 'entry', 'larger'), initialBasis: fc.constantFrom('mark', 'entry', 'larger'),
  closingFee: fc.constantFrom('outside', 'notional', 'bankruptcy'), closingFeeInInitial: fc.boolean(), tierSize: fc.constantFrom('leg', 'largerLeg', 'bothLegs', 'netOfLegs'),
  hedgedLeg: fc.constantFrom('full', 'full', 'feesOnly'), sides: fc.constantFrom('sum', 'sum', 'larger'), orders: fc.constantFrom('worstExposure', 'eachOrder'), orderCharge: fc.constantFrom('initial', 'fill'), takerFeeRate: fc.constant(text('0.00055')),
  sellBuffer: fc.constantFrom(null, '0', '0.0015', '0.02'),
}).map(({ sellBuffer, ...rules }) => (sellBuffer === null ? rules : { ...rules, sellBuffer: text(sellBuffer) }));

/** Open profit weighed with its balance, and open orders charged as if they were filled. */
const bothRules: fc.Arbitrary<Partial<MarginRules>> = anyRules.map((rules) => ({ ...rules, weightedOn: 'equity', orderCharge: 'fill' }));

const GROWING: SizeLinearRates = { initialBase: text('0.02'), maintenanceBase: text('0.01'), step: text('0.00005') };

/** Of lines in dollars and coins: flat, or by steps that an open profit can pass. */
const WEIGHTS = [
  { USD: { weight: '1' }, BTC: { weight: '0.9' } },
  { USD: { weight: '0.98' }, BTC: { tiers: [{ from: '0', weight: '0.95' }, { from: '0.3', weight: '0.7' }, { from: '1.5', weight: '0' }] } },
  { USD: { tiers: [{ from: '0', weight: '1' }, { from: '20000', weight: '0.9' }, { from: '60000', weight: '0.5' }] }, BTC: { tiers: [{ from: '0', weight: '0.9' }, { from: '1', weight: '0.5' }] } },
] as const;

type Sketch = Readonly<{ base: 'BTC' | 'ETH'; settlement: (typeof SETTLEMENTS)[number]; unit: 'quote' | 'coin' | 'contracts'; grows: boolean; basis: number }>;

const sketch = (base: 'BTC' | 'ETH', settlement: Sketch['settlement']): fc.Arbitrary<Sketch> =>
  fc.record({ base: fc.constant(base), settlement: fc.constant(settlement), unit: fc.constantFrom('quote', 'coin', 'contracts'), grows: fc.boolean(), basis: fc.integer({ min: -200, max: 200 }) });

const symbolOf = ({ base, settlement }: Sketch): string => `${base}-${settlement}`;
const markOf = ({ base, basis }: Sketch): number => (PRICE[base] ?? 1) * (1 + basis / 10_000);

/** Floors of a table in dollars as floors in the unit of the schedule. */
function instrumentOf(own: Sketch, tiers: readonly Readonly<{ notionalFloor: string; maintenanceMarginRate: string; maintenanceAmount: string; initialMarginRate: string }>[]) {
  const { base, settlement, unit } = own;
  const contractSize = settlement === 'inverse' ? '100' : settlement === 'quanto' ? '0.000001' : '0.1';
  const per = unit === 'quote' ? 1 : unit === 'coin' ? markOf(own) : 100;
  const scaled = (value: string): string => new Decimal(value).div(per).toFixed(12);
  return {
    symbol: symbolOf(own), kind: 'perpetual', settlement, base, quote: 'USD', settle: settlement === 'linear' ? 'USD' : settlement === 'inverse' ? base : 'BTC', contractSize, tierUnit: unit, tierRule: 'flat',
    tiers: tiers.map((tier) => ({ ...tier, notionalFloor: scaled(tier.notionalFloor), maintenanceAmount: '0' })),
  };
}

/** Contracts worth about as many dollars. */
function contractsFor(own: Sketch, dollars: number): string {
  if (own.settlement === 'inverse') return String(Math.max(1, Math.round(dollars / 100)));
  const each = own.settlement === 'quanto' ? 0.000001 * 60_000 * markOf(own) : 0.1 * markOf(own);
  return new Decimal(dollars).div(each).toFixed(6);
}

const SKETCHES = fc.tuple(sketch('BTC', 'linear'), sketch('BTC', 'inverse'), sketch('ETH', 'linear'), sketch('ETH', 'inverse'), sketch('ETH', 'quanto'));

export type OtherShape = Readonly<{ /** One rate for every size: the requirement has no steps. */ oneTier?: boolean; quanto?: boolean; rules?: fc.Arbitrary<Partial<MarginRules>>; isolated?: boolean; orders?: boolean }>;

export const otherAccount = ({ oneTier = false, quanto = true, rules = anyRules, isolated = false, orders = false }: OtherShape = {}): fc.Arbitrary<ParsedPortfolio> =>
  fc.tuple(SKETCHES, tierTable('flat').map((table) => (oneTier ? table.slice(0, 1) : table)), rules, fc.constantFrom('USD', 'BTC')).chain(([sketches, tiers, own, valuationCurrency]) => {
    const rows = sketches.flatMap((held) => (['both', 'long', 'short'] as const).map((positionSide) =>
      fc.record({ dollars: fc.integer({ min: 100, max: 300_000 }), short: fc.boolean(), profit: fc.integer({ min: -60, max: 60 }), leverage: fc.option(fc.constantFrom('5', '20')), alone: fc.boolean() }).map(({ dollars, short, profit, leverage, alone }) => ({
        symbol: symbolOf(held), positionSide, contracts: `${positionSide === 'short' || (positionSide === 'both' && short) ? '-' : ''}${contractsFor(held, dollars)}`,
        entryPrice: (markOf(held) * (1 + profit / 1000)).toFixed(4), ...(leverage === null ? {} : { leverage }),
        ...(isolated && alone ? { marginMode: 'isolated', isolatedMargin: new Decimal(dollars).div(held.settlement === 'linear' ? 5 : 5 * (PRICE[held.settlement === 'quanto' ? 'BTC' : held.base] ?? 1)).toFixed(8) } : {}),
      }))));
    return fc.record({
      positions: fc.tuple(...rows).chain((all) => fc.subarray(all.filter(({ symbol }) => quanto || !symbol.endsWith('quanto')), { minLength: 1, maxLength: 6 })),
      usd: fc.integer({ min: -20_000, max: 150_000 }), btc: fc.integer({ min: -1000, max: 4000 }), eth: fc.integer({ min: -1000, max: 30_000 }), weighed: fc.constantFrom(...WEIGHTS),
      wanted: fc.array(fc.record({ on: fc.nat({ max: 3 }), dollars: fc.integer({ min: 100, max: 100_000 }), buy: fc.boolean(), off: fc.integer({ min: -50, max: 50 }) }), { maxLength: orders ? 3 : 0 }),
    }).map(({ positions, usd, btc, eth, weighed, wanted }): ParsedPortfolio => {
      const inCoin = valuationCurrency === 'BTC';
      const parsed = parsedAccount({
        schema: 'plimsoll.portfolio/1', name: 'Other', asOf: '2026-11-22T00:00:00Z', valuationCurrency, venue: 'generic', model: 'tiered-cross',
        collateral: [{ asset: 'USD', amount: String(usd), ...weighed.USD }, { asset: 'BTC', amount: String(btc / 1000), ...weighed.BTC }, { asset: 'ETH', amount: String(eth / 1000), weight: '0.8' }],
        instruments: sketches.map((held) => instrumentOf(held, tiers)), positions,
        orders: wanted.flatMap(({ on, dollars, buy, off }) => {
          const held = sketches[on];
          return held === undefined ? [] : [{ symbol: symbolOf(held), contracts: `${buy ? '' : '-'}${contractsFor(held, dollars)}`, price: (markOf(held) * (1 + off / 1000)).toFixed(4) }];
        }),
        prices: {
          mark: Object.fromEntries(sketches.map((held) => [symbolOf(held), markOf(held).toFixed(4)])),
          index: inCoin ? { USD: new Decimal(1).div(60_000).toDecimalPlaces(24).toFixed(), ETH: '0.05' } : { BTC: '60000', ETH: '3000' },
        },
      });
      const instruments = parsed.portfolio.instruments.map((instrument) => {
        if (sketches.find((held) => symbolOf(held) === instrument.symbol)?.grows !== true) return instrument;
        const { tiers: _tiers, ...rest } = instrument;
        return { ...rest, sizeLinear: GROWING };
      });
      return { ...parsed, portfolio: { ...parsed.portfolio, instruments, parameters: { ...parsed.portfolio.parameters, liabilityWeights: { ETH: text('1.1') }, rules: own } } };
    });
  });

/** Accounts with open orders in which profit is weighed and orders are charged. */
export const composedAccount = (shape: Pick<OtherShape, 'quanto' | 'isolated'> = {}): fc.Arbitrary<ParsedPortfolio> =>
  otherAccount({ ...shape, rules: bothRules, orders: true }).filter(({ portfolio }) => portfolio.orders.length > 0);
