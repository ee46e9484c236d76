import fc from 'fast-check';
import { parsePortfolio, type ParsedPortfolio } from '#shared/document/parsePortfolio.ts';
import { Decimal, epochMs } from '#shared/num/units.ts';

/** Portfolio documents as plain objects, for accounts that a tiered cross margin engine must get right. */

export type TierFields = Readonly<{ notionalFloor: string; maintenanceMarginRate: string; maintenanceAmount: string; initialMarginRate: string }>;
export type InstrumentFields = Readonly<{ symbol: string; base: string; settle: string; contractSize: string; tiers: readonly TierFields[]; tierRule: string } & Record<string, unknown>>;
export type Document = Readonly<{
  collateral: readonly Readonly<Record<string, unknown> & { asset: string; amount: string }>[];
  instruments: readonly InstrumentFields[];
  positions: readonly Readonly<{ symbol: string; contracts: string; entryPrice: string; positionSide: string; leverage?: string }>[];
  orders: readonly Readonly<Record<string, unknown>>[];
  prices: Readonly<{ mark: Readonly<Record<string, string>>; index: Readonly<Record<string, string>> }>;
  betas: Readonly<Record<string, string>>;
} & Record<string, unknown>>;

export const AS_OF = epochMs(Date.UTC(2026, 10, 22));

