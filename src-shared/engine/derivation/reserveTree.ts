import { Decimal } from '../../num/units.ts';
import type { PoolEngine } from '../accountEngine.ts';
import type { Holding } from '../holdings.ts';
import type { Reserve } from '../reserve.ts';
import type { Row } from '../row.ts';
import type { RowRule } from '../rowRule.ts';
import { absolute, difference, floorAtZero, given, lacking, max, negative, product, quotient, round18, scaled, sum, unknown, valueOf } from './build.ts';
import { indexLeaf, leverageOf, markLeaf, ONE_LEAF, orderLeaves, parameterLeaf, quantityOf } from './leaves.ts';
import { type LegTree, notionalTree, profitTree } from './legTree.ts';
import type { DerivationNode } from './node.ts';
import { factorOf, initialTree, type RuleTree, ruleTreeOf } from './ruleTree.ts';

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
    ? sum(`initial margin of the orders on ${symbol}`, orders.map((leg, at) => orderMargin(engine, holding, reserve, leg, at, mark)), instrument.settle)
    : exposureMargin(engine, holding, reserve, orders, mark);
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

/** Initial margin of an order by itself. */
function orderMargin(engine: PoolEngine, holding: Holding, { orders, sellBuffer }: Reserve, leg: LegTree, at: number, mark: DerivationNode): DerivationNode {
  const notional = sellBuffer === null ? notionalTree(leg, leg.entry, 'its price') : notionalTree(leg, assumedTree(engine, leg, mark), 'the price that it is assumed to fill at');
  return marginOf(engine, holding, orders[at]?.rule ?? null, leg, notional, [leg]);
}

/** max(0, IM of what is held after the fills − IM of what is held), of buys or of sells, whichever asks for more. */
function exposureMargin(engine: PoolEngine, holding: Holding, reserve: Reserve, orders: readonly LegTree[], mark: DerivationNode): DerivationNode {
  const { instrument: { symbol, settle, settlement } } = holding;
  const held = sum(`positions on ${symbol}`, holding.rows.flatMap((at) => engine.book.rows[at] ?? []).map((row) => quantityOf(engine, row)));
  const leg = (name: string, quantity: DerivationNode): LegTree => ({ name, settlement, settle, quantity, entry: mark });
  const present = leg(`what is held on ${symbol}`, held);
  const needed = reserve.filled.map(({ rule, added }) => {
    const sells = added.some(({ quantity }) => quantity.isNegative());
    const own = orders.filter(({ quantity }) => valueOf(quantity)?.isNegative() === sells);
    const filled = leg(`positions and all ${sells ? 'sells' : 'buys'} on ${symbol}`, sum(`positions on ${symbol} and all ${sells ? 'sells' : 'buys'}`, [held, ...own.map(({ quantity }) => quantity)]));
    const notional = reserve.sellBuffer === null ? notionalTree(filled, mark, 'the mark') : absolute(`notional of ${filled.name}`, sum('positions at the mark, orders where they are assumed to fill', [
      product('positions at the mark', [held, mark], settle), ...own.map((order) => product(`${order.name} where it is assumed to fill`, [order.quantity, assumedTree(engine, order, mark)], settle)),
    ], settle));
    return marginOf(engine, holding, rule, filled, notional, own);
  });
  const [only, ...rest] = needed;
  const most = only !== undefined && rest.length === 0 ? only : max(`initial margin after the fills on ${symbol}, the larger`, needed, settle);
  return floorAtZero(`initial margin that the orders on ${symbol} add`, difference('initial margin after the fills less that of what is held', most, marginOf(engine, holding, reserve.held.rule, present, notionalTree(present, mark, 'the mark'), []), settle));
}

/** A buy at its own price, a sell at the highest of its own, the mark and the mark with the buffer: the mark stands in for the last price. */
function assumedTree(engine: PoolEngine, { name, quantity, entry }: LegTree, mark: DerivationNode): DerivationNode {
  if (valueOf(quantity)?.isNegative() !== true) return entry;
  const buffer = parameterLeaf(engine, 'buffer of sells', engine.book.rules.sellBuffer ?? null, 'sellBuffer');
  return max(`price that ${name} is assumed to fill at`, [product('mark with the buffer', [mark, sum('one and the buffer', [buffer, ONE_LEAF])], mark.unit), mark, entry], mark.unit);
}

/** Initial margin of an exposure worth some notional, in the settle currency. @param fills orders that have filled */
const marginOf = (engine: PoolEngine, holding: Holding, rule: RowRule | null, leg: LegTree, notional: DerivationNode, fills: readonly LegTree[]): DerivationNode =>
  (rule === null ? unknown(`initial margin of ${leg.name}`) : initialTree(orderRuleTree(engine, holding, rule, leg, fills), notional, notional));

/** What an exposure that could be held would have to keep, beside the engine's own rule. */
export function orderRuleTree(engine: PoolEngine, holding: Holding, rule: RowRule, leg: LegTree, fills: readonly LegTree[]): RuleTree {
  const { instrument } = holding;
  const leverage = lowestLeverage(holding.rows.flatMap((row) => engine.book.rows[row] ?? []));
  const size = absolute(`size of ${leg.name}, without sign`, leg.quantity);
  const contracts = new Decimal(instrument.contractSize).eq(1) ? size
    : quotient(`contracts of ${leg.name}`, size, parameterLeaf(engine, `contract size of ${instrument.symbol}`, instrument.contractSize, 'contractSize', { symbol: instrument.symbol }));
  return ruleTreeOf({
    engine, instrument, name: leg.name, rule, contracts, quantity: leg.quantity, tierRule: instrument.tierRule, tierFactor: exposureFactorTree(engine, holding, size, fills), hedged: false, leverage: leverage === null ? null : leverageOf(leverage),
  });
}

/** In hedge mode the legs once some orders have filled choose the tier of an exposure; null where its own size does. */
function exposureFactorTree(engine: PoolEngine, { rows, instrument: { symbol } }: Holding, size: DerivationNode, fills: readonly LegTree[]): DerivationNode | null {
  const held = rows.flatMap((at) => engine.book.rows[at] ?? []);
  if (held.every(({ position }) => position.positionSide === 'both') || valueOf(size)?.isZero() === true) return null;
  const legOn = (side: 'long' | 'short'): DerivationNode => sum(`${side} leg on ${symbol} after the fills`, [
    ...held.filter(({ position }) => position.positionSide === side).map((row) => quantityOf(engine, row)),
    ...fills.filter(({ quantity }) => (valueOf(quantity)?.isNegative() === true) === (side === 'short')).map(({ quantity }) => quantity),
  ].map((quantity) => absolute(`${quantity.name}, without sign`, quantity)));
  return factorOf(engine, size, [legOn('long'), legOn('short')]);
}

/** A leverage of a row is its symbol's; of two that differ the lower one counts. */
function lowestLeverage(rows: readonly Row[]): Row | null {
  return rows.reduce<Row | null>((lowest, row) => {
    const [own, other] = [row.rule.leverageRate, lowest?.rule.leverageRate ?? null];
    return own !== null && (other === null || own.gt(other)) ? row : lowest;
  }, null);
}
