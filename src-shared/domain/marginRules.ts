import type { DecimalText } from '../num/units.ts';
import type { Settlement } from './instrument.ts';
import type { OptionMarginRates } from './optionMargin.ts';

/** The price that a requirement is taken at: the mark, the entry, or whichever asks for more. */
export type RequirementBasis = 'mark' | 'entry' | 'larger';

/**
 * How a venue margins, as named parameters over the kernels. Every field left out has the value of `DEFAULT_RULES`.
 *
 * @source docs/margin-models.md, "Rules as parameters"
 */
export type MarginRules = Readonly<{
  /** One pool of weighted collateral, or one pool per settle currency in which only its own currency counts. */
  pooling: 'one' | 'settle';
  /** What a collateral weight is taken on: the balance alone, with open profit in full beside it, or the balance with the open profit that is settled in it. */
  weightedOn: 'balance' | 'equity';
  /** Settlements that a pool of this venue takes; absent: all. */
  settlements?: readonly Settlement[];
  maintenanceBasis: RequirementBasis;
  initialBasis: RequirementBasis;
  /** What of the closing fee is inside the maintenance requirement: nothing, notional · fee, or the fee at the bankruptcy price. */
  closingFee: 'outside' | 'notional' | 'bankruptcy';
  /** Fee rate of instruments that name none. */
  takerFeeRate?: DecimalText;
  /** The same fee is inside the initial requirement too. */
  closingFeeInInitial: boolean;
  /** Whose size chooses the tier of a leg in hedge mode, and of orders there: its own, the larger leg's, both together, or their difference. */
  tierSize: 'leg' | 'largerLeg' | 'bothLegs' | 'netOfLegs';
  /** A leg of a hedge that the other leg covers keeps its whole requirement, or only the closing fees of both. */
  hedgedLeg: 'full' | 'feesOnly';
  /** Requirements of an underlying add up, or only the larger of its longs and its shorts is asked for. */
  sides: 'sum' | 'larger';
  /** The price printed for a row: the underlying's with everything on it moving; its symbol's alone; or with all positions moving against it in proportion. */
  rowPrice: 'underlying' | 'symbol' | 'proRata';
  /** What open orders reserve: the worst exposure of a symbol beyond what is held, or each order on its own. */
  orders: 'worstExposure' | 'eachOrder';
  /** How far above the price sells of linear contracts are assumed to fill, at the least, as a fraction; buys fill at their own price. Absent: what is held after a fill counts at the mark, and each order on its own at its own price. */
  sellBuffer?: DecimalText;
  /** Open orders are part of the initial margin alone, or the maintenance margin of their fills is asked for as well, and their opening fees leave the equity. */
  orderCharge: 'initial' | 'fill';
  /** base → standard margin of short options on it; a base that is not named has an unknown one. */
  optionMargin?: Readonly<Record<string, OptionMarginRates>>;
  /** The venue's own ratio: its name, and which way up it stands. */
  ratioLabel: string;
  ratioForm: 'requirementOverEquity' | 'equityOverRequirement';
  /** Fraction of the maintenance margin below which the venue takes the account over; absent where none is published. */
  backstop?: DecimalText;
}>;

const DEFAULT_RULES: MarginRules = {
  pooling: 'one', weightedOn: 'balance', maintenanceBasis: 'mark', initialBasis: 'mark', closingFee: 'outside', closingFeeInInitial: false, tierSize: 'leg', hedgedLeg: 'full',
  sides: 'sum', rowPrice: 'underlying', orders: 'worstExposure', orderCharge: 'initial', ratioLabel: 'Margin ratio', ratioForm: 'requirementOverEquity',
};

/** All rules of a set: its own, else the default ones; a set of the single-currency model has a pool for each settle currency. */
export function rulesOf({ model, rules }: Readonly<{ model: string; rules?: Partial<MarginRules> }>): MarginRules {
  return { ...DEFAULT_RULES, ...(model === 'single-currency' ? { pooling: 'settle' as const } : {}), ...rules };
}
