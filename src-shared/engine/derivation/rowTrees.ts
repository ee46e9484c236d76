import type { PoolEngine } from '../accountEngine.ts';
import { createRow, type Row } from '../row.ts';
import { requiredAtCap } from '../rowRule.ts';
import { toText, ZERO } from '../../num/units.ts';
import { given, lacking, leaf, quotient, round18, round24, scaled, unknown, valueOf } from './build.ts';
import { entryOf, indexLeaf, markLeaf, quantityOf, rowName } from './leaves.ts';
import { type LegTree, notionalTree, profitTree } from './legTree.ts';
import type { DerivationNode } from './node.ts';
import { type OptionTrees, optionTreesOf } from './optionTrees.ts';
import { aloneRuleTree, initialTree, maintenanceTree, rowRuleTree, type RuleTree } from './ruleTree.ts';

/** What one row is made of; everything but the terms is in its settle currency. */
export type RowParts = Readonly<{
  row: Row;
  leg: LegTree;
  mark: DerivationNode;
  /** Valuation currency per settle currency; null for 1. */
  rate: DerivationNode | null;
  notional: DerivationNode;
  entryNotional: DerivationNode;
  profit: DerivationNode;
  rule: RuleTree;
  /** Of an option, whose terms are these instead. */
  option: OptionTrees | null;
  /** The input without which the row has no figures; null when it has them. */
  missing: DerivationNode | null;
}>;

function rowParts(engine: PoolEngine, row: Row): RowParts {
  const { instrument } = row;
  const [mark, rate] = [markLeaf(engine, instrument), indexLeaf(engine, instrument.settle)];
  const leg: LegTree = { name: rowName(row), settlement: instrument.settlement, settle: instrument.settle, quantity: quantityOf(engine, row), entry: entryOf(row) };
  return {
    row, leg, mark, rate, notional: notionalTree(leg, mark, 'the mark'), entryNotional: notionalTree(leg, leg.entry, 'the entry price'), profit: profitTree(leg, mark), rule: rowRuleTree(engine, row), option: optionTreesOf(engine, row),
    missing: row.unsupported !== null ? unknown(`margin of ${leg.name}: ${row.unsupported}`) : [mark, ...(rate === null ? [] : [rate])].find(({ value }) => value === null) ?? null,
  };
}

/** A term of the account: in the valuation currency, rounded as it is made. */
function termOf(engine: PoolEngine, { leg, rate, missing }: RowParts, what: string, make: () => DerivationNode): DerivationNode {
  const [name, unit] = [`${what} of ${leg.name}`, engine.book.valuationCurrency];
  if (missing !== null) return lacking(name, missing);
  const value = make();
  return valueOf(value) === null ? given(name, value, [], unit) : round18(name, scaled(`${what} of ${leg.name}, before rounding`, value, [rate], unit), unit);
}

export const rowNotional = (engine: PoolEngine, parts: RowParts): DerivationNode => parts.option?.notional ?? termOf(engine, parts, 'notional', () => parts.notional);
export const rowProfit = (engine: PoolEngine, parts: RowParts): DerivationNode => parts.option?.profit ?? termOf(engine, parts, 'unrealized P&L', () => parts.profit);
export const rowMaintenance = (engine: PoolEngine, parts: RowParts): DerivationNode => parts.option?.maintenance ?? termOf(engine, parts, 'maintenance margin', () => maintenanceTree(parts.rule, parts.notional, parts.entryNotional));
/** What is certainly asked of a row: above its last tier, what that tier asks at its cap. */
export function certainMaintenance(engine: PoolEngine, parts: RowParts): DerivationNode {
  const own = rowMaintenance(engine, parts);
  if (parts.option !== null) return own;
  const cap = parts.row.rule.schedule?.cap ?? null;
  if (own.value !== null || parts.missing !== null || parts.row.rule.lacks !== null || cap === null) return own;
  const least = requiredAtCap(parts.row.rule);
  if (least === null) return own;
  const at = leaf(`cap of the last tier of ${parts.leg.name}`, 'parameter', toText(cap), parts.leg.settle);
  const tree = maintenanceTree(parts.rule, at, at);
  // A cap that was scaled by a quotient may lie a hair beyond the last step of the tree: its figure stands for it then.
  const made = valueOf(tree)?.eq(least) === true ? tree : leaf(`what the last tier of ${parts.leg.name} asks at its cap`, 'parameter', toText(least), parts.leg.settle);
  return termOf(engine, parts, 'least maintenance margin', () => made);
}

export const rowInitial = (engine: PoolEngine, parts: RowParts): DerivationNode => parts.option?.initial ?? termOf(engine, parts, 'initial margin', () => initialTree(parts.rule, parts.notional, parts.entryNotional));

/** Base units of a row at its mark, signed; of an inverse row a quotient at 24 decimals. */
export function rowSize({ leg, mark, row, option }: RowParts): DerivationNode {
  if (option !== null) return option.size;
  return leg.settlement === 'inverse' ? round24(`size of ${leg.name} in ${row.instrument.base}`, quotient('quote units at the mark', leg.quantity, mark), row.instrument.base) : leg.quantity;
}

/** The parts of every row of a pool, made once per derivation. */
export type PoolParts = Readonly<{ engine: PoolEngine; rows: readonly RowParts[] }>;

export const poolParts = (engine: PoolEngine): PoolParts => ({ engine, rows: engine.book.rows.map((row) => rowParts(engine, row)) });

/** A row as if the other leg of its hedge were gone. */
export function standingAlone(engine: PoolEngine, parts: RowParts): RowParts {
  const { position, instrument } = parts.row;
  const row = createRow(position, instrument, engine.book.rules, ZERO, new Map());
  return { ...parts, row, rule: aloneRuleTree(engine, row) };
}
