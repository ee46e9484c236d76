import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import { namesOf } from '#shared/engine/contribution/known.ts';
import { missingInputs } from '#shared/engine/missing.ts';
import { floatRowsOf } from '#shared/engine/stressModel.ts';
import { markOf } from '#shared/scenario/margin/mark.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import type { NamedUnit } from './units.ts';
import { sharedCallsValue } from './vaultShares.ts';

/** What an account is worth in its valuation currency, options at Black-76; `lacking` names what is not in it for want of a price. */
export type Worth = Readonly<{ equity: number; lacking: readonly string[] }>;

/**
 * Collateral at its price, the open profit of what is linear, options at their value and what has been settled; isolated positions are pools of their own. The
 * price of a vault share has its calls in it already.
 *
 * @param present the units as they are now, where `units` are of a later day
 */
export function worthOf(engine: AccountEngine, units: readonly NamedUnit[], present: readonly NamedUnit[] = units): Worth {
  const cross = engine.pools.filter(({ pool }) => pool.kind === 'cross');
  const lacking = cross.flatMap(({ book, ledger }) => {
    // Here options are priced on their forward, and named by their unit when they are not: they need no mark.
    const options = new Set(book.rows.flatMap(({ option, instrument: { symbol } }) => (option === null ? [] : [`mark price of ${symbol}`])));
    return namesOf(missingInputs(book, ledger), ({ missing, makesUnknown }) => makesUnknown.includes('equity') && !options.has(missing)) ?? [];
  });
  return { equity: units.reduce((sum, { unit, settled }) => sum + optionValueOf(unit) + settled, linearWorthOf(engine)) - present.reduce((sum, { unit }) => sum + sharedCallsValue(unit), 0), lacking: [...new Set([...lacking, ...units.flatMap((own) => own.lacking)])] };
}

/** The same without options. */
export function linearWorthOf({ pools }: AccountEngine): number {
  return pools.filter(({ pool }) => pool.kind === 'cross').reduce((sum, { book, ledger }) => {
    const held = [...book.collateralByAsset.values()].flat().reduce((own, at) => own + (ledger.collateralTerms(at)?.value.toNumber() ?? 0), 0);
    return sum + held + floatRowsOf(book, ledger).reduce((own, { profit }) => own + profit, 0);
  }, 0);
}

export const optionValueOf = (unit: RiskUnit): number => unit.options.reduce((sum, line) => sum + line.quantity * markOf(unit, line), 0);
