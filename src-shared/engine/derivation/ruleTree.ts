import { type Decimal, ZERO } from '../../num/units.ts';
import type { Row } from '../row.ts';
import type { RowRule } from '../rowRule.ts';
import { tierOf } from '../schedule.ts';
import { absolute, constant, difference, floorAtZero, max, product, quotient, sum, unknown, valueOf } from './build.ts';
import { contractsLeaf, leverageOf, ONE_LEAF, parameterLeaf, quantityOf, rowName, ZERO_LEAF } from './leaves.ts';
import type { DerivationNode } from './node.ts';
import { growthTree, type StepInput, type StepTree, stepTrees, tierTrees } from './rateSteps.ts';
import type { PoolEngine } from '../accountEngine.ts';

/** What one leg must keep, as trees beside the engine's own rule: the rule says which tier, the trees say why that much. */
export type RuleTree = Readonly<{
  name: string;
  rule: RowRule;
  steps: readonly StepTree[];
  growth: DerivationNode | null;
  leverageRate: DerivationNode | null;
  /** Closing fee inside the initial requirement; null when there is none. */
  initialFee: DerivationNode | null;
}>;

export type RuleTreeInput = StepInput & Readonly<{ name: string; rule: RowRule; leverage: DerivationNode | null; hedged: boolean }>;

export function ruleTreeOf(input: RuleTreeInput): RuleTree {
  const { engine: { book: { rules } }, name, rule, leverage, hedged } = input;
  const leverageRate = leverage === null ? null : quotient(`initial margin rate of ${name}`, ONE_LEAF, leverage);
  const feesOnly = hedged && rules.hedgedLeg === 'feesOnly';
  const bare = feesOnly ? hedgedSteps(input, leverageRate) : stepTrees(input) ?? [];
  const fee = rules.closingFee === 'outside' ? null : feeTree(input, leverageRate ?? bare[0]?.initial ?? null, feesOnly);
  const paid = fee !== null && valueOf(fee)?.isZero() === false ? fee : null;
  return {
    name, rule, leverageRate, growth: feesOnly ? null : growthTree(input), initialFee: rules.closingFeeInInitial ? paid : null,
    steps: paid === null ? bare : bare.map((step) => ({ ...step, rate: sum(`${step.rate.name}, with the closing fee`, [step.rate, paid]) })),
  };
}

/** A leg that the other covers: its tiers say the initial rate, and nothing of them is kept. */
function hedgedSteps(input: RuleTreeInput, leverageRate: DerivationNode | null): readonly StepTree[] {
  const nothing = constant(0, 'no margin on a hedged leg');
  const steps = tierTrees(input).map((step): StepTree => ({ ...step, rate: nothing, amount: null }));
  return steps.length === 0 ? [{ tier: null, floor: ZERO_LEAF, rate: nothing, amount: null, initial: leverageRate }] : steps;
}

/** The closing fee per notional: at the mark, or at the price at which the initial margin is gone. */
function feeTree({ engine, instrument: { symbol, takerFeeRate, settlement }, quantity }: RuleTreeInput, margin: DerivationNode | null, twice: boolean): DerivationNode | null {
  const { rules } = engine.book;
  const rate = takerFeeRate ?? rules.takerFeeRate;
  if (rate === undefined) return null;
  const fee = parameterLeaf(engine, `taker fee rate of ${symbol}`, rate, 'takerFeeRate', takerFeeRate === undefined ? {} : { symbol });
  // A loss makes the value of a linear long fall, and of an inverse short.
  const falls = (valueOf(quantity)?.isNegative() === true) === (settlement === 'inverse');
  const left = rules.closingFee === 'notional' || margin === null ? null
    : falls ? difference('value at bankruptcy over the value now', ONE_LEAF, margin) : sum('value at bankruptcy over the value now', [ONE_LEAF, margin]);
  const factors = [...(left === null ? [] : [left]), fee, ...(twice ? [constant(2, 'both legs')] : [])];
  return factors.length === 1 ? fee : product(`closing fee of ${symbol} per notional`, factors);
}

export const rowRuleTree = (engine: PoolEngine, row: Row): RuleTree => ruleBeside(engine, row, oppositeOf(engine, row));

/** The rule of a row without the other leg of its hedge. */
export const aloneRuleTree = (engine: PoolEngine, row: Row): RuleTree => ruleBeside(engine, row, null);

function ruleBeside(engine: PoolEngine, row: Row, other: Row | null): RuleTree {
  const { instrument, position, rule } = row;
  const contracts = absolute(`contracts of ${rowName(row)}, without sign`, contractsLeaf(position));
  const opposite = other === null ? null : absolute(`contracts of ${rowName(other)}, without sign`, contractsLeaf(other.position));
  return ruleTreeOf({
    engine, instrument, name: rowName(row), rule, contracts, quantity: quantityOf(engine, row), leverage: leverageOf(row), tierRule: position.tierRule ?? instrument.tierRule,
    tierFactor: opposite === null ? null : factorOf(engine, contracts, [contracts, opposite]),
    hedged: opposite !== null && (valueOf(opposite) ?? ZERO).gte(valueOf(contracts) ?? ZERO),
  });
}

