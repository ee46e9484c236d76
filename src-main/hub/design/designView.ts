import { listedVolatility, listedWeight, type Portfolio } from '#shared/domain/account.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import { engineAt } from '#shared/engine/contribution/engineAt.ts';
import type { Figure } from '#shared/engine/figures.ts';
import { stageOf } from '#shared/engine/stage.ts';
import type { NextChange } from '#shared/engine/step.ts';
import type { DesignSpec } from '#shared/ipc/design.ts';
import type { DesignAssetView, DesignView, NextRulesView, StandView } from '#shared/ipc/designView.ts';
import { type Decimal, type EpochMs, toFixedText } from '#shared/num/units.ts';
import type { Returns } from '#shared/scenario/risk/dailyReturns.ts';
import type { AccountFacts } from '../accountHost.ts';
import { priceDecimalsOf } from '../decimals.ts';
import { figureView } from '../insight/figures.ts';
import { unitsOf } from '../risk/units.ts';
import { liquidationView, textOf } from '../rowViews.ts';
import { changesSet, designed } from './designed.ts';
import { designRows } from './designRows.ts';
import { sigmasNow } from './sigmasNow.ts';
import { hasRates, hasWeight, NO_DESIGN, readDesign } from './readDesign.ts';

/** An account beside itself under a design, re-priced by the engine at the same prices. Of a design that cannot be read nothing is applied. @param returns daily ones by asset, from the closes that are stored */
export function designView(host: AccountFacts, spec: DesignSpec, returns: ReadonlyMap<string, Returns>, at: EpochMs): DesignView {
  const engine = host.engine();
  const { portfolio } = engine;
  const read = readDesign(spec, portfolio);
  const design = read.ok ? read.value : NO_DESIGN;
  const after = changesSet(design) ? engineAt(designed(portfolio, design), engine.prices()) : engine;
  const [own, other] = [engine.evaluate(), after.evaluate()];
  const { id, validFrom, volatilitySource } = portfolio.parameters;
  return {
    asOf: at, valuationCurrency: portfolio.valuationCurrency, set: { id, validFrom, sigmaSource: volatilitySource }, faults: read.ok ? [] : read.error, changed: changesSet(design),
    rows: designRows({ before: { engine, evaluation: own }, after: { engine: after, evaluation: other }, design, now: sigmasNow(unitsOf(host, at), returns, design), returns }), assets: assetsOf(portfolio),
    before: standOf(own), after: standOf(other), liquidations: liquidationsOf(own, other), next: nextOf(host.nextChange(), own),
  };
}

/** What positions are on and what is held, but for the currency that everything is counted in. */
function assetsOf(portfolio: Portfolio): readonly DesignAssetView[] {
  const { collateral, instruments, positions, parameters, valuationCurrency } = portfolio;
  const bases = positions.flatMap(({ symbol }) => instruments.find((own) => own.symbol === symbol)?.base ?? []);
  return [...new Set([...bases, ...collateral.map(({ asset }) => asset)])].filter((asset) => asset !== valuationCurrency || bases.includes(asset)).map((asset) => ({
    asset, hasRates: hasRates(portfolio, asset), hasWeight: hasWeight(portfolio, asset), weight: collateral.find((own) => own.asset === asset)?.weight ?? listedWeight(parameters, asset) ?? null, sigma: listedVolatility(parameters, asset),
  }));
}

const standOf = ({ totals, stageInputs, missing }: AccountEvaluation): StandView => ({
  equity: figureView(totals.equity), adjustedEquity: figureView(totals.adjustedEquity), maintenanceMargin: figureView(totals.maintenanceMargin), initialMargin: figureView(totals.initialMargin),
  buffer: figureView(totals.buffer), marginRatio: figureView(totals.marginRatio), stage: stageOf(stageInputs).stage, unsure: missing.length > 0,
});

function liquidationsOf(before: AccountEvaluation, after: AccountEvaluation): DesignView['liquidations'] {
  const then = new Map(after.underlyings.map((own) => [own.asset, own]));
  return before.underlyings.flatMap(({ asset, reference, liquidation }) => {
    const next = then.get(asset);
    return next === undefined ? [] : [{ asset, reference: textOf(reference), before: liquidationView(liquidation), after: liquidationView(next.liquidation), priceDecimals: priceDecimalsOf(undefined, textOf(reference) ?? '1') }];
  });
}

const TOP_UP_DECIMALS = 8;

/** The next rules of the venue, and the cash that leaves the margin ratio where it is: MM then / ratio now − adjusted equity then, rounded up. */
function nextOf(change: NextChange | null, { totals: now }: AccountEvaluation): NextRulesView | null {
  if (change === null) return null;
  const { totals: then } = change;
  const exact = (figure: Figure): Decimal | null => (figure.certainty === 'exact' ? figure.value : null);
  const [ratio, margin, equity] = [exact(now.marginRatio), exact(then.maintenanceMargin), exact(then.adjustedEquity)];
  const topUp = ratio === null || margin === null || equity === null || ratio.lte(0) ? null : margin.div(ratio).minus(equity);
  return {
    at: change.at, parameterSetId: change.parameterSetId, maintenanceMargin: figureView(then.maintenanceMargin), marginRatio: figureView(then.marginRatio),
    topUp: topUp === null || topUp.lte(0) ? null : toFixedText(topUp, TOP_UP_DECIMALS, 'up'),
  };
}