/** @throws Error with the faults when the document is refused */
export function parsedAccount(document: object): ParsedPortfolio {
  const parsed = parsePortfolio(JSON.stringify(document), AS_OF);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

const BASES = ['BTC', 'ETH', 'SOL'] as const;
const PRICE: Readonly<Record<string, number>> = { BTC: 60_000, ETH: 3_000, SOL: 150 };

const fixed = (value: number | Decimal, decimals: number): string => new Decimal(value).toFixed(decimals);

/** Ascending floors and rates. Progressive tables are continuous; flat ones jump. */
export const tierTable = (rule: 'progressive' | 'flat'): fc.Arbitrary<readonly TierFields[]> =>
  fc.array(fc.record({ step: fc.integer({ min: 1, max: 40 }), rise: fc.integer({ min: 1, max: 30 }) }), { minLength: 1, maxLength: 5 }).map((steps) => {
    let [floor, rate, amount] = [new Decimal(0), new Decimal(0), new Decimal(0)];
    return steps.map(({ step, rise }, at) => {
      const nextFloor = at === 0 ? floor : floor.plus(step * 5_000);
      const nextRate = rate.plus(new Decimal(rise).div(1000));
      amount = amount.plus(nextFloor.times(nextRate.minus(rate)));
      [floor, rate] = [nextFloor, nextRate];
      return {
        notionalFloor: floor.toFixed(), maintenanceMarginRate: rate.toFixed(), maintenanceAmount: rule === 'flat' ? '0' : amount.toFixed(),
        initialMarginRate: Decimal.min(1, rate.times(2)).toFixed(),
      };
    });
  });

const instrument = (base: string, dated: boolean, rules: readonly ('progressive' | 'flat')[]): fc.Arbitrary<InstrumentFields> =>
  fc.constantFrom(...rules).chain((tierRule) => fc.record({ tiers: tierTable(tierRule), contractSize: fc.constantFrom('1', '0.1', '10'), settle: fc.constantFrom('USD', 'USD', 'USDC') }).map((rest) => ({
    symbol: `${base}-${dated ? 'FUT' : 'PERP'}`, kind: dated ? 'future' : 'perpetual', settlement: 'linear', base, quote: rest.settle, tierRule,
    ...(dated ? { expiry: '2027-03-26T08:00:00Z' } : {}), ...rest,
  })));

type Sizing = Readonly<{ notional: number; edge: number | null; offset: number }>;
const sizing: fc.Arbitrary<Sizing> = fc.record({ notional: fc.integer({ min: 50, max: 400_000 }), edge: fc.option(fc.nat({ max: 4 })), offset: fc.integer({ min: -300, max: 300 }) });

/** Contracts whose notional at the mark is near a tier edge, or anywhere. */
function contractsFor({ notional, edge, offset }: Sizing, held: InstrumentFields, mark: string): string {
  const floor = edge === null ? 0 : Number(held.tiers[Math.min(edge, held.tiers.length - 1)]?.notionalFloor ?? 0);
  const wanted = floor > 0 ? floor + offset / 100 : notional;
  return fixed(new Decimal(wanted).div(mark).div(held.contractSize), 8);
}

const collateralLine = (asset: string): fc.Arbitrary<Readonly<Record<string, unknown> & { asset: string; amount: string }>> =>
  fc.record({ worth: fc.integer({ min: -20_000, max: 80_000 }), weight: fc.constantFrom('1', '0.95', '0.5', '0'), tiered: fc.boolean() }).map(({ worth, weight, tiered }) => {
    const amount = new Decimal(worth).div(PRICE[asset] ?? 1);
    const schedule = { tiers: [{ from: '0', weight: '0.95' }, { from: fixed(amount.abs().div(2), 8), weight: '0.7' }, { from: fixed(amount.abs().times(3).plus(1), 8), weight: '0' }] };
    return { asset, amount: fixed(amount, 8), ...(tiered && !amount.isZero() ? schedule : { weight }) };
  });

export type Shape = Readonly<{ rules?: readonly ('progressive' | 'flat')[]; betas?: boolean; orders?: boolean }>;

/** Accounts with perpetuals and dated futures, hedge mode, debts, weighted and tiered collateral, two settle currencies. */
export const accountDocument = ({ rules = ['progressive', 'flat'], betas = true, orders = true }: Shape = {}): fc.Arbitrary<Document> =>
  fc.tuple(...BASES.flatMap((base) => [instrument(base, false, rules), instrument(base, true, rules)])).chain((instruments) => {
    const markOf = (held: InstrumentFields) => fc.integer({ min: -300, max: 300 }).map((basis) => fixed((PRICE[held.base] ?? 1) * (1 + basis / 10_000), 4));
    return fc.tuple(...instruments.map(markOf)).chain((marks) => {
      const mark = Object.fromEntries(instruments.map(({ symbol }, at) => [symbol, marks[at] ?? '1']));
      const row = (held: InstrumentFields, at: number, positionSide: 'both' | 'long' | 'short') =>
        fc.record({ size: sizing, short: fc.boolean(), profit: fc.integer({ min: -40, max: 40 }), leverage: fc.option(fc.constantFrom('5', '20')) }).map(({ size, short, profit, leverage }) => {
          const contracts = contractsFor(size, held, marks[at] ?? '1');
          const signed = positionSide === 'short' || (positionSide === 'both' && short) ? `-${contracts}` : contracts;
          return { symbol: held.symbol, contracts: signed, entryPrice: fixed(Number(marks[at]) * (1 + profit / 1000), 4), positionSide, ...(leverage === null ? {} : { leverage }) };
        }).filter(({ contracts }) => Number(contracts) !== 0);
      const rows = instruments.flatMap((held, at) => (['both', 'long', 'short'] as const).map((side) => row(held, at, side)));
      return fc.record({
        positions: fc.tuple(...rows).chain((all) => fc.subarray(all, { maxLength: 6 })),
        cash: fc.integer({ min: -5_000, max: 150_000 }),
        lines: fc.tuple(...['BTC', 'ETH', 'USDC'].map(collateralLine)).chain((all) => fc.subarray(all)),
        orders: fc.array(fc.record({ held: fc.nat({ max: 5 }), size: sizing, buy: fc.boolean(), off: fc.integer({ min: -50, max: 50 }), reduceOnly: fc.boolean() }), { maxLength: orders ? 3 : 0 }),
        betas: betas ? fc.dictionary(fc.constantFrom('BTC', 'ETH', 'SOL', 'USDX'), fc.constantFrom('1', '0', '-0.5', '1.7', '0.3', '-2'), { maxKeys: 3, noNullPrototype: true }) : fc.constant({}),
        usdc: fc.integer({ min: 9_700, max: 10_100 }).map((value) => fixed(value / 10_000, 4)),
      }).map(({ positions, cash, lines, orders: wanted, betas: ownBetas, usdc }): Document => ({
        schema: 'plimsoll.portfolio/1', name: 'Generated', asOf: '2026-11-22T00:00:00Z', valuationCurrency: 'USD', venue: 'generic', model: 'tiered-cross',
        collateral: [{ asset: 'USD', amount: String(cash) }, ...lines], instruments, positions,
        orders: wanted.flatMap(({ held, size, buy, off, reduceOnly }) => {
          const on = instruments[held];
          if (on === undefined) return [];
          const contracts = contractsFor({ ...size, edge: null }, on, mark[on.symbol] ?? '1');
          return Number(contracts) === 0 ? [] : [{ symbol: on.symbol, contracts: buy ? contracts : `-${contracts}`, price: fixed(Number(mark[on.symbol]) * (1 + off / 1000), 4), reduceOnly }];
        }),
        prices: { mark, index: { BTC: '60000', ETH: '3000', SOL: '150', USDC: usdc } }, betas: ownBetas,
      }));
    });
  });
