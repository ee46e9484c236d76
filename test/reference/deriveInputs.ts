import { openShare, settlementForward } from '#shared/scenario/pricing/settlement.ts';
import { sviVolatility } from '#shared/scenario/pricing/svi.ts';
import type { Expiry, HoldingLine, OptionLine, RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import { Decimal } from '#shared/num/units.ts';
import type { Inputs } from './adapter.ts';
import { floatOf, floatsOf } from './floats.ts';
import { number, record, records, text } from './inputs.ts';

/** Books of Derive's harnesses as risk units: three shapes, of fixed-point integers and of decimals. */

export const SECONDS_PER_YEAR = 365 * 86_400;
const WEI = 1e18;
const AMOUNT = 1e8;
const WINDOW_SECONDS = 1800;

const wei = (inputs: Inputs, key: string): number => (inputs[key] === null || inputs[key] === undefined ? 0 : floatOf(inputs, key) / WEI);

/** Scenario of the first test set: parallel lists, integers of 18 decimals. */
export function unitOfLists(scenario: Inputs): RiskUnit {
  const expirySeconds = floatsOf(scenario, 'FeedExpiries');
  const [fixed, open] = [floatsOf(scenario, 'ForwardsFixed'), floatsOf(scenario, 'ForwardsVariable')];
  const rates = floatsOf(scenario, 'Rates');
  const [optionExpiries, strikes, calls, amounts, vols, volConfidences] = ['OptionExpiries', 'OptionStrikes', 'OptionIsCall', 'OptionAmounts', 'OptionVols', 'OptionVolConfidences'].map((key) => floatsOf(scenario, key));
  const [forwardConfidences, rateConfidences] = [floatsOf(scenario, 'ForwardConfidences'), floatsOf(scenario, 'RateConfidences')];
  const at = (list: readonly number[] | undefined, place: number): number => list?.[place] ?? Number.NaN;
  const places = [...(optionExpiries ?? []).keys()];
  const expiries = expirySeconds.map((seconds, place): Expiry => ({
    years: seconds / SECONDS_PER_YEAR, open: at(open, place) / WEI, fixed: at(fixed, place) / WEI, forward: (at(open, place) + at(fixed, place)) / WEI, rate: at(rates, place) / WEI,
    confidence: Math.min(at(forwardConfidences, place) / WEI, at(rateConfidences, place) / WEI, ...places.filter((own) => at(optionExpiries, own) === seconds).map((own) => at(volConfidences, own) / WEI)),
  }));
  const options = places.map((place): OptionLine => ({
    id: String(place), sign: at(calls, place) === 1 ? 1 : -1, strike: at(strikes, place) / WEI, quantity: at(amounts, place) / WEI, volatility: at(vols, place) / WEI,
    expiry: expirySeconds.indexOf(at(optionExpiries, place)),
  }));
  const [spot, stable] = [wei(scenario, 'SpotPrice'), wei(scenario, 'StablePrice')];
  return {
    spot, stable, spotConfidence: wei(scenario, 'SpotConfidence'), perpetualConfidence: wei(scenario, 'PerpConfidence'), expiries, options, futures: [],
    perpetuals: perpetual(wei(scenario, 'Perps'), wei(scenario, 'PerpPrice')), holdings: base(wei(scenario, 'Base'), spot, stable),
    cash: wei(scenario, 'Cash'), profit: wei(scenario, 'UnrealisedPerpPNL') + wei(scenario, 'UnrealisedFunding'),
  };
}

export const perpetual = (quantity: number, price: number): RiskUnit['perpetuals'] => (quantity === 0 ? [] : [{ id: 'perp', quantity, price }]);

export const base = (amount: number, spot: number, stable: number): readonly HoldingLine[] =>
  (amount === 0 ? [] : [{ id: 'base', value: (amount * spot) / stable, oracleValue: amount * spot, moves: true, maintenanceHaircut: 0, initialHaircut: 0, confidence: 1 }]);

/** A market of the portfolio tests: amounts and entry prices are integers of 8 decimals. */
export function unitOfMarket(market: Inputs, stable: number, cash: number): RiskUnit {
  const spot = floatOf(market, 'spot');
  const quotes = records(market, 'expiries');
  const lines = quotes.flatMap((quote, expiry) => records(quote, 'options').map((own) => ({ own, quote, expiry })));
  const perps = records(market, 'perps').map((own) => ({ amount: floatOf(own, 'amount') / AMOUNT, entry: floatOf(own, 'entryPrice') / AMOUNT }));
  const price = floatOf(market, 'perp_price');
  return {
    spot, stable, cash, spotConfidence: floatOf(market, 'spot_conf'), perpetualConfidence: floatOf(market, 'perp_conf'), futures: [],
    expiries: quotes.map((quote): Expiry => ({
      years: floatOf(quote, 'seconds_to_expiry') / SECONDS_PER_YEAR, open: floatOf(quote, 'forward'), fixed: 0, forward: floatOf(quote, 'forward'), rate: quote['rate'] === undefined ? 0 : floatOf(quote, 'rate'),
      confidence: Math.min(confidence(quote, 'forward_conf'), confidence(quote, 'vol_conf')),
    })),
    options: lines.map(({ own, quote, expiry }, place): OptionLine => ({
      id: String(place), sign: text(own, 'type') === 'call' ? 1 : -1, strike: floatOf(own, 'strike'), quantity: floatOf(own, 'amount') / AMOUNT,
      volatility: floatOf(own['vol'] === undefined ? quote : own, 'vol'), expiry,
    })),
    perpetuals: perps.map(({ amount }, place) => ({ id: `perp${place}`, quantity: amount, price })),
    holdings: records(market, 'bases').flatMap((own) => base(floatOf(own, 'amount') / AMOUNT, spot, stable)),
    profit: perps.reduce((sum, { amount, entry }) => sum + amount * (price - entry), 0),
  };
}

/** Scenario of the second model's tests: records of decimals, several collaterals, a smile for each expiry. */
export function unitOfRecords(scenario: Inputs): RiskUnit {
  const [spot, stable] = [floatOf(scenario, 'SpotPrice'), floatOf(scenario, 'StablePrice')];
  const feeds = records(scenario, 'OptionFeeds');
  const expiries = feeds.map((feed): Expiry => ({
    years: floatOf(feed, 'FeedExpiry') / SECONDS_PER_YEAR, ...averaged(floatOf(feed, 'Forward'), floatOf(feed, 'FeedExpiry')), rate: floatOf(feed, 'Rate'),
    confidence: Math.min(floatOf(feed, 'ForwardConfidence'), floatOf(feed, 'RateConfidence'), floatOf(feed, 'OptionVolConfidences')),
  }));
  return {
    spot, stable, expiries, futures: [], spotConfidence: floatOf(scenario, 'SpotConfidence'), perpetualConfidence: floatOf(scenario, 'PerpConfidence'),
    options: records(scenario, 'Options').map((own, place) => {
      const expiry = feeds.findIndex((feed) => feed['FeedExpiry'] === own['Expiry']);
      return { id: String(place), sign: floatOf(own, 'IsCall') === 1 ? 1 : -1, strike: floatOf(own, 'Strike'), quantity: floatOf(own, 'Amount'), volatility: volatilityOf(own, feeds[expiry] ?? {}), expiry };
    }),
    perpetuals: perpetual(floatOf(scenario, 'NumPerps'), floatOf(scenario, 'PerpPrice')),
    holdings: records(scenario, 'Collaterals').map((own): HoldingLine => ({
      id: text(own, 'Name'), value: (floatOf(own, 'Amount') * floatOf(own, 'Price')) / stable, oracleValue: floatOf(own, 'Amount') * floatOf(own, 'Price'), moves: own['IsRiskCancelling'] === true,
      maintenanceHaircut: floatOf(own, 'MMHaircut'), initialHaircut: floatOf(own, 'IMHaircut'), confidence: floatOf(own, 'Confidence'),
    })),
    cash: floatOf(scenario, 'Cash'), profit: floatOf(scenario, 'UnrealisedPerpPNL') + floatOf(scenario, 'UnrealisedFunding'),
  };
}

/** A forward of the last half hour before expiry is fixed but for the share of the time that is left. */
function averaged(forward: number, seconds: number): Pick<Expiry, 'open' | 'fixed' | 'forward'> {
  const share = openShare({ length: WINDOW_SECONDS, elapsed: WINDOW_SECONDS - seconds });
  return { open: forward * share, fixed: forward * (1 - share), forward };
}

/** A confidence in float64, rounded down: 0.399999999999999999 stays below 0.4. */
function confidence(inputs: Inputs, key: string): number {
  const exact = number(inputs, key);
  const near = floatOf(inputs, key);
  return exact.decimalPlaces() > 15 && exact.lt(new Decimal(String(near))) ? near * (1 - Number.EPSILON) : near;
}

/** Where the harness says how much of the settlement is fixed, and at which average. */
function settling(forward: number, seconds: number, scenario: Inputs, name: string): Pick<Expiry, 'open' | 'fixed' | 'forward'> {
  if (seconds > WINDOW_SECONDS || typeof scenario[`PercentFixed${name}`] !== 'string') return { open: forward, fixed: 0, forward };
  const { fixed, open } = settlementForward({ length: 1, elapsed: floatOf(scenario, `PercentFixed${name}`) }, wei(scenario, `TWAP_${name}`), forward);
  return { fixed, open, forward };
}

/** A scenario of the standard model's tests: two underlyings in parallel lists, and what their perpetuals have not settled. */
export function unitsOfMarkets(scenario: Inputs): Readonly<{ units: ReadonlyMap<string, RiskUnit>; profit: number; funding: number }> {
  const stable = wei(scenario, 'USDCValue');
  const confidences = scenario['SpotPerpConfidences'];
  const prices = floatsOf(scenario, 'PerpPrice');
  const names = ['ETH', 'BTC'];
  const open = names.map((name, place) => {
    const quantity = wei(scenario, `Perps_${name}`);
    const price = (prices[place] ?? Number.NaN) / WEI;
    const profit = quantity * (price - wei(scenario, `LastEntry${name}`));
    return {
      name, quantity, price, profit: quantity === 0 ? 0 : profit, funding: quantity * (wei(scenario, `Account${name}FundingIndex`) - wei(scenario, `${name}GlobalFundingIndex`)),
      confidences: floatsOf({ pair: Array.isArray(confidences) ? confidences[place] as unknown : undefined }, 'pair').map((own) => own / WEI),
    };
  });
  const lists = ['OptionExpiries', 'OptionStrikes', 'OptionIsCall', 'OptionAmounts', 'OptionVols', 'OptionVolConfidences', 'Forwards', 'ForwardConfidences', 'DiscountConfidences'].map((key) => floatsOf(scenario, key));
  const underlyings = scenario['OptionUnderlying'];
  const units = open.map(({ name, quantity, price, profit, funding, confidences: [spotConfidence = 1, perpetualConfidence = 1] }): [string, RiskUnit] => {
    const spot = wei(scenario, `${name}SpotPrice`);
    const lines = (Array.isArray(underlyings) ? underlyings : []).flatMap((underlying: unknown, place) => {
      const [seconds = 0, strike = 0, call = 0, amount = 0, vol = 0, volConfidence = 0, forward = 0, forwardConfidence = 0, rateConfidence = 0] = lists.map((list) => list[place]);
      return underlying === name ? [{ seconds, strike: strike / WEI, sign: call === 1 ? 1 as const : -1 as const, quantity: amount / WEI, volatility: vol / WEI, forward: forward / WEI, confidence: Math.min(volConfidence, forwardConfidence, rateConfidence) / WEI }] : [];
    });
    const expirySeconds = [...new Set(lines.map(({ seconds }) => seconds))];
    const expiries = expirySeconds.map((seconds): Expiry => {
      const own = lines.filter((line) => line.seconds === seconds);
      return { years: seconds / SECONDS_PER_YEAR, ...settling(own[0]?.forward ?? Number.NaN, seconds, scenario, name), rate: 0, confidence: Math.min(...own.map(({ confidence }) => confidence)) };
    });
    return [name, {
      spot, stable, spotConfidence, perpetualConfidence, expiries, futures: [], cash: 0, profit: profit + funding, perpetuals: perpetual(quantity, price), holdings: base(wei(scenario, `w${name}`), spot, stable),
      options: lines.map((line, place) => ({ id: String(place), sign: line.sign, strike: line.strike, quantity: line.quantity, volatility: line.volatility, expiry: expirySeconds.indexOf(line.seconds) })),
    }];
  });
  return { units: new Map(units), profit: open.reduce((sum, own) => sum + own.profit, 0), funding: open.reduce((sum, own) => sum + own.funding, 0) };
}

/** The mark volatility as printed, else that of the smile. */
function volatilityOf(option: Inputs, feed: Inputs): number {
  if (option['MarkVol'] !== undefined && option['MarkVol'] !== null) return floatOf(option, 'MarkVol');
  const [a, b, rho, m, sigma, forward, years] = floatsOf(feed, 'SVIparam');
  return sviVolatility({ a: a ?? 0, b: b ?? 0, rho: rho ?? 0, m: m ?? 0, sigma: sigma ?? 0, forward: forward ?? 0, years: years ?? 0 }, floatOf(option, 'Strike'));
}

export const scenarioOf = (inputs: Inputs): Inputs => record(inputs, 'Scenario');
