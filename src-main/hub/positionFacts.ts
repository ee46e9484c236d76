import type { AccountEvaluation } from '#shared/engine/accountEvaluation.ts';
import type { RowEvaluation } from '#shared/engine/evaluate.ts';
import { notionalAt, profitAt } from '#shared/engine/kernel/contractTerms.ts';
import { tierOf } from '#shared/engine/schedule.ts';
import { stageOf } from '#shared/engine/stage.ts';
import type { FundingView, PositionView, TierView } from '#shared/ipc/view.ts';
import type { QuoteView } from '#shared/ipc/quoteView.ts';
import { type Decimal, type DecimalText, epochMs, isDecimalText, type Price, toText } from '#shared/num/units.ts';

/** What a table of positions shows beside the engine's own figures. */
export type PositionFacts = Pick<PositionView, 'pnlFraction' | 'leverage' | 'tier' | 'funding' | 'stage'>;

/** Decimals of a quotient on a screen. */
const PLACES = 8;

const shareText = (part: Decimal, whole: Decimal): DecimalText => toText(part.div(whole).toDecimalPlaces(PLACES));

/** @param quote what the venue said last of the row's instrument */
export function positionFacts(evaluated: RowEvaluation, { equity }: AccountEvaluation['totals'], quote: QuoteView): PositionFacts {
  const { row, mark, terms, moving: { liquidation, distance } } = evaluated;
  const hasEquity = equity.certainty === 'exact' && equity.value !== null && equity.value.gt(0);
  return {
    pnlFraction: mark === null ? null : pnlFraction(row, mark),
    leverage: terms === null || equity.value === null || !hasEquity ? null : shareText(terms.notional, equity.value),
    tier: tierView(evaluated),
    funding: fundingView(quote),
    stage: liquidation.status === 'unknown' ? null : stageOf({ liquidating: false, ratio: null, sigmas: distance?.sigmas ?? null, distance: distance === null ? null : distance.fraction.abs().toNumber() }).stage,
  };
}

/** Of an option on its premium: short ones gain as it falls. */
function pnlFraction({ leg, option }: RowEvaluation['row'], mark: Price): DecimalText | null {
  if (option !== null) return option.entry.isZero() ? null : shareText(mark.minus(option.entry).times(option.size.isNegative() ? -1 : 1), option.entry);
  const entryValue = notionalAt(leg, leg.entryPrice);
  return entryValue.isZero() ? null : shareText(profitAt(leg, mark), entryValue);
}

function tierView({ row: { leg, option, rule: { schedule, growth } }, mark }: RowEvaluation): TierView | null {
  if (option !== null) return null;
  // A rate that grows with size has no steps.
  if (schedule === null || mark === null || growth !== null) return null;
  const tier = tierOf(schedule, notionalAt(leg, mark));
  if (tier === null) return null;
  const at = schedule.tiers.indexOf(tier);
  const next = schedule.tiers[at + 1];
  return { number: at + 1, of: schedule.tiers.length, rate: toText(tier.maintenanceMarginRate), nextFloor: next === undefined ? null : toText(next.floor) };
}

function fundingView({ items }: QuoteView): FundingView | null {
  const rate = items.find(({ name }) => name === 'fundingRate')?.value;
  const nextAt = items.find(({ name }) => name === 'nextFundingAt')?.value;
  return typeof rate === 'string' && isDecimalText(rate) ? { rate, nextAt: typeof nextAt === 'number' && nextAt > 0 ? epochMs(nextAt) : null } : null;
}
