import type { ScenarioMarginView } from '#shared/ipc/scenarioMarginView.ts';
import { type EpochMs, epochMs } from '#shared/num/units.ts';
import { scenarioMargin } from '#shared/scenario/margin/requirement.ts';
import type { ScenarioPreset } from '#shared/scenario/presets/preset.ts';
import type { OwnGroup } from '#shared/scenario/strategy/grouping.ts';
import { SCENARIO_PRESETS } from '#shared/scenario/presets/registry.ts';
import type { AccountFacts } from '../accountHost.ts';
import { figureView } from '../insight/figures.ts';
import { rehedgeView } from './rehedge.ts';
import { floatText } from './text.ts';
import { presetView } from './presets/presetView.ts';
import type { RiskThread } from './riskThread.ts';
import { unitsOf } from './units.ts';
import { inQuote } from './beside.ts';
import { worthOf } from './worth.ts';

const DAY_MS = 86_400_000;

type ScenarioAsked = Readonly<{ preset: string | null; days: number; own: readonly ScenarioPreset[]; groupsOf: (asset: string) => readonly OwnGroup[]; asker: string }>;

/**
 * The book under a scenario model: each underlying a unit of its own, their requirements added up, against what the account is
 * worth with its options at their marks.
 *
 * @param preset id of one; null for the first
 * @param own    models of the user's, which are used like those that ship
 * @param groupsOf strategies of an underlying that the user put together by hand
 * @param days   from now on: options are priced then, and what ends before is settled at the index of now
 */
export async function scenarioMarginView(host: AccountFacts, thread: Pick<RiskThread, 'run'>, { preset: chosen, days, own, groupsOf, asker }: ScenarioAsked, at: EpochMs): Promise<ScenarioMarginView> {
  const presets = [...SCENARIO_PRESETS, ...own];
  const preset = presets.find(({ id }) => id === chosen) ?? presets[0];
  if (preset === undefined) throw new Error('no scenario model ships');
  const engine = host.engine();
  const units = unitsOf(host, at, epochMs(at + days * DAY_MS));
  const found = units.map(({ unit }) => inQuote(unit, preset.model, scenarioMargin(unit, preset.model)));
  const worth = worthOf(engine, units, days === 0 ? units : unitsOf(host, at));
  const { equity } = worth;
  const [initial, maintenance] = [found.reduce((sum, own) => sum + own.initial, 0), found.reduce((sum, own) => sum + own.maintenance, 0)];
  const { totals } = engine.evaluate();
  const views = await thread.run({ kind: 'units', units, model: preset.model, beside: found.map((own) => ({ equity, others: maintenance - own.maintenance })), groups: units.map(({ asset }) => groupsOf(asset)) }, asker);
  return {
    asOf: at, days, valuationCurrency: engine.book.valuationCurrency, chosen: preset.id, presets: presets.map(presetView), lacking: worth.lacking,
    equity: floatText(equity), initial: floatText(initial), maintenance: floatText(maintenance), ratio: equity > 0 ? floatText(maintenance / equity) : null,
    standard: { initial: figureView(totals.initialMargin), maintenance: figureView(totals.maintenanceMargin), ratio: figureView(totals.marginRatio) },
    units: views.flatMap((view, place) => { const own = units[place]; return own === undefined ? [] : [{ ...view, rehedge: rehedgeView(own, worth) }]; }),
    outside: engine.portfolio.collateral.filter(({ asset, holds }) => !units.some((own) => own.asset === asset || own.asset === holds?.asset)).map(({ asset }) => asset),
  };
}
