import type { PoolEngine } from '../accountEngine.ts';
import type { Holding } from '../holdings.ts';
import { difference, given, lacking, negative, product, round18, scaled, sum, unknown, valueOf } from './build.ts';
import { indexLeaf, parameterLeaf } from './leaves.ts';
import { type LegTree, notionalTree } from './legTree.ts';
import type { DerivationNode } from './node.ts';
import { chargedWithout } from '../orderCharge.ts';
import { orderLegs, orderRuleTree } from './reserveTree.ts';
import { maintenanceTree } from './ruleTree.ts';

/** What open orders ask for beyond initial margin, symbol by symbol: nothing where the rules ask for nothing. */

const charged = ({ book }: PoolEngine): readonly Holding[] => [...book.chargedBySettle.values()].flat();

export const orderMaintenance = (engine: PoolEngine): readonly DerivationNode[] => charged(engine).map((holding) => maintenanceOf(engine, holding));
export const openingFees = (engine: PoolEngine): readonly DerivationNode[] => charged(engine).map((holding) => openingFeeOf(engine, holding));

/** What the orders on a symbol ask for more once one of its rows is closed; null when that changes nothing. */
export function chargeChange(engine: PoolEngine, symbol: string, closed: number): DerivationNode | null {
  const holding = engine.book.holdings.get(symbol);
  if (holding === undefined || holding.charge === null) return null;
  const [then, now] = [maintenanceOf(engine, chargedWithout(engine.book, holding, closed)), maintenanceOf(engine, holding)];
  return then.value === now.value ? null : difference(`change of the ${now.name}`, { ...then, name: `${then.name}, then` }, now, now.unit);
}

function maintenanceOf(engine: PoolEngine, holding: Holding): DerivationNode {
  const { instrument: { symbol, settle }, reserve } = holding;
  const fills = orderLegs(engine, holding).map((leg, at): DerivationNode => {
    const exposure = reserve?.orders[at];
    const notional = notionalAtOwn(leg);
    return exposure === undefined ? unknown(`maintenance margin of ${leg.name}`) : maintenanceTree(orderRuleTree(engine, holding, exposure.rule, leg, [leg]), notional, notional);
  });
  return valued(engine, holding, `maintenance margin of the orders on ${symbol}`, sum(`maintenance margin of the orders on ${symbol}, in its settle currency`, fills, settle));
}

function openingFeeOf(engine: PoolEngine, holding: Holding): DerivationNode {
  const { instrument: { symbol, settle, takerFeeRate } } = holding;
  const rate = takerFeeRate ?? engine.book.rules.takerFeeRate;
  const name = `opening fees of the orders on ${symbol}`;
  if (rate === undefined) return unknown(`taker fee rate of ${symbol}`);
  const fee = parameterLeaf(engine, `taker fee rate of ${symbol}`, rate, 'takerFeeRate', takerFeeRate === undefined ? {} : { symbol });
  return valued(engine, holding, name, sum(`${name}, in its settle currency`, orderLegs(engine, holding).map((leg) => product(`opening fee of ${leg.name}`, [notionalAtOwn(leg), fee], settle)), settle));
}

const notionalAtOwn = (leg: LegTree): DerivationNode => notionalTree(leg, leg.entry, 'its price');

function valued(engine: PoolEngine, { instrument: { symbol, settle }, unsupported }: Holding, name: string, amount: DerivationNode): DerivationNode {
  const [rate, unit] = [indexLeaf(engine, settle), engine.book.valuationCurrency];
  if (unsupported) return lacking(name, unknown(`orders on ${symbol}: the contract is not in this model`));
  if (rate?.value === null) return lacking(name, rate);
  return valueOf(amount) === null ? given(name, amount, [], unit) : round18(name, scaled(`${name}, before rounding`, amount, [rate], unit), unit);
}

/** What the orders settled in an asset take from the buffer, as a gain; null where they take nothing. */
export function chargedTree(engine: PoolEngine, settle: string): DerivationNode | null {
  const parts = (engine.book.chargedBySettle.get(settle) ?? []).flatMap((holding) => [maintenanceOf(engine, holding), openingFeeOf(engine, holding)]).filter((node) => valueOf(node) !== null);
  return parts.length === 0 ? null : negative(`what the orders settled in ${settle} ask for, as a loss`, sum(`what the orders settled in ${settle} ask for`, parts, engine.book.valuationCurrency));
}
