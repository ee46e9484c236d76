import type { FundingView, PositionView, TierView } from '#shared/ipc/view.ts';
import { sameData } from '#shared/util/sameData.ts';
import { Unknown } from '../../ui/Amount.tsx';
import { useNow } from '../../ui/clock.ts';
import { LiquidationPrice } from '../../ui/Distance.tsx';
import { distanceText, exactText, NONE, openExactText, percentText, sigmaText, signedPercentText, signOf } from '../../ui/format.ts';
import { StageIcon, stageWord } from '../../ui/StageBadge.tsx';
import { displayText } from '../../ui/text.ts';
import { momentText, shortSpanText } from '../../ui/time.ts';

type RowProps = Readonly<{ row: PositionView }>;

/** The venue may print another price for the row than the one at which everything on its underlying liquidates the account. */
function venueWords({ venueLiquidation, quote }: PositionView): string {
  if (venueLiquidation.status === 'price') return `the venue prints ${exactText(venueLiquidation.price)} ${quote}`;
  if (venueLiquidation.status === 'range') return `the venue prints ${exactText(venueLiquidation.lower)} and ${exactText(venueLiquidation.upper)} ${quote}`;
  return venueLiquidation.status === 'none' ? 'the venue prints none' : `the venue's own figure needs ${venueLiquidation.missing}`;
}

type PlainProps = Readonly<{ row: PositionView; view: PositionView['liquidation']; columnDecimals: number; also?: string }>;

export function PlainLiquidation({ row, view, columnDecimals, also }: PlainProps) {
  return <LiquidationPrice view={view} below={row.distance === null || signOf(row.distance.fraction) < 0} decimals={row.priceDecimals} columnDecimals={columnDecimals} unit={row.quote} {...(also === undefined ? {} : { also })} />;
}

export function Liquidation({ row, columnDecimals }: Readonly<{ row: PositionView; columnDecimals: number }>) {
  return <PlainLiquidation row={row} view={row.liquidation} columnDecimals={columnDecimals} {...(sameData(row.liquidation, row.venueLiquidation) ? {} : { also: displayText(venueWords(row)) })} />;
}

/** Percent to the nearest liquidation price, rounded toward danger. */
export function Away({ row: { distance, liquidation, quote } }: RowProps) {
  if (distance === null) return <NoDistance liquidation={liquidation} />;
  return (
    <span className="figure" title={`${exactText(distance.fraction)} of the price, ${exactText(distance.money)} ${quote} per unit`}>
      {distanceText(distance.fraction)}
    </span>
  );
}

/** The same in daily standard deviations. */
export function Sigmas({ row: { distance, liquidation } }: RowProps) {
  if (distance === null) return <NoDistance liquidation={liquidation} />;
  if (distance.sigmas === null) return <Unknown reason="no volatility is known for this asset" />;
  return (
    <span className="figure" title={distance.sigmaSource === null ? undefined : `σ from ${distance.sigmaSource}`}>
      {sigmaText(distance.sigmas)}
    </span>
  );
}

function NoDistance({ liquidation }: Readonly<{ liquidation: PositionView['liquidation'] }>) {
  if (liquidation.status === 'unknown') return <Unknown reason={`needs ${liquidation.missing}`} />;
  return <span className="faint" title={liquidation.status === 'none' ? liquidation.reason : undefined}>{NONE}</span>;
}

export function Share({ share, missing }: Readonly<{ share: PositionView['maintenanceShare']; missing: string }>) {
  if (share === null) return <Unknown reason={missing} />;
  return (
    <span className="share">
      <span className="share-bar" aria-hidden="true">
        <i style={{ width: `${Math.max(0, Math.min(1, Number(share))) * 100}%` }} />
      </span>
      <span className="figure" title={openExactText(share)}>{percentText(share, 1)}</span>
    </span>
  );
}

export function Tier({ tier, settle }: Readonly<{ tier: TierView; settle: string }>) {
  const next = tier.nextFloor === null ? 'the last one' : `the next above ${exactText(tier.nextFloor)} ${settle}`;
  return (
    <span className="figure" title={`Margin rate ${percentText(tier.rate, 2)}; ${next}`}>
      {tier.number} of {tier.of}
    </span>
  );
}

export function Funding({ funding }: Readonly<{ funding: FundingView | null }>) {
  if (funding === null) return <span className="faint" title="No funding rate has arrived: a dated contract has none">{NONE}</span>;
  return (
    <span className="funding">
      <span className="figure" title={`${openExactText(funding.rate)} of the notional; ${signOf(funding.rate) < 0 ? 'shorts pay longs' : 'longs pay shorts'}`}>{signedPercentText(funding.rate, 4)}</span>
      {funding.nextAt !== null && <Until at={funding.nextAt} />}
    </span>
  );
}

function Until({ at }: Readonly<{ at: number }>) {
  const now = useNow();
  return (
    <span className="faint until" title={`Paid next at ${momentText(at)}`}>
      {shortSpanText(at - now)}
    </span>
  );
}

/** Word and shape beside the colour; what is not known is never called calm. */
export function RowStage({ row: { stage, liquidation } }: RowProps) {
  if (stage === null) return <Unknown reason={liquidation.status === 'unknown' ? `needs ${liquidation.missing}` : 'its distance is not known'} />;
  return (
    <span className={`row-stage ${stage}`}>
      <StageIcon stage={stage} size={9} />
      {stageWord(stage)}
    </span>
  );
}
