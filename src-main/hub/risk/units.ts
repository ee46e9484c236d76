import { listedVolatility, type Portfolio } from '#shared/domain/account.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { PoolEngine } from '#shared/engine/accountEngine.ts';
import type { Row } from '#shared/engine/row.ts';
import { rateOf } from '#shared/engine/prices.ts';
import type { EpochMs } from '#shared/num/units.ts';
import type { Expiry, HoldingLine, OptionLine, RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import type { Leg } from '#shared/scenario/strategy/recognise.ts';
import { STABLECOINS } from '#shared/venues/defaults.ts';
import type { AccountFacts } from '../accountHost.ts';
import { lineWords, rowWords } from '../insight/figures.ts';
import { dayOf, forwardOf, volatilityOf, YEAR_MS } from './optionInputs.ts';
import { sharedAssets, sharedHoldings, sharedLegs, sharedOptions, sharedSettlement, sharesOn } from './vaultShares.ts';
import { type NamedTradable, tradablesOf } from './tradables.ts';

/** What of one underlying is margined together, with the words of its lines and what could not be priced. */
export type NamedUnit = Readonly<{ asset: string; unit: RiskUnit; names: ReadonlyMap<string, string>; lacking: readonly string[]; assumed: readonly string[]; /** What options that end before then pay at the price of now. */ settled: number; legs: readonly Leg[]; /** What the unit can be hedged with. */ tradables: readonly NamedTradable[]; /** Of a day's move; null when the parameter set has none. */ sigma: number | null; sigmaSource: string }>;

/**
 * The risk units of an account: cross positions and holdings by underlying, in the valuation currency. Empty ones are left out.
 *
 * @param at when they are asked about: now, or later at the prices of now
 */
export function unitsOf(host: AccountFacts, now: EpochMs, at: EpochMs = now): readonly NamedUnit[] {
  const { pools, portfolio } = host.engine();
  const cross = pools.filter(({ pool }) => pool.kind === 'cross');
  const bases = [...new Set([...cross.flatMap(({ book }) => book.rows.map(({ instrument }) => instrument.base)), ...sharedAssets(host)])];
  return bases.map((asset) => unitOf(host, cross, asset, { now, at })).filter(({ unit, lacking, settled }) => settled !== 0 || unit.options.length + unit.perpetuals.length + unit.futures.length + lacking.length > 0)
    .map((own) => ({ ...own, names: new Map([...own.names, ...portfolio.collateral.map(({ asset, location }) => [`held:${asset}`, lineWords(asset, location)] as const)]) }));
}

function unitOf(host: AccountFacts, pools: readonly PoolEngine[], asset: string, { now, at }: Readonly<{ now: EpochMs; at: EpochMs }>): NamedUnit {
  const [lacking, assumed]: [string[], string[]] = [[], []];
  const { portfolio, prices } = host.engine();
  const rows = pools.flatMap((pool) => pool.book.rows.filter(({ instrument }) => instrument.base === asset).map((row) => ({ row, pool })));
  const [first] = pools;
  const { parameters } = portfolio;
  const moves = { sigma: listedVolatility(parameters, asset), sigmaSource: parameters.volatilitySource };
  const marks = prices();
  const markOf = ({ symbol }: Instrument): number | null => marks.mark.get(symbol)?.toNumber() ?? null;
  const spot = (first === undefined ? null : rateOf(asset, first.book.valuationCurrency, marks.index)?.toNumber()) ?? rows.map(({ row }) => (row.instrument.kind === 'perpetual' ? markOf(row.instrument) : null)).find((own) => own !== null) ?? null;
  const missing = spot === null ? `index price of ${asset}` : otherMoney(rows.map(({ row }) => row.instrument), portfolio);
  if (spot === null || missing !== null) return { asset, unit: EMPTY, names: new Map(), lacking: [missing ?? `index price of ${asset}`], assumed, settled: 0, legs: [], tradables: [], ...moves };

  const dated = rows.filter(({ row: { instrument } }) => (instrument.kind === 'option' || instrument.kind === 'future') && (instrument.expiry ?? 0) > at);
  const shares = sharesOn(host, asset);
  const ends = [...new Set([...dated.map(({ row }) => row.instrument.expiry ?? 0), ...shares.flatMap(({ calls }) => calls.map(({ expiry }) => expiry)).filter((end) => end > at)])].toSorted((left, right) => left - right);
  const expiries = ends.map((end): Expiry => {
    const forward = forwardOf(host, asset, end, dated.map(({ row }) => row), markOf);
    if (forward === null) assumed.push(`forward of ${asset} ${dayOf(end)}, taken as its index`);
    return { years: (end - at) / YEAR_MS, open: forward ?? spot, fixed: 0, forward: forward ?? spot, rate: 0, confidence: 1 };
  });
  const own = dated.flatMap(({ row }): OptionLine[] => {
    if (row.instrument.kind !== 'option') return [];
    const expiry = ends.indexOf(row.instrument.expiry ?? 0);
    const priced = expiries[expiry];
    const terms = { sign: row.instrument.optionType === 'put' ? -1 as const : 1 as const, strike: Number(row.instrument.strike ?? Number.NaN) };
    const volatility = priced === undefined || !(terms.strike > 0) ? null : volatilityOf(host, row.instrument, terms, { forward: priced.forward, years: ((row.instrument.expiry ?? 0) - now) / YEAR_MS }, markOf(row.instrument));
    if (volatility === null) lacking.push(`volatility of ${row.instrument.symbol}`);
    return volatility === null ? [] : [{ id: row.id, ...terms, quantity: unitsHeld(row), volatility, expiry }];
  });
  const through = sharedOptions(host, shares, { expiries, ends, now, markOf });
  lacking.push(...through.filter(({ line }) => line === null).map(({ name }) => `volatility of ${name}`));
  assumed.push(...shares.map(({ vault }) => `${vault}: its shares are looked through to the ${asset} that they hold and the calls that they are short, and count at their own price`));
  const ofShares = through.flatMap(({ line }) => line ?? []);
  const options = [...own, ...ofShares];
  const priced = rows.filter(({ row: { instrument } }) => instrument.kind === 'perpetual' || instrument.kind === 'future').map(({ row }) => ({ row, price: markOf(row.instrument) }));
  lacking.push(...priced.filter(({ price }) => price === null).map(({ row }) => `mark price of ${row.instrument.symbol}`));
  const linear = priced.flatMap(({ row, price }) => (price === null ? [] : [{ row, price, quantity: row.leg.settlement === 'inverse' ? row.leg.quantity.toNumber() / price : row.leg.quantity.toNumber() }]));
  const holdings = holdingsOf(pools, asset);
  const legs: readonly Leg[] = [
    ...own.map((line): Leg => ({ id: line.id, kind: 'option', sign: line.sign, strike: line.strike, expiry: line.expiry, quantity: line.quantity, price: entryOf(rows, line.id) })),
    ...linear.map(({ row, quantity }): Leg => (row.instrument.kind === 'future' ? { id: row.id, kind: 'future', expiry: row.instrument.expiry ?? 0, quantity, price: Number(row.position.entryPrice) } : { id: row.id, kind: 'perpetual', quantity, price: Number(row.position.entryPrice) })),
    ...holdings.map(({ id, value }): Leg => ({ id, kind: 'held', quantity: value / spot, price: spot })),
    ...sharedLegs(shares, ofShares, spot),
  ];
  return {
    asset, lacking, assumed, legs, ...moves, tradables: tradablesOf(host, asset, { rows: rows.map(({ row }) => row), options, expiries, ends, now, spot, markOf }), settled: settledBy(rows.map(({ row }) => row), spot, now, at) + sharedSettlement(shares, spot, now, at), names: new Map([...rows.map(({ row }) => [row.id, rowWords(row.position)] as const), ...shares.flatMap(({ id, name, calls }) => [[id, name] as const, ...calls.map((call) => [call.id, call.name] as const)])]),
    unit: {
      spot, spotConfidence: 1, perpetualConfidence: 1, stable: 1, expiries, options, holdings: [...holdings, ...sharedHoldings(shares, spot)], cash: 0, profit: 0,
      futures: linear.filter(({ row }) => row.instrument.kind === 'future' && (row.instrument.expiry ?? 0) > at).map(({ row, quantity }) => ({ id: row.id, quantity, expiry: ends.indexOf(row.instrument.expiry ?? 0) })),
      perpetuals: linear.filter(({ row }) => row.instrument.kind === 'perpetual').map(({ row, quantity, price }) => ({ id: row.id, quantity, price })),
    },
  };
}

/** Strikes and forwards are in the quote currency, everything else of a unit in the valuation currency: a unit is of one money. Null where it is; else what is missing. */
function otherMoney(instruments: readonly Instrument[], { valuationCurrency, parameters: { stablecoins } }: Portfolio): string | null {
  const isDollar = (asset: string): boolean => stablecoins.includes(asset) || STABLECOINS.includes(asset);
  const other = instruments.find(({ kind, quote }) => kind === 'option' && quote !== valuationCurrency && !(isDollar(quote) && isDollar(valuationCurrency)));
  return other === undefined ? null : `scenario margin in ${valuationCurrency} of ${other.symbol}, which is quoted in ${other.quote}`;
}

const EMPTY: RiskUnit = { spot: 0, spotConfidence: 1, perpetualConfidence: 1, stable: 1, expiries: [], options: [], futures: [], perpetuals: [], holdings: [], cash: 0, profit: 0 };

/** What an option was traded at; that of a coin-settled one is in coin, and no price of its underlying. */
function entryOf(rows: readonly Readonly<{ row: Row }>[], id: string): number | null {
  const row = rows.find((own) => own.row.id === id)?.row;
  return row === undefined || row.instrument.settlement === 'inverse' ? null : Number(row.position.entryPrice);
}

/** Intrinsic values of the options that end after now and by then. */
function settledBy(rows: readonly Row[], spot: number, now: EpochMs, at: EpochMs): number {
  return rows.filter(({ instrument: { kind, expiry = 0 } }) => kind === 'option' && expiry > now && expiry <= at)
    .reduce((sum, row) => sum + unitsHeld(row) * Math.max((row.instrument.optionType === 'put' ? -1 : 1) * (spot - Number(row.instrument.strike ?? Number.NaN)), 0), 0);
}

/** Options are counted in units of their base, whatever they settle in. */
const unitsHeld = ({ instrument, position }: Row): number => Number(position.contracts) * Number(instrument.contractSize);

function holdingsOf(pools: readonly PoolEngine[], asset: string): readonly HoldingLine[] {
  const value = pools.reduce((sum, { book, ledger }) => (book.collateralByAsset.get(asset) ?? []).reduce((own, at) => own + (ledger.collateralTerms(at)?.value.toNumber() ?? 0), sum), 0);
  return value === 0 ? [] : [{ id: `held:${asset}`, value, oracleValue: value, moves: true, maintenanceHaircut: 0, initialHaircut: 0, confidence: 1 }];
}
