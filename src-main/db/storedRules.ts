import type { ShareCall, ShareHolding, WeightTier } from '#shared/domain/account.ts';
import type { OpenInterest, SizeLinearRates } from '#shared/domain/instrument.ts';
import type { MarginRules } from '#shared/domain/marginRules.ts';
import type { OptionMarginRates } from '#shared/domain/optionMargin.ts';
import { isDecimal, isObject, readJson } from './storedJson.ts';

/** Rules and schedules in JSON columns. A field of the domain does not compile until its check is here. */

type Check = (value: unknown) => boolean;
type Checks<T> = Readonly<Record<keyof T, Check>>;

const oneOf = (...values: readonly string[]): Check => (value) => typeof value === 'string' && values.includes(value);
const isText: Check = (value) => typeof value === 'string';
const listOf = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);

/** Every field is known and holds; `whole`: none is absent. */
const fits = (value: unknown, checks: Readonly<Record<string, Check>>, whole: boolean): boolean =>
  isObject(value) && Object.entries(value).every(([key, field]) => Object.hasOwn(checks, key) && checks[key]?.(field) === true) &&
  (!whole || Object.keys(checks).every((key) => Object.hasOwn(value, key)));

const BASIS = oneOf('mark', 'entry', 'larger');
const SCOPE = oneOf('none', 'puts', 'both');
const OPTION_MARGIN: Checks<OptionMarginRates> = {
  high: isDecimal, low: isDecimal, maintenance: isDecimal, shareOfMark: SCOPE, notBelowMaintenance: SCOPE, lowPutWithMark: (value) => typeof value === 'boolean', premium: oneOf('mark', 'entryOrMark'),
  liquidationFee: isDecimal, factor: isDecimal,
};
const RULES: Checks<MarginRules> = {
  pooling: oneOf('one', 'settle'), weightedOn: oneOf('balance', 'equity'), settlements: listOf(oneOf('linear', 'inverse', 'quanto')), maintenanceBasis: BASIS, initialBasis: BASIS,
  closingFee: oneOf('outside', 'notional', 'bankruptcy'), takerFeeRate: isDecimal, closingFeeInInitial: (value) => typeof value === 'boolean',
  tierSize: oneOf('leg', 'largerLeg', 'bothLegs', 'netOfLegs'), hedgedLeg: oneOf('full', 'feesOnly'), sides: oneOf('sum', 'larger'),
  rowPrice: oneOf('underlying', 'symbol', 'proRata'), orders: oneOf('worstExposure', 'eachOrder'), sellBuffer: isDecimal, orderCharge: oneOf('initial', 'fill'), ratioLabel: isText,
  ratioForm: oneOf('requirementOverEquity', 'equityOverRequirement'), backstop: isDecimal,
  optionMargin: (value) => isObject(value) && Object.values(value).every((rates) => fits(rates, OPTION_MARGIN, true)),
};
const SIZE_LINEAR: Checks<SizeLinearRates> = { initialBase: isDecimal, maintenanceBase: isDecimal, step: isDecimal };
const OPEN_INTEREST: Checks<OpenInterest> = { notional: isDecimal, lower: isDecimal, upper: isDecimal };
const WEIGHT_TIER: Checks<WeightTier> = { from: isDecimal, weight: isDecimal };

const SHARE_CALL: Checks<ShareCall> = { strike: isDecimal, expiry: (value) => typeof value === 'number', contracts: isDecimal, volatility: isDecimal };
const isShareCall: Check = (value) => fits(value, SHARE_CALL, false) && isObject(value) && ['strike', 'expiry', 'contracts'].every((key) => Object.hasOwn(value, key));
const SHARE: Checks<ShareHolding> = { asset: isText, amount: isDecimal, shortCalls: listOf(isShareCall) };

const isShareHolding = (value: unknown): value is ShareHolding => fits(value, SHARE, true);
const isRules = (value: unknown): value is Partial<MarginRules> => fits(value, RULES, false);
const isSizeLinear = (value: unknown): value is SizeLinearRates => fits(value, SIZE_LINEAR, true);
const isOpenInterest = (value: unknown): value is OpenInterest => fits(value, OPEN_INTEREST, true);
const isWeightTierMap = (value: unknown): value is Readonly<Record<string, readonly WeightTier[]>> =>
  isObject(value) && Object.values(value).every(listOf((tier) => fits(tier, WEIGHT_TIER, true)));

export const readRules = (text: string): Partial<MarginRules> => readJson(text, 'margin rules', isRules);
export const readSizeLinear = (text: string): SizeLinearRates => readJson(text, 'size-linear rates', isSizeLinear);
export const readOpenInterest = (text: string): OpenInterest => readJson(text, 'open interest', isOpenInterest);
export const readWeightTiers = (text: string): Readonly<Record<string, readonly WeightTier[]>> => readJson(text, 'tiers of weight', isWeightTierMap);
export const readShareHolding = (text: string): ShareHolding => readJson(text, 'holding of a vault share', isShareHolding);
