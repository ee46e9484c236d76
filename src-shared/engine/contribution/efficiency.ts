import { asMoney, Decimal, type Money, ONE, quotient, ZERO } from '../../num/units.ts';
import type { AccountEngine, PoolEngine } from '../accountEngine.ts';
import { createBook } from '../book.ts';
import type { Ledger } from '../ledger.ts';
import { missingInputs } from '../missing.ts';
import { NO_PATHS, type OptionPaths } from '../optionPath.ts';
import { knownMarginBalance } from '../sums.ts';
import { type Known, namesOf, unknown } from './known.ts';
import { ledgerLike } from './ledgerLike.ts';
import { type Line, lineChanges } from './lines.ts';
import type { Shock } from './shock.ts';

/** What must be put up against a shock, in the valuation currency, all ≥ 0. */
export type Need = Readonly<{
  /** max(0, what adjusted equity loses). */
  loss: Money;
  /** At the moved marks. */
  maintenanceMargin: Money;
  /** loss + maintenanceMargin. */
  need: Money;
}>;

export type LineNeed = Need & Readonly<{ line: Line; change: Money }>;

export type Saving = Readonly<{
  /** Each pool as it is margined. */
  pooled: Need;
  /** The sum of the lines, each in a pool of its own. */
  standAlone: Need;
  /** 1 − pooled / stand-alone need, a fraction at 24 decimals; 0 when nothing is needed. Negative only under rules that ask more of legs held together. */
  saving: Decimal;
}>;

export type PoolEfficiency = Saving & Readonly<{ pool: string; lines: readonly LineNeed[] }>;
export type Efficiency = Saving & Readonly<{ pools: readonly PoolEfficiency[] }>;

/**
 * Cross-margin efficiency: the share of the capital needed against a shock that pooling saves. Pools of one account are
 * added up, never netted.
 *
 * @source docs/margin-models.md, "Cross-margin efficiency"
 */
export function efficiencyOf({ pools }: AccountEngine, shock: Shock, paths: OptionPaths = NO_PATHS): Known<Efficiency> {
  const own = pools.map((pool) => poolEfficiency(pool, shock, paths));
  const missing = new Set(own.flatMap((pool) => (pool.status === 'unknown' ? [pool.missing] : [])));
  if (missing.size > 0) return unknown([...missing].join(', '));
  const known = own.flatMap((pool) => (pool.status === 'known' ? [pool] : []));
  return { status: 'known', ...savingOf(known.map(({ pooled }) => pooled), known.map(({ standAlone }) => standAlone)), pools: known };
}

function poolEfficiency(own: PoolEngine, shock: Shock, paths: OptionPaths): Known<PoolEfficiency> {
  const { book, ledger, pool } = own;
  const found = lineChanges(own, shock, paths);
  if (found.status === 'unknown') return found;
  const { changes, moved } = found;
  const missing = namesOf(missingInputs(book, moved), ({ blocksLiquidation }) => blocksLiquidation);
  if (missing !== null) return unknown(missing);
  const alone = changes.map(({ line, change }) => ({ line, change, margin: marginAlone(own, moved, line) }));
  const above = alone.find(({ margin }) => margin === null);
  if (above !== undefined) return unknown(`margin of ${above.line.name} by itself`);
  const lines = alone.map(({ line, change, margin }): LineNeed => ({ line, change, ...needOf(change, margin ?? ZERO) }));
  // Open orders are in neither side of the comparison.
  const [before, after] = [ledger.sums(), moved.sums()];
  const pooled = needOf(knownMarginBalance(after).minus(knownMarginBalance(before)), after.maintenanceMargin.minus(after.orderMaintenance));
  return { status: 'known', pool: pool.id, ...savingOf([pooled], lines), lines };
}

function needOf(change: Decimal, maintenanceMargin: Decimal): Need {
  const loss = Decimal.max(ZERO, change.neg());
  return { loss: asMoney(loss), maintenanceMargin: asMoney(maintenanceMargin), need: asMoney(loss.plus(maintenanceMargin)) };
}

function savingOf(pooled: readonly Need[], lines: readonly Need[]): Saving {
  const [together, apart] = [addUp(pooled), addUp(lines)];
  return { pooled: together, standAlone: apart, saving: apart.need.isZero() ? ZERO : quotient(ONE.minus(together.need.div(apart.need))) };
}

function addUp(needs: readonly Need[]): Need {
  const sum = (of: (need: Need) => Money): Money => asMoney(needs.reduce<Decimal>((total, need) => total.plus(of(need)), ZERO));
  return { loss: sum(({ loss }) => loss), maintenanceMargin: sum(({ maintenanceMargin }) => maintenanceMargin), need: sum(({ need }) => need) };
}

/** Maintenance margin of a line that nothing else is held with; null when the venue does not say. Only a leg of a hedge is margined by what else is held. */
function marginAlone({ book }: PoolEngine, moved: Ledger, { kind, inPool }: Line): Money | null {
  if (kind === 'collateral') return moved.collateralTerms(inPool)?.owedMargin ?? asMoney(ZERO);
  const option = book.rows[inPool]?.option ?? null;
  // What an option asks for hangs on nothing else that is held; a long one asks for nothing.
  if (option !== null) return option.size.isNegative() ? moved.optionTerms(inPool)?.maintenanceMargin ?? null : asMoney(ZERO);
  const position = book.rows[inPool]?.position;
  const weighs = book.weighings.has(book.rows[inPool]?.instrument.settle ?? '');
  if (position === undefined || (position.positionSide === 'both' && !weighs)) return moved.rowTerms(inPool)?.maintenanceMargin ?? null;
  const alone = createBook({ ...book.portfolio, positions: [position], collateral: [], orders: [] });
  // Weighed with its balance, a loss alone is a debt, which may ask for margin of its own.
  const { rowTerms, sums } = ledgerLike(alone, moved);
  return rowTerms(0)?.maintenanceMargin == null ? null : sums().maintenanceMargin;
}
