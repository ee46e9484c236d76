import { Decimal, ZERO } from '../../num/units.ts';
import type { PoolEngine } from '../accountEngine.ts';
import type { Holding } from '../book.ts';
import type { Row } from '../row.ts';
import type { RowRule } from '../rowRule.ts';
import { absolute, difference, floorAtZero, given, lacking, negative, quotient, round18, scaled, sum, unknown, valueOf } from './build.ts';
import { indexLeaf, leverageOf, markLeaf, orderLeaves, parameterLeaf, quantityOf } from './leaves.ts';
import { type LegTree, notionalTree, profitTree } from './legTree.ts';
import type { DerivationNode } from './node.ts';
import { initialTree, type RuleTree, ruleTreeOf } from './ruleTree.ts';

/** What the open orders of one symbol reserve beyond its positions, in the valuation currency; null when none can reserve anything. */
export function reserveTree(engine: PoolEngine, holding: Holding): DerivationNode | null {
  const { reserve, instrument, symbol } = holding;
  if (reserve === null) return null;
  const [name, unit] = [`order margin of ${symbol}`, engine.book.valuationCurrency];
  const [mark, rate] = [markLeaf(engine, instrument), indexLeaf(engine, instrument.settle)];
  const missing = holding.unsupported ? unknown(`order margin of ${symbol}: the contract is not in this model`) : [mark, ...(rate === null ? [] : [rate])].find(({ value }) => value === null);
  if (missing !== undefined) return lacking(name, missing);
  const orders = orderLegs(engine, holding);
  const margin = reserve.kind === 'eachOrder'
    ? sum(`initial margin of the orders on ${symbol}`, orders.map((leg, at) => marginOf(engine, holding, reserve.orders[at]?.rule ?? null, leg, leg.entry, 'its price')), instrument.settle)
    : exposureMargin(engine, holding, orders, mark);
  const losses = orders.map((leg) => floorAtZero(`open loss of ${leg.name}`, negative('profit, turned round', profitTree(leg, mark))));
  const reserved = sum(`${name}, in its settle currency`, [margin, ...losses], instrument.settle);
  return valueOf(reserved) === null ? given(name, reserved, [], unit) : round18(name, scaled(`${name}, before rounding`, reserved, [rate], unit), unit);
}

/** Every order that can reserve something, in the order of the document. */
export function orderLegs(engine: PoolEngine, { orders, instrument }: Holding): readonly LegTree[] {
  return orders.flatMap(({ order }, at): readonly LegTree[] => {
    if (order.reduceOnly) return [];
    const { quantity, price } = orderLeaves(engine, instrument, order, at + 1);
    return [{ name: `order ${at + 1} on ${instrument.symbol}`, settlement: instrument.settlement, settle: instrument.settle, quantity, entry: price }];
  });
}

/** max(0, IM at the worst exposure − IM of the exposure held), at the mark. */
function exposureMargin(engine: PoolEngine, holding: Holding, orders: readonly LegTree[], mark: DerivationNode): DerivationNode {
  const { instrument: { symbol, settle, settlement }, reserve } = holding;
  const rows = holding.rows.flatMap((at) => engine.book.rows[at] ?? []);
  const held = sum(`positions on ${symbol}`, rows.map((row) => quantityOf(engine, row)));
  const filled = (name: string, buys: boolean): DerivationNode =>
    sum(name, [held, ...orders.filter(({ quantity }) => valueOf(quantity)?.isNegative() !== buys).map(({ quantity }) => quantity)]);
  const worst = largestOf(`worst exposure on ${symbol}`, [held, filled(`positions on ${symbol} and all buys`, true), filled(`positions on ${symbol} and all sells`, false)]);
  const leg = (name: string, quantity: DerivationNode): LegTree => ({ name, settlement, settle, quantity, entry: mark });
  const needed = marginOf(engine, holding, reserve?.worst.rule ?? null, leg(`the worst exposure on ${symbol}`, worst), mark, 'the mark');
  const present = marginOf(engine, holding, reserve?.held.rule ?? null, leg(`the exposure held on ${symbol}`, held), mark, 'the mark');
  return floorAtZero(`initial margin that the orders on ${symbol} add`, difference('initial margin of the worst exposure less that of the one held', needed, present, settle));
}

/** The exposure that is largest without its sign; the others say why. */
function largestOf(name: string, exposures: readonly DerivationNode[]): DerivationNode {
  const size = (node: DerivationNode): Decimal => (valueOf(node) ?? ZERO).abs();
  const worst = exposures.reduce((most, next) => (size(next).gt(size(most)) ? next : most));
  return given(name, worst, exposures.filter((other) => other !== worst));
}

/** Initial margin of an exposure at a price, in the settle currency. */
function marginOf(engine: PoolEngine, holding: Holding, rule: RowRule | null, leg: LegTree, price: DerivationNode, at: string): DerivationNode {
  if (rule === null) return unknown(`initial margin of ${leg.name}`);
  const notional = notionalTree(leg, price, at);
  return initialTree(orderRuleTree(engine, holding, rule, leg), notional, notional);
}

/** What an exposure that could be held would have to keep, beside the engine's own rule. */
export function orderRuleTree(engine: PoolEngine, holding: Holding, rule: RowRule, leg: LegTree): RuleTree {
  const { instrument } = holding;
  const leverage = lowestLeverage(holding.rows.flatMap((row) => engine.book.rows[row] ?? []));
  const size = absolute(`size of ${leg.name}, without sign`, leg.quantity);
  const contracts = new Decimal(instrument.contractSize).eq(1) ? size
    : quotient(`contracts of ${leg.name}`, size, parameterLeaf(engine, `contract size of ${instrument.symbol}`, instrument.contractSize, 'contractSize', { symbol: instrument.symbol }));
  return ruleTreeOf({
    engine, instrument, name: leg.name, rule, contracts, quantity: leg.quantity, tierRule: instrument.tierRule, tierFactor: null, hedged: false, leverage: leverage === null ? null : leverageOf(leverage),
  });
}

/** A leverage of a row is its symbol's; of two that differ the lower one counts. */
function lowestLeverage(rows: readonly Row[]): Row | null {
  return rows.reduce<Row | null>((lowest, row) => {
    const [own, other] = [row.rule.leverageRate, lowest?.rule.leverageRate ?? null];
    return own !== null && (other === null || own.gt(other)) ? row : lowest;
  }, null);
}
