import fc from 'fast-check';
import type { ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import { bindingOf, staked } from '#shared/engine/accountEvaluation.ts';
import { addFigures, type Figure, type Totals, totalsOf } from '#shared/engine/figures.ts';
import type { AccountInterval } from '#shared/engine/interval/intervalOf.ts';
import type { PriceKey } from '#shared/engine/interval/reach.ts';
import { recompute } from '#shared/engine/recompute.ts';
import { openAccount } from '#shared/engine/step.ts';
import { asPrice, Decimal } from '#shared/num/units.ts';

/** An account whose prices have ages. `ages` are milliseconds by key; a key that is not there is fresh. */
export type Aged = Readonly<{ engine: AccountEngine; ages: ReadonlyMap<PriceKey, number> }>;

export const VOLATILITY: Readonly<Record<string, number>> = { BTC: 0.035, ETH: 0.046, SOL: 0.062, USDC: 0.002, USD: 0.03 };

export const ageOf = ({ ages }: Aged) => (key: PriceKey): number | null => ages.get(key) ?? null;

export function agedAccount({ portfolio, prices }: ParsedPortfolio, ages: ReadonlyMap<PriceKey, number>, dailyVolatility: Readonly<Record<string, number>> = VOLATILITY): Aged {
  const { engine } = openAccount({ ...portfolio, parameters: { ...portfolio.parameters, dailyVolatility } }, prices, [], null);
  return { engine, ages };
}

export function keysOf({ prices }: ParsedPortfolio): readonly PriceKey[] {
  return [...[...prices.mark.keys()].map((symbol): PriceKey => `mark:${symbol}`), ...[...prices.index.keys()].map((asset): PriceKey => `index:${asset}`)];
}

const MINUTE = 60_000;
const age = fc.oneof(fc.constantFrom(0, 0, MINUTE, MINUTE, 5 * MINUTE), fc.integer({ min: 1, max: 5000 * MINUTE }));

/** Ages for some of an account's prices, several of them mostly the same. */
export const agesFor = (parsed: ParsedPortfolio): fc.Arbitrary<ReadonlyMap<PriceKey, number>> => {
  const keys = keysOf(parsed);
  return fc.array(age, { minLength: keys.length, maxLength: keys.length }).map((values) => new Map(keys.map((key, at): [PriceKey, number] => [key, values[at] ?? 0])));
};

export const K = fc.constantFrom(0.5, 1, 3, 6);

/** Parts −1 … 1 of what the prices of each asset may have moved: corners and what lies between. */
export const partsOf = (assets: readonly string[]): fc.Arbitrary<ReadonlyMap<string, number>> =>
  fc.array(fc.oneof(fc.constantFrom(-1, 0, 1), fc.double({ min: -1, max: 1, noNaN: true })), { minLength: assets.length, maxLength: assets.length })
    .map((values) => new Map(assets.map((asset, at): [string, number] => [asset, values[at] ?? 0])));

export const ASSETS = Object.keys(VOLATILITY);

/** The plain statement of where prices may be: the account from nothing, with every price of an asset moved by the same part of its own ± k · σ · √age. */
export function totalsAt({ engine, ages }: Aged, k: number, parts: ReadonlyMap<string, number>): Pick<Totals, keyof AccountInterval> {
  const bases = new Map(engine.portfolio.instruments.map(({ symbol, base }) => [symbol, base]));
  const moved = (price: Decimal, asset: string, key: PriceKey): Decimal => {
    const width = new Decimal(k).times(VOLATILITY[asset] ?? 0).times(new Decimal(ages.get(key) ?? 0).div(86_400_000).sqrt());
    return Decimal.max(0, price.times(new Decimal(1).plus(width.times(parts.get(asset) ?? 0))));
  };
  const all = engine.pools.map(({ book, ledger }) => {
    const { mark, index } = ledger.prices();
    return totalsOf(recompute(book, {
      mark: new Map([...mark].map(([symbol, value]) => [symbol, asPrice(moved(value, bases.get(symbol) ?? '', `mark:${symbol}`))])),
      index: new Map([...index].map(([asset, value]) => [asset, asPrice(moved(value, asset, `index:${asset}`))])),
    }));
  });
  const cross = engine.pools.map((own, at) => ({ own, totals: all[at] })).filter(({ own }) => own.pool.kind === 'cross');
  const binding = bindingOf(staked(cross, ({ own }) => own.book.rows.length), ({ own }) => own.ledger.sums());
  if (binding?.totals === undefined) throw new Error('no pool');
  return { ...binding.totals, equity: all.map(({ equity }) => equity).reduce(addFigures) };
}

export type Headline = keyof AccountInterval;
export const HEADLINES: readonly Headline[] = ['equity', 'adjustedEquity', 'maintenanceMargin', 'initialMargin', 'buffer', 'freeMargin', 'marginRatio', 'initialMarginRatio'];

/** Terms are rounded to 18 decimals as they are made: beyond that nothing is said. */
const SLACK = new Decimal('1e-12');

/** Whether a figure lies within, where a ratio without a value is above all others. */
export function contains(interval: Readonly<{ low: Decimal | null; high: Decimal | null }>, { value }: Figure, slack: Decimal = SLACK): boolean {
  const most = value === null || interval.high === null ? interval.high === null : value.lte(interval.high.plus(slack));
  const least = interval.low === null ? value === null : value === null || value.gte(interval.low.minus(slack));
  return most && least;
}
