import type { Position } from '../domain/account.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { MarginRules } from '../domain/marginRules.ts';
import { asSize, Decimal, ONE, price, ZERO } from '../num/units.ts';
import { chosenSize } from './hedgeLegs.ts';
import type { Leg } from './kernel/contractTerms.ts';
import { type OptionRule, optionRuleOf } from './optionRule.ts';
import type { Rated } from './rowRates.ts';
import { createRowRule, type RowRule } from './rowRule.ts';

/** One position, ready to be priced. */
export type Row = Readonly<{
  /** Symbol, side and mode: unique in a portfolio. */
  id: string;
  position: Position;
  instrument: Instrument;
  /** Signed quantity: base units, quote units when inverse, settle units per quote point when quanto. */
  leg: Leg;
  rule: RowRule;
  /** What a held option is margined by, beside the kernels of contracts that gain as their price moves; null for those. */
  option: OptionRule | null;
  /** Why those kernels cannot price the row; null when they can. */
  unsupported: string | null;
}>;

const rowId = (position: Position): string => `${position.symbol}|${position.positionSide}|${position.marginMode}`;

export function createRow(position: Position, instrument: Instrument, rules: MarginRules, opposite: Decimal, known: Map<string, Rated>): Row {
  const leg = legOf(instrument, position.contracts, position.entryPrice);
  const contracts = new Decimal(position.contracts).abs();
  const unsupported = unsupportedInstrument(instrument);
  return {
    id: rowId(position), position, instrument, leg, unsupported, option: unsupportedOption(instrument) === null ? optionRuleOf(instrument, position, rules) : null,
    rule: createRowRule({
      instrument, rules, leg, contracts, known, hedged: !opposite.isZero() && opposite.gte(contracts), tierRule: position.tierRule ?? instrument.tierRule,
      leverageRate: position.leverage === undefined ? null : ONE.div(position.leverage), tierFactor: tierFactor(rules, contracts, opposite),
    }),
  };
}

/** @param entryPrice decimal text in (0, 1e15) */
export function legOf({ settlement, contractSize }: Instrument, contracts: string, entryPrice: string): Leg {
  return { settlement, quantity: asSize(new Decimal(contracts).times(contractSize)), entryPrice: price(entryPrice) };
}

/** Contracts of the other leg of a hedge, ≥ 0; 0 when there is none. Cross legs and isolated ones do not meet. */
export function opposites(positions: readonly Position[]): (position: Position) => Decimal {
  const legs = new Map(positions.map(({ symbol, marginMode, positionSide, contracts }) => [`${symbol}|${marginMode}|${positionSide}`, contracts]));
  return ({ symbol, marginMode, positionSide }) => {
    const other = positionSide === 'both' ? undefined : legs.get(`${symbol}|${marginMode}|${positionSide === 'long' ? 'short' : 'long'}`);
    return other === undefined ? ZERO : new Decimal(other).abs();
  };
}

function tierFactor({ tierSize }: MarginRules, own: Decimal, opposite: Decimal): Decimal {
  if (tierSize === 'leg' || opposite.isZero()) return ONE;
  return chosenSize(tierSize, own, opposite).div(own);
}

/** What cross margin does not cover yet is said, never margined as if it were something else. */
export function unsupportedInstrument({ settlement, kind, base, settle }: Instrument): string | null {
  if (kind === 'spot') return 'a spot position is not in this model: enter what is held as collateral';
  if (kind === 'option') return 'the price of an option does not move in a line with that of its underlying';
  return settlement === 'inverse' && base !== settle ? `an inverse contract on ${base} settled in ${settle} is not in this model` : null;
}

/** An option that is paid in a third currency is not valued. */
const unsupportedOption = ({ base, quote, settle, settlement }: Instrument): string | null => (settlement === 'quanto' || (settlement === 'inverse' && settle !== base) ? `an option on ${base} in ${quote} settled in ${settle} is not in this model` : null);

/** Base units of a row at a mark, signed; null when an inverse row has no mark. */
export function sizeAt({ leg, option }: Pick<Row, 'leg' | 'option'>, mark: Decimal | null): Decimal | null {
  if (option !== null) return option.size;
  if (leg.settlement !== 'inverse') return leg.quantity;
  return mark === null ? null : leg.quantity.div(mark);
}