/** The other leg of a hedge. Cross legs and isolated ones do not meet. */
function oppositeOf({ book }: PoolEngine, { position: { symbol, marginMode, positionSide } }: Row): Row | null {
  if (positionSide === 'both') return null;
  return book.rows.find(({ position: other }) => other.symbol === symbol && other.marginMode === marginMode && other.positionSide !== 'both' && other.positionSide !== positionSide) ?? null;
}

/** The size that chooses the tier of both legs over a size of one's own; null where it is the leg's own. */
export function factorOf({ book: { rules: { tierSize } } }: PoolEngine, own: DerivationNode, legs: readonly [DerivationNode, DerivationNode]): DerivationNode | null {
  if (tierSize === 'leg') return null;
  const name = 'size that chooses the tier, over the leg’s own';
  if (tierSize === 'largerLeg') return quotient(name, max('the larger leg', legs), own);
  return quotient(name, tierSize === 'bothLegs' ? sum('both legs', legs) : absolute('what the legs differ by', difference('one leg less the other', ...legs)), own);
}

/** The tier of a notional; null where the venue has no bracket, or no schedule is known. */
function stepAt({ rule: { schedule }, steps }: RuleTree, notional: Decimal): StepTree | null {
  const tier = schedule === null ? null : tierOf(schedule, notional);
  return schedule === null || tier === null ? null : steps[schedule.tiers.indexOf(tier)] ?? null;
}

/** notional · rate − amount, with what a rate gains by size; may be below 0. */
export function requiredBy({ name, growth }: RuleTree, { rate, amount, tier }: StepTree, notional: DerivationNode): DerivationNode {
  const words = `requirement of ${name}${tier === null ? '' : ` by tier ${tier}`}`;
  const bare = product(amount === null ? words : 'notional at the rate', [notional, rate], notional.unit);
  const required = amount === null ? bare : difference(words, bare, amount, notional.unit);
  return growth === null ? required : sum(words, [required, product('what the rate gains by size', [notional, notional, growth], notional.unit)], notional.unit);
}

const noBracket = ({ name, rule }: RuleTree): DerivationNode => unknown(rule.lacks === null ? `margin of ${name}: its notional is above the last tier` : `${rule.lacks} of ${name}`);

function requiredAt(tree: RuleTree, notional: DerivationNode): DerivationNode {
  const [value, step] = [valueOf(notional), valueOf(notional) === null ? null : stepAt(tree, valueOf(notional) ?? ZERO)];
  return value === null || step === null || tree.rule.lacks !== null ? noBracket(tree) : requiredBy(tree, step, notional);
}

/** Maintenance margin in the settle currency, ≥ 0, at the price that the venue takes it at. */
export function maintenanceTree(tree: RuleTree, notional: DerivationNode, entryNotional: DerivationNode): DerivationNode {
  const { name, rule: { maintenanceBasis } } = tree;
  const required = maintenanceBasis === 'mark' ? requiredAt(tree, notional) : maintenanceBasis === 'entry' ? requiredAt(tree, entryNotional)
    : max(`the larger requirement of ${name}, at the mark or at the entry`, [requiredAt(tree, notional), requiredAt(tree, entryNotional)], notional.unit);
  return valueOf(required)?.isNegative() === true ? floorAtZero(`requirement of ${name}, not below 0`, required) : required;
}

/** Initial margin in the settle currency. */
export function initialTree(tree: RuleTree, notional: DerivationNode, entryNotional: DerivationNode): DerivationNode {
  const { name, rule, leverageRate, growth, initialFee } = tree;
  const basis = rule.initialBasis === 'mark' ? notional : rule.initialBasis === 'entry' ? entryNotional
    : max(`the larger notional of ${name}, at the mark or at the entry`, [notional, entryNotional], notional.unit);
  const own = leverageRate === null ? stepAt(tree, valueOf(basis) ?? ZERO)?.initial ?? null : null;
  const rate = leverageRate ?? (own === null || growth === null ? own : sum(`${own.name}, with its growth`, [own, product('growth by size', [basis, growth])]));
  const lacksFee = rule.initialFee === null;
  if (rate === null || lacksFee) return unknown(lacksFee ? `taker fee rate of ${name}` : `initial margin rate of ${name}`);
  return product(`initial margin of ${name}, in its settle currency`, [basis, initialFee === null ? rate : sum(`${rate.name}, with the closing fee`, [rate, initialFee])], notional.unit);
}
