import { listedVolatility } from '#shared/domain/account.ts';
import type { AccountEngine } from '#shared/engine/accountEngine.ts';
import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import type { RowEvaluation } from '#shared/engine/evaluate.ts';
import { rateOf } from '#shared/engine/prices.ts';
import { tierOf } from '#shared/engine/schedule.ts';
import type { DesignRowView } from '#shared/ipc/designView.ts';
import type { Decimal } from '#shared/num/units.ts';
import { impliedCoverage, largerDay } from '#shared/scenario/dynamic/movingRates.ts';
import type { Returns } from '#shared/scenario/risk/dailyReturns.ts';
import { rowWords } from '../insight/figures.ts';
import { filteredRate } from './filteredRate.ts';
import { liquidity, openInterestRate, scaledRate, type SigmaNow, stressedMove } from './movingRules.ts';
import type { Design } from './readDesign.ts';

export type Side = Readonly<{ engine: AccountEngine; evaluation: AccountEvaluation }>;

/** Both sides of a design: the account as it is, and under it, each with what the engine says of it. */
export type Sides = Readonly<{ before: Side; after: Side; design: Design; /** σ now by asset. */ now: ReadonlyMap<string, SigmaNow>; /** Daily returns by asset. */ returns: ReadonlyMap<string, Returns> }>;

/** Every position with what its rate covers and what rules that move would ask, at the rates of the design. */
export function designRows({ before, after, design, now, returns }: Sides): readonly DesignRowView[] {
  const { venue, parameters, valuationCurrency } = before.engine.portfolio;
  const { index } = before.engine.prices();
  const rows = new Map(before.evaluation.rows.map((own) => [own.row.id, own]));
  // Rates of an option are of its underlying, and no share of its notional.
  return after.evaluation.rows.filter(({ row }) => row.option === null).map((own) => {
    const { row, mark, terms } = own;
    const { base, settle } = row.instrument;
    const asked = rateAsked(own);
    const sigma = listedVolatility(after.engine.portfolio.parameters, base);
    const coverage = asked === null || sigma === null ? null : impliedCoverage(asked, sigma);
    const rate = rateOf(settle, valuationCurrency, index);
    const notional = terms === null || rate === null ? null : terms.notional.div(rate);
    return {
      id: row.id, name: rowWords(row.position), asset: base, step: stepOf(own, notional), asked: { before: rateAsked(rows.get(row.id) ?? own), after: asked }, sigma, coverage, chance: coverage === null ? null : largerDay(coverage),
      volatility: scaledRate(asked, base, { now: now.get(base) ?? null, reference: listedVolatility(parameters, base), stressed: stressedMove(base, venue, parameters.stablecoins.includes(base)) }),
      history: filteredRate(base, returns.get(base), row.leg.quantity.isNegative() ? -1 : 1),
      openInterest: openInterestRate(row, notional), liquidity: liquidity(row, mark, terms?.maintenanceMargin ?? null, design.volumes.get(base) ?? null),
    };
  });
}

/** Maintenance margin over notional; null when one of them is not known. */
function rateAsked({ terms }: RowEvaluation): number | null {
  const margin = terms?.maintenanceMargin ?? null;
  return terms === null || margin === null || terms.notional.isZero() ? null : margin.div(terms.notional).toNumber();
}

function stepOf({ row: { rule } }: RowEvaluation, notional: Decimal | null): DesignRowView['step'] {
  const { schedule, maintenanceBasis, growth } = rule;
  const tier = schedule === null || notional === null || maintenanceBasis !== 'mark' || growth !== null ? null : tierOf(schedule, notional);
  return schedule === null || tier === null ? null : { at: schedule.tiers.indexOf(tier) + 1, of: schedule.tiers.length, rate: tier.maintenanceMarginRate.toNumber() };
}
