import type { Totals } from '#shared/engine/figures.ts';
import type { WhatIfSpec } from '#shared/ipc/whatIf.ts';
import type { Pair, WhatIfFigure, WhatIfFigureName, WhatIfStage, WhatIfView } from '#shared/ipc/whatIfView.ts';
import { toText } from '#shared/num/units.ts';
import { figureView } from '../insight/figures.ts';
import type { ForkBase } from './base.ts';
import type { Fork } from './fork.ts';
import { collateralLiquidations, positionLiquidations, underlyingLiquidations } from './liquidations.ts';
import { collateralRows, orderRows, positionRows } from './rows.ts';

type Skipped = WhatIfView['skipped'];

const FIGURES: readonly WhatIfFigureName[] = ['marginRatio', 'buffer', 'equity', 'adjustedEquity', 'maintenanceMargin', 'initialMargin', 'freeMargin'];

/** A fork beside the account that it came from, figure by figure; every one is the engine's own. */
export function forkView(base: ForkBase, spec: WhatIfSpec, before: Fork, after: Fork, skipped: Skipped): WhatIfView {
  return {
    forkId: after.facts.accountId, accountId: base.accountId, accountName: base.name, valuationCurrency: base.portfolio.valuationCurrency, forkedAt: base.at, worst: before.worst, spec, skipped,
    account: after.view,
    figures: FIGURES.map((name) => figurePair(name, before.evaluation.totals, after.evaluation.totals)),
    stage: pairOf(before, after, stageView),
    jointMove: pairOf(before, after, ({ view }) => view.jointMove.liquidation),
    underlyings: underlyingLiquidations(before.view, after.view, (asset) => toText(after.facts.engine().book.beta(asset))),
    positionLiquidations: positionLiquidations(before.view, after.view),
    collateralLiquidations: collateralLiquidations(before.view, after.view),
    positions: positionRows(base.portfolio, after.draft), collateral: collateralRows(base.portfolio, after.draft), orders: orderRows(base.portfolio, after.draft),
  };
}

const pairOf = <T>(before: Fork, after: Fork, of: (fork: Fork) => T): Pair<T> => ({ before: of(before), after: of(after) });

const stageView = ({ view: { stage, stageReason, totals } }: Fork): WhatIfStage => ({ stage, reason: stageReason, incomplete: totals.incomplete });

function figurePair(name: WhatIfFigureName, before: Totals, after: Totals): WhatIfFigure {
  const [own, other] = [before[name], after[name]];
  const isExact = own.certainty === 'exact' && other.certainty === 'exact' && own.value !== null && other.value !== null;
  return { name, before: figureView(own), after: figureView(other), change: isExact ? toText(other.value.minus(own.value)) : null };
}
