import type { Instrument, MarginTier, TierRule } from '../../domain/instrument.ts';
import { Decimal } from '../../num/units.ts';
import type { PoolEngine } from '../accountEngine.ts';
import { absolute, constant, difference, max, product, quotient, sqrt, sum, valueOf } from './build.ts';
import { ONE_LEAF, parameterLeaf, ZERO_LEAF } from './leaves.ts';
import type { DerivationNode } from './node.ts';

/** One tier of a row as trees, by the row's own notional in the settle currency. */
export type StepTree = Readonly<{
  /** Number in the venue's table, from 1; null where one rate is asked of every size. */
  tier: number | null;
  floor: DerivationNode;
  rate: DerivationNode;
  /** What is deducted; null when nothing is. */
  amount: DerivationNode | null;
  initial: DerivationNode | null;
}>;

/** What tiers are chosen for. `tierFactor` is the size that chooses the tier over the row's own; null is 1. */
export type StepInput = Readonly<{
  engine: PoolEngine;
  instrument: Instrument;
  quantity: DerivationNode;
  /** ≥ 0. */
  contracts: DerivationNode;
  tierRule: TierRule | undefined;
  tierFactor: DerivationNode | null;
}>;

/** The tiers of an instrument, the one of a size that no price changes, or one rate that grows with size; null when the venue says none. */
export function stepTrees(input: StepInput): readonly StepTree[] | null {
  const { sizeLinear } = input.instrument;
  if (sizeLinear !== undefined) return [grownStep(input, sizeLinear)];
  const steps = tierTrees(input).map((step) => premium(step, input));
  if (steps.length === 0) return null;
  return isFixed(input) ? fixedStep(input, steps) : scaledSteps(input, steps);
}

/** The tiers as the venue's table has them. */
export const tierTrees = ({ engine, instrument, tierRule }: StepInput): readonly StepTree[] => (instrument.tiers ?? []).map((tier, at) => stepOf(engine, instrument, tier, at + 1, tierRule));

function stepOf(engine: PoolEngine, { symbol }: Instrument, tier: MarginTier, number: number, rule: TierRule | undefined): StepTree {
  const of = (name: string, value: string, field: string): DerivationNode => parameterLeaf(engine, `${name} of tier ${number} of ${symbol}`, value, field, { symbol, tier: number });
  const { initialMarginRate, maxLeverage } = tier;
  return {
    tier: number, floor: of('notional floor', tier.notionalFloor, 'notionalFloor'), rate: of('maintenance margin rate', tier.maintenanceMarginRate, 'maintenanceMarginRate'),
    amount: rule === 'flat' ? null : nonZero(of('maintenance amount', tier.maintenanceAmount, 'maintenanceAmount')),
    initial: initialMarginRate !== undefined ? of('initial margin rate', initialMarginRate, 'initialMarginRate')
      : maxLeverage === undefined ? null : quotient(`initial margin rate of tier ${number} of ${symbol}`, ONE_LEAF, of('highest leverage', maxLeverage, 'maxLeverage')),
  };
}

const nonZero = (node: DerivationNode): DerivationNode | null => (valueOf(node)?.isZero() === true ? null : node);

function grownStep({ engine, instrument: { symbol, settlement }, quantity }: StepInput, rates: NonNullable<Instrument['sizeLinear']>): StepTree {
  const of = (name: string, value: string, field: string): DerivationNode => parameterLeaf(engine, `${name} of ${symbol}`, value, `sizeLinear.${field}`, { symbol });
  const [maintenance, initial] = [of('maintenance margin rate at size 0', rates.maintenanceBase, 'maintenanceBase'), of('initial margin rate at size 0', rates.initialBase, 'initialBase')];
  if (settlement === 'inverse') return { tier: null, floor: ZERO_LEAF, rate: maintenance, amount: null, initial };
  const grown = product('what the rates gain by size', [absolute('size without its sign', quantity), of('step of the rates per unit', rates.step, 'step')]);
  return { tier: null, floor: ZERO_LEAF, rate: sum(`maintenance margin rate of ${symbol}`, [maintenance, grown]), amount: null, initial: sum(`initial margin rate of ${symbol}`, [initial, grown]) };
}

/** What the rates gain per unit of notional in coins: null but for inverse contracts with rates that grow with size. */
export function growthTree({ engine, instrument: { symbol, settlement, sizeLinear } }: StepInput): DerivationNode | null {
  return settlement !== 'inverse' || sizeLinear === undefined ? null : parameterLeaf(engine, `step of the rates of ${symbol} per coin`, sizeLinear.step, 'sizeLinear.step', { symbol });
}

