import type { DistanceFigure, LiquidationFigure, MoveFigure } from './figures.ts';
import { Unknown } from './Amount.tsx';
import { Icon } from './Icon.tsx';
import { NONE, amountText, distanceText, exactText, padText, percentText, sigmaText } from './format.ts';

/** Percent and σ to the nearest liquidation price, both rounded toward danger. */
export function Distance({ distance, liquidation, quote }: Readonly<{ distance: DistanceFigure | null; liquidation: LiquidationFigure; quote: string }>) {
  if (distance === null) {
    if (liquidation.status === 'unknown') return <Unknown reason={`needs ${liquidation.missing}`} />;
    return <span className="faint" title={liquidation.status === 'none' ? liquidation.reason : undefined}>{NONE}</span>;
  }
  const source = distance.sigmaSource === null ? '' : `, σ from ${distance.sigmaSource}`;
  return (
    <span className="distance" title={`${exactText(distance.fraction)} of the price, ${exactText(distance.money)} ${quote} per unit${source}`}>
      <span className="figure">{distanceText(distance.fraction)}</span>
      <span className="sigma">{distance.sigmas === null ? <Unknown reason="no volatility is known for this asset" /> : sigmaText(distance.sigmas)}</span>
    </span>
  );
}

/** Options were re-priced on the way. */
const ABOUT = { sign: '≈ ', words: ', about: options re-priced at an unchanged volatility' } as const;

type LiquidationPriceProps = Readonly<{
  view: LiquidationFigure;
  /** The nearer one lies below the mark. */
  below: boolean;
  decimals: number;
  columnDecimals?: number;
  unit: string;
  /** Stands in the title, after the exact price. */
  also?: string;
}>;

/** A liquidation price, rounded toward the mark; when both a fall and a rise liquidate, the nearer with a sign that there are two. */
export function LiquidationPrice({ view, below, decimals, columnDecimals = 0, unit, also }: LiquidationPriceProps) {
  const about = 'approximate' in view ? ABOUT : null;
  const more = `${about === null ? '' : about.words}${also === undefined ? '' : `; ${also}`}`;
  if (view.status === 'unknown') return <Unknown reason={`needs ${view.missing}${more}`} />;
  if (view.status === 'none') return <span className="faint" title={`${view.reason}${more}`}>none<span className="hidden-text">, {view.reason}{more}</span></span>;
  const pad = padText(decimals, columnDecimals);
  if (view.status === 'price') return <span className="figure" title={`${exactText(view.price)} ${unit}${more}`} data-pad={pad}>{about?.sign}{amountText(view.price, decimals, below ? 'ceil' : 'floor')}</span>;
  const words = `liquidated at ${exactText(view.lower)} and below, and at ${exactText(view.upper)} and above, ${unit}${more}`;
  return (
    <span className="two-sided" title={words}>
      <Icon name="both" size={9} />
      <span className="figure" data-pad={pad}>{about?.sign}{below ? amountText(view.lower, decimals, 'ceil') : amountText(view.upper, decimals, 'floor')}</span>
      <span className="hidden-text">, {words}</span>
    </span>
  );
}

/** A move of all marks together, in percent, rounded toward zero. */
export function Move({ view, testId }: Readonly<{ view: MoveFigure; testId?: string }>) {
  if (view.status === 'unknown') return <Unknown reason={`needs ${view.missing}`} testId={testId} />;
  if (view.status === 'none') return <span className="faint" title={view.reason} data-testid={testId}>none</span>;
  const about = view.approximate === true ? ABOUT : null;
  if (view.status === 'move') return <span className="figure" title={`${exactText(view.move)} of every mark${about?.words ?? ''}`} data-testid={testId}>{about?.sign}{distanceText(view.move)}</span>;
  return (
    <span className="figure" title={`${exactText(view.lower)} and ${exactText(view.upper)} of every mark${about?.words ?? ''}`} data-testid={testId}>
      {about?.sign}{percentText(view.lower, 1, 'trunc')} / {distanceText(view.upper)}
    </span>
  );
}
