import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { engineAt } from '#shared/engine/contribution/engineAt.ts';
import { type Shock, shockedPrices } from '#shared/engine/contribution/shock.ts';
import type { OptionPaths } from '#shared/engine/optionPath.ts';
import { stageOf } from '#shared/engine/stage.ts';
import type { StressedView } from '#shared/ipc/riskView.ts';
import { toText } from '#shared/num/units.ts';
import { figureView } from '../insight/figures.ts';

/** An account with its prices moved, re-priced from nothing. */
export function stressedBy(engine: AccountEngine, now: AccountEvaluation, shock: Shock, paths: OptionPaths): StressedView {
  const shocked = shockedPrices(engine.book, engine.prices(), shock, paths);
  if (shocked.status === 'unknown') return shocked;
  return stressedView(now, engineAt(engine.portfolio, shocked.prices).evaluate());
}

export function stressedView(now: AccountEvaluation, after: AccountEvaluation): StressedView {
  const { equity, marginRatio, buffer } = after.totals;
  const [before, then] = [now.totals.equity, equity];
  const isKnown = before.certainty === 'exact' && then.certainty === 'exact' && before.value !== null && then.value !== null;
  return {
    status: 'known', equity: figureView(equity), marginRatio: figureView(marginRatio), buffer: figureView(buffer), stage: stageOf(after.stageInputs).stage, unsure: after.missing.length > 0,
    liquidated: after.pools.some(({ kind, totals }) => kind === 'cross' && totals.adjustedEquity.value !== null && totals.maintenanceMargin.value !== null && totals.maintenanceMargin.value.gt(0) && totals.adjustedEquity.value.lte(totals.maintenanceMargin.value)),
    change: isKnown && before.value !== null && then.value !== null ? toText(then.value.minus(before.value)) : null,
  };
}
