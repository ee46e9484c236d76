import fc from 'fast-check';
import type { ParameterSet, WeightTier } from '#shared/domain/account.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { Decimal, type DecimalText, ratio, toText } from '#shared/num/units.ts';
import { accountDocument, parsedAccount } from './accounts.ts';
import { otherAccount } from './otherAccounts.ts';

/** Accounts with everything that a venue's set may say, some prices missing, and amounts deducted in any unit. */

const text = (value: string): DecimalText => toText(ratio(value));

const WEIGHT_TIERS: readonly WeightTier[] = [{ from: text('0'), weight: text('0.9') }, { from: text('0.5'), weight: text('0.6') }, { from: text('40'), weight: text('0') }];

type Extras = Readonly<{
  pooling: MarginRules['pooling']; weightedOn: MarginRules['weightedOn']; orderCharge: MarginRules['orderCharge']; rowPrice: MarginRules['rowPrice']; ratioForm: MarginRules['ratioForm'];
  weightTiers: boolean; sizeFactors: boolean; liability: boolean; unweighted: boolean;
  openInterest: '500000' | '2500000' | '5000000' | null; sizePremium: boolean; deducted: boolean; steep: boolean; relieved: boolean; split: '-0.3' | '12' | null; capped: boolean; unscheduled: boolean; ownFee: boolean;
  betas: readonly [string, string][]; gone: readonly string[];
}>;

const rarely = fc.nat({ max: 5 }).map((value) => value === 0);

const extras: fc.Arbitrary<Extras> = fc.record({
  pooling: fc.constantFrom('one', 'one', 'settle'), weightedOn: fc.constantFrom('balance', 'equity'), orderCharge: fc.constantFrom('initial', 'fill'), rowPrice: fc.constantFrom('underlying', 'symbol', 'proRata'), ratioForm: fc.constantFrom('requirementOverEquity', 'equityOverRequirement'),
  weightTiers: fc.boolean(), sizeFactors: fc.boolean(), liability: fc.boolean(), unweighted: rarely,
  openInterest: fc.constantFrom(null, '500000', '2500000', '5000000'), sizePremium: rarely, deducted: fc.boolean(), steep: fc.boolean(), relieved: rarely, split: fc.constantFrom(null, null, '-0.3', '12'), capped: rarely, unscheduled: rarely, ownFee: fc.boolean(),
  betas: fc.array(fc.tuple(fc.constantFrom('BTC', 'ETH'), fc.constantFrom('1', '0', '-0.5', '1.7', '-2')), { maxLength: 2 }),
  gone: fc.array(fc.constantFrom('BTC-linear', 'ETH-inverse', 'ETH-quanto', 'BTC-PERP', 'ETH-PERP', 'SOL-FUT', 'BTC', 'ETH', 'USD', 'USDC'), { maxLength: 2 }),
});

function instrumentWith(instrument: Instrument, own: Extras): Instrument {
  const { tiers, sizeLinear, ...rest } = instrument;
  const more = {
    ...(own.openInterest === null ? {} : { openInterest: { notional: text(own.openInterest), lower: text('1000000'), upper: text('4000000') } }), ...(own.sizePremium ? { sizePremium: text('0.0003') } : {}), ...(own.ownFee ? { takerFeeRate: text('0.0004') } : {}),
    ...(own.capped && tiers !== undefined ? { notionalCap: text('90000') } : {}),
  };
  if (sizeLinear !== undefined) return { ...rest, ...more, sizeLinear };
  if (own.unscheduled && rest.base === 'ETH') return { ...rest, ...more };
  if (tiers === undefined) return { ...rest, ...more };
  return { ...rest, ...more, ...(own.deducted && rest.settlement !== 'linear' ? { tierRule: 'progressive' as const } : {}), tiers: own.deducted ? deducted(tiers) : own.steep ? steeper(tiers) : own.relieved ? tiers.map((tier) => ({ ...tier, maintenanceAmount: text('700') })) : tiers };
}

/** A table whose requirement is continuous, in the unit of its floors; highest leverages in place of some rates. */
function deducted(tiers: NonNullable<Instrument['tiers']>): NonNullable<Instrument['tiers']> {
  let amount = new Decimal(0);
  return tiers.map((tier, at) => {
    const before = new Decimal(tiers[at - 1]?.maintenanceMarginRate ?? 0);
    amount = amount.plus(new Decimal(tier.notionalFloor).times(new Decimal(tier.maintenanceMarginRate).minus(before)));
    const { initialMarginRate, ...rest } = tier;
    return { ...rest, maintenanceAmount: toText(amount), ...(at === 0 ? { maxLeverage: text('30') } : initialMarginRate === undefined ? {} : { initialMarginRate }) };
  });
}

/** A flat table whose steps alone can use up an account. */
const steeper = (tiers: NonNullable<Instrument['tiers']>): NonNullable<Instrument['tiers']> =>
  tiers.map((tier, at) => ({ ...tier, maintenanceMarginRate: toText(Decimal.min(1, new Decimal(tier.maintenanceMarginRate).times(1 + at * 8))) }));

function setWith(set: ParameterSet, own: Extras): ParameterSet {
  return {
    ...set,
    collateralWeights: { BTC: text('0.92'), ...(own.unweighted ? {} : { ETH: text('0.85'), USDC: text('0.99') }) },
    ...(own.weightTiers ? { weightTiers: { BTC: WEIGHT_TIERS } } : {}), ...(own.sizeFactors ? { weightSizeFactors: { ETH: text('0.2') } } : {}),
    ...(own.liability ? { liabilityWeights: { ETH: text('1.15'), USD: text('1.05') }, defaultLiabilityWeight: text('1.02') } : {}),
    rules: { ...set.rules, pooling: own.pooling, weightedOn: own.weightedOn, orderCharge: own.orderCharge, rowPrice: own.rowPrice, ratioForm: own.ratioForm },
  };
}

/** Any account, its own weights left to the set in part. */
function accountWith({ portfolio, prices }: ParsedPortfolio, own: Extras): ParsedPortfolio {
  const kept = <T>(all: ReadonlyMap<string, T>): ReadonlyMap<string, T> => new Map([...all].filter(([name]) => !own.gone.includes(name)));
  return {
    prices: { ...prices, mark: kept(prices.mark), index: kept(prices.index) },
    portfolio: {
      ...portfolio, parameters: setWith(portfolio.parameters, own), instruments: portfolio.instruments.map((instrument) => instrumentWith(instrument, own)),
      collateral: [
        ...portfolio.collateral.map(({ asset, amount, location, ...rest }) => ({ asset, amount, ...(location === undefined ? {} : { location }), ...(own.weightTiers || own.sizeFactors ? {} : rest) })),
        ...(own.split === null ? [] : ['BTC', 'ETH', 'USD'].map((asset) => ({ asset, amount: text(own.split ?? '0'), location: 'elsewhere' }))),
      ],
      betas: new Map([...portfolio.betas, ...own.betas.map(([asset, beta]): [string, DecimalText] => [asset, text(beta)])]),
    },
  };
}

const anyAccount: fc.Arbitrary<ParsedPortfolio> = fc.oneof(otherAccount({ orders: true, isolated: true }), otherAccount({ quanto: false, orders: true }), accountDocument().map(parsedAccount));

export const variedAccount: fc.Arbitrary<ParsedPortfolio> = fc.tuple(anyAccount, extras).map(([account, own]) => accountWith(account, own));
