import fc from 'fast-check';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { Position } from '#shared/domain/account.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { OptionMarginRates } from '#shared/domain/optionMargin.ts';
import { epochMs, Decimal, type DecimalText, ratio, toText } from '#shared/num/units.ts';

const text = (value: string | number): DecimalText => toText(ratio(String(value)));

const SCOPE = fc.constantFrom('none', 'puts', 'both');

/** Any rates that a set may say of short options. */
export const anyOptionRates: fc.Arbitrary<OptionMarginRates> = fc.record({
  high: fc.constantFrom('0.15', '0.25'), low: fc.constantFrom('0.1', '0.15'), maintenance: fc.constantFrom('0.03', '0.05', '0.075'), shareOfMark: SCOPE, notBelowMaintenance: SCOPE, lowPutWithMark: fc.boolean(),
  premium: fc.constantFrom('mark', 'entryOrMark'), liquidationFee: fc.constantFrom('0', '0.002'), factor: fc.constantFrom('1', '1.02'),
}).map(({ high, low, maintenance, liquidationFee, factor, ...rest }) => ({ ...rest, high: text(high), low: text(low), maintenance: text(maintenance), liquidationFee: text(liquidationFee), factor: text(factor) }));

type Held = Readonly<{ base: 'BTC' | 'ETH'; inverse: boolean; put: boolean; strike: number; mark: number; entry: number; contracts: string; isPriced: boolean }>;

const SPOT = { BTC: 60_000, ETH: 3_000 } as const;

const held: fc.Arbitrary<Held> = fc.record({
  base: fc.constantFrom('BTC' as const, 'ETH' as const), inverse: fc.boolean(), put: fc.boolean(), moneyness: fc.integer({ min: 60, max: 150 }), mark: fc.integer({ min: 1, max: 400 }), entry: fc.integer({ min: 1, max: 400 }),
  contracts: fc.integer({ min: -80, max: 80 }).filter((own) => own !== 0), isPriced: fc.nat({ max: 9 }).map((own) => own > 0),
}).map(({ moneyness, contracts, ...rest }) => ({ ...rest, strike: (SPOT[rest.base] * moneyness) / 100, contracts: String(contracts / 10) }));

const symbolOf = ({ base, inverse, put, strike }: Held): string => `${base}${inverse ? '' : '_USD'}-31DEC27-${strike}-${put ? 'P' : 'C'}`;

function instrumentOf(own: Held): Instrument {
  const { base, inverse, put, strike } = own;
  return {
    symbol: symbolOf(own), kind: 'option', settlement: inverse ? 'inverse' : 'linear', base, quote: 'USD', settle: inverse ? base : 'USD', contractSize: text(inverse ? '1' : '0.1'), expiry: epochMs(Date.UTC(2027, 11, 31, 8)),
    strike: text(strike), optionType: put ? 'put' : 'call',
  };
}

/** A price given as so many thousandths of the underlying, in coin or in dollars. */
const priceOf = ({ base, inverse }: Held, thousandths: number): DecimalText => text(new Decimal(thousandths).div(1000).times(inverse ? 1 : SPOT[base]).toFixed());

/** An account with some options besides, rates for options on BTC and mostly for those on ETH, and a price that may be missing. */
export const withOptions = (account: fc.Arbitrary<ParsedPortfolio>): fc.Arbitrary<ParsedPortfolio> =>
  fc.tuple(account, fc.uniqueArray(held, { selector: symbolOf, minLength: 1, maxLength: 4 }), anyOptionRates, fc.nat({ max: 3 })).map(([{ portfolio, prices }, options, rates, bare]) => ({
    portfolio: {
      ...portfolio, instruments: [...portfolio.instruments, ...options.map(instrumentOf)],
      positions: [...portfolio.positions, ...options.map((own): Position => ({ symbol: symbolOf(own), contracts: text(own.contracts), entryPrice: priceOf(own, own.entry), marginMode: 'cross', positionSide: 'both' }))],
      parameters: { ...portfolio.parameters, rules: { ...portfolio.parameters.rules, optionMargin: bare === 0 ? { BTC: rates } : { BTC: rates, ETH: rates } } },
    },
    prices: { ...prices, mark: new Map([...prices.mark, ...options.flatMap((own) => (own.isPriced ? [[symbolOf(own), { value: priceOf(own, own.mark) }] as const] : []))]) },
  }));
