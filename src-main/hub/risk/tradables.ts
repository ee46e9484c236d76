import type { Instrument } from '#shared/domain/instrument.ts';
import { rulesOf } from '#shared/domain/marginRules.ts';
import type { Row } from '#shared/engine/row.ts';
import type { DecimalText, EpochMs } from '#shared/num/units.ts';
import type { Expiry, OptionLine } from '#shared/scenario/margin/riskUnit.ts';
import type { Tradable } from '#shared/scenario/margin/tradable.ts';
import type { AccountFacts } from '../accountHost.ts';
import { volatilityOf, YEAR_MS } from './optionInputs.ts';

/** `feeRate` of the notional at the taker fee, the contract's or the set's; null when it is not known. */
export type NamedTradable = Readonly<{ name: string; feeRate: number | null; tradable: Tradable }>;

/** The lines of a unit, and what their expiries are priced on: `ends` by place. */
type Book = Readonly<{ rows: readonly Row[]; options: readonly OptionLine[]; expiries: readonly Expiry[]; ends: readonly number[]; now: EpochMs; spot: number; markOf: (instrument: Instrument) => number | null }>;

/** One perpetual, a linear one before an inverse one, at the index when it is not held and has no mark; and the options of expiries that are priced: contracts that the account knows, held or not. */
export function tradablesOf(host: AccountFacts, asset: string, book: Book): readonly NamedTradable[] {
  const { instruments, parameters } = host.engine().portfolio;
  const fee = rulesOf(parameters).takerFeeRate;
  const known = instruments.filter(({ base }) => base === asset);
  const rowOf = ({ symbol }: Instrument): Row | undefined => book.rows.find((row) => row.instrument.symbol === symbol);
  const perpetuals = known.filter(({ kind, settlement }) => kind === 'perpetual' && settlement !== 'quanto').toSorted((left, right) => rank(left, rowOf(left)) - rank(right, rowOf(right)));
  const perpetual = perpetuals.map((instrument) => perpetualOf(instrument, rowOf(instrument), book.markOf(instrument) ?? book.spot, fee))[0];
  return [...(perpetual === undefined ? [] : [perpetual]), ...known.filter(({ kind }) => kind === 'option').flatMap((instrument) => optionOf(host, instrument, rowOf(instrument), book))];
}

const rank = ({ settlement }: Instrument, row: Row | undefined): number => (settlement === 'inverse' ? 2 : 0) + (row === undefined ? 1 : 0);

function perpetualOf(instrument: Instrument, row: Row | undefined, price: number, fee: DecimalText | undefined): NamedTradable {
  const lot = Number(instrument.lotSize ?? (instrument.settlement === 'inverse' ? '1' : '0.000001')) * Number(instrument.contractSize) / (instrument.settlement === 'inverse' ? price : 1);
  return named(instrument, fee, { kind: 'perpetual', lot, line: { id: row?.id ?? newId(instrument), price } });
}

function optionOf(host: AccountFacts, instrument: Instrument, row: Row | undefined, { options, expiries, ends, now, markOf }: Book): readonly NamedTradable[] {
  const expiry = ends.indexOf(instrument.expiry ?? 0);
  const at = expiries[expiry];
  const terms = { sign: instrument.optionType === 'put' ? -1 as const : 1 as const, strike: Number(instrument.strike ?? Number.NaN) };
  if (at === undefined || !(terms.strike > 0)) return [];
  const held = options.find(({ id }) => id === row?.id);
  const volatility = held?.volatility ?? volatilityOf(host, instrument, terms, { forward: at.forward, years: ((instrument.expiry ?? 0) - now) / YEAR_MS }, markOf(instrument));
  const lot = Number(instrument.lotSize ?? '0.000001') * Number(instrument.contractSize);
  return volatility === null ? [] : [named(instrument, rulesOf(host.engine().portfolio.parameters).takerFeeRate, { kind: 'option', lot, line: { id: row?.id ?? newId(instrument), ...terms, volatility, expiry } })];
}

const newId = ({ symbol }: Instrument): string => `trade:${symbol}`;

const named = (instrument: Instrument, fee: DecimalText | undefined, tradable: Tradable): NamedTradable => { const rate = instrument.takerFeeRate ?? fee; return { name: instrument.symbol, feeRate: rate === undefined ? null : Number(rate), tradable }; };