function isFixed({ instrument: { tierUnit = 'quote', settlement } }: StepInput): boolean {
  return tierUnit === 'contracts' || (tierUnit === 'coin') !== (settlement === 'inverse');
}

/** Its deduction spread over the size: one rate. Null above the last tier. */
function fixedStep({ instrument, contracts, quantity, tierFactor }: StepInput, steps: readonly StepTree[]): readonly StepTree[] | null {
  const own = instrument.tierUnit === 'contracts' ? contracts : absolute('size without its sign', quantity);
  const counted = tierFactor === null ? own : product('size that chooses the tier', [own, tierFactor]);
  const size = valueOf(counted) ?? new Decimal(0);
  const cap = instrument.notionalCap;
  const step = cap !== undefined && size.gt(cap) ? undefined : steps.findLast(({ floor }, at) => at === 0 || size.gt(valueOf(floor) ?? 0));
  if (step === undefined) return null;
  const { amount, rate } = step;
  if (amount === null || size.isZero()) return [{ ...step, floor: ZERO_LEAF, amount: null }];
  return [{ ...step, floor: ZERO_LEAF, amount: null, rate: difference(`${rate.name}, less its amount per unit`, rate, quotient('maintenance amount per unit', amount, counted)) }];
}

function scaledSteps({ tierFactor }: StepInput, steps: readonly StepTree[]): readonly StepTree[] {
  const factor = tierFactor === null ? null : valueOf(tierFactor);
  if (tierFactor === null || factor === null || factor.eq(1)) return steps;
  if (factor.isZero()) return steps.slice(0, 1);
  return steps.map((step) => ({
    ...step, floor: quotient(`${step.floor.name}, for this leg`, step.floor, tierFactor), amount: step.amount === null ? null : quotient(`${step.amount.name}, for this leg`, step.amount, tierFactor),
  }));
}

/** Rates that grow with the size of the position, or initial ones with the open interest of the market. */
function premium(step: StepTree, { engine, instrument: { symbol, openInterest, sizePremium }, quantity }: StepInput): StepTree {
  const grown = (rate: DerivationNode): DerivationNode => (sizePremium === undefined || new Decimal(sizePremium).isZero() ? rate : withSizePremium(engine, symbol, rate, quantity, sizePremium));
  const initial = step.initial === null ? null : grown(step.initial);
  return { ...step, rate: grown(step.rate), initial: initial === null || openInterest === undefined ? initial : atOpenInterest(engine, symbol, initial, openInterest) };
}

/** max(rate, 0.8 · rate + √(10 · |size| · 10⁹ + 1) · factor · 10⁻⁵) */
function withSizePremium(engine: PoolEngine, symbol: string, rate: DerivationNode, quantity: DerivationNode, factor: string): DerivationNode {
  const units = product('size in units of 10⁻¹⁰', [absolute('size without its sign', quantity), constant('10000000000')]);
  const factorLeaf = parameterLeaf(engine, `size premium factor of ${symbol}`, factor, 'sizePremium', { symbol });
  const premiumRate = product('size premium', [sqrt('root of the size', sum('size and one', [units, ONE_LEAF])), factorLeaf, constant('0.00001')]);
  return max(`${rate.name}, with its size premium`, [rate, sum('rate by size', [product('four fifths of the rate', [rate, constant('0.8')]), premiumRate])]);
}

/** The base rate below the lower cap, 1 above the upper one, a straight line between. */
function atOpenInterest(engine: PoolEngine, symbol: string, base: DerivationNode, { notional, lower, upper }: NonNullable<Instrument['openInterest']>): DerivationNode {
  const open = new Decimal(notional);
  if (open.lte(lower)) return base;
  if (open.gte(upper)) return { ...ONE_LEAF, name: `initial margin rate of ${symbol}: all, above the upper cap of its open interest` };
  const of = (name: string, value: string, field: string): DerivationNode => parameterLeaf(engine, `${name} of ${symbol}`, value, `openInterest.${field}`, { symbol });
  const [interest, low, high] = [of('open interest', notional, 'notional'), of('lower cap of the open interest', lower, 'lower'), of('upper cap of the open interest', upper, 'upper')];
  const rest = product('what is left to 1, by the way between the caps', [difference('what is left to 1', ONE_LEAF, base), difference('open interest above the lower cap', interest, low)]);
  return sum(`${base.name}, with open interest`, [base, quotient('rise by open interest', rest, difference('width between the caps', high, low))]);
}
