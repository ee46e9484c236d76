import type { ScenarioMarginView } from '#shared/ipc/scenarioMarginView.ts';
import { type EpochMs, epochMs } from '#shared/num/units.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import { markOf } from '#shared/scenario/margin/mark.ts';
import type { OwnGroup } from '#shared/scenario/strategy/grouping.ts';
import type { RiskUnit } from '#shared/scenario/margin/riskUnit.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import { floatRowsOf } from '#shared/engine/stressModel.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountFacts } from '../accountHost.ts';
import { figureView } from '../insight/figures.ts';
import { floatText } from './text.ts';
import type { RiskThread } from './riskThread.ts';
import { unitsOf } from './units.ts';
import { inQuote } from './beside.ts';
import { sharedCallsValue } from './vaultShares.ts';

const DAY_MS = 86_400_000;

/**
 * The book under a scenario model: each underlying a unit of its own, their requirements added up, against what the account is
 * worth with its options at their marks.
 *
 * @param preset id of one; null for the first
 * @param groupsOf strategies of an underlying that the user put together by hand
 * @param days   from now on: options are priced then, and what ends before is settled at the index of now
 */
export async function scenarioMarginView(host: AccountFacts, thread: RiskThread, { preset: chosen, days, groupsOf }: Readonly<{ preset: string | null; days: number; groupsOf: (asset: string) => readonly OwnGroup[] }>, at: EpochMs): Promise<ScenarioMarginView> {
  const preset = SCENARIO_PRESETS.find(({ id }) => id === chosen) ?? SCENARIO_PRESETS[0];
  if (preset === undefined) throw new Error('no scenario model ships');
  const engine = host.engine();
  const units = unitsOf(host, at, epochMs(at + days * DAY_MS));
  const found = units.map(({ unit }) => inQuote(unit, preset.model, scenarioMargin(unit, preset.model)));
  const equity = worthOf(engine) + units.reduce((sum, { unit }) => sum + optionValueOf(unit), 0) + units.reduce((sum, { settled }) => sum + settled, 0)
    // The price of a share has its calls in it already; later they have changed by then.
    - (days === 0 ? units : unitsOf(host, at)).reduce((sum, { unit }) => sum + sharedCallsValue(unit), 0);
  const [initial, maintenance] = [found.reduce((sum, own) => sum + own.initial, 0), found.reduce((sum, own) => sum + own.maintenance, 0)];
  const { totals } = engine.evaluate();
  const views = await thread.run({ kind: 'units', units, model: preset.model, beside: found.map((own) => ({ equity, others: maintenance - own.maintenance })), groups: units.map(({ asset }) => groupsOf(asset)) });
  return {
    asOf: at, days, valuationCurrency: engine.book.valuationCurrency, chosen: preset.id, presets: SCENARIO_PRESETS.map(({ model: _model, ...own }) => own),
    equity: floatText(equity), initial: floatText(initial), maintenance: floatText(maintenance), ratio: equity > 0 ? floatText(maintenance / equity) : null,
    standard: { initial: figureView(totals.initialMargin), maintenance: figureView(totals.maintenanceMargin), ratio: figureView(totals.marginRatio) },
    units: views,
    outside: engine.portfolio.collateral.filter(({ asset, holds }) => !units.some((own) => own.asset === asset || own.asset === holds?.asset)).map(({ asset }) => asset),
  };
}

/** Collateral at its price and the open profit of what is linear; isolated positions are pools of their own. */
function worthOf({ pools }: AccountEngine): number {
  return pools.filter(({ pool }) => pool.kind === 'cross').reduce((sum, { book, ledger }) => {
    const held = [...book.collateralByAsset.values()].flat().reduce((own, at) => own + (ledger.collateralTerms(at)?.value.toNumber() ?? 0), 0);
    return sum + held + floatRowsOf(book, ledger).reduce((own, { profit }) => own + profit, 0);
  }, 0);
}

const optionValueOf = (unit: RiskUnit): number => unit.options.reduce((sum, line) => sum + line.quantity * markOf(unit, line), 0);
