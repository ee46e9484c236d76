import type { DecimalText } from '#shared/num/units.ts';
import type { Bound } from './figures.ts';
import type { PriceState } from '#shared/domain/priceState.ts';
import { UNKNOWN, amountText, exactData, exactText, padText, type RoundingMode, signOf, signedText } from './format.ts';
import { figureTitle } from './figureTitle.ts';
import { presentation } from './presentation.ts';

export type AmountProps = Readonly<{
  value: DecimalText | null;
  decimals: number;
  /** The most decimals in its column. */
  columnDecimals?: number;
  /** Stands in the title, with the exact figure. */
  unit: string;
  signed?: boolean;
  /** Gain or loss colour by the sign. */
  toned?: boolean;
  mode?: RoundingMode;
  bound?: Bound | undefined;
  /** Why there is no figure. */
  missing?: string;
  state?: PriceState | undefined;
  className?: string;
  testId?: string;
}>;

/** An exact figure, shown with fixed decimals; every digit and the unit are in the title. */
export function Amount({ value, decimals, columnDecimals = 0, unit, signed = false, toned = false, mode = 'halfEven', bound, missing, state, className = '', testId }: AmountProps) {
  if (value === null || bound === 'unknown') return <Unknown reason={missing ?? 'an input is missing'} className={className} testId={testId} />;
  const text = signed ? signedText(value, decimals, mode) : amountText(value, decimals, mode);
  // A colour would tell the sign that the mask hides.
  const tone = toned && !presentation().masked ? (['loss', '', 'gain'][signOf(value) + 1] ?? '') : '';
  return (
    <span className={`figure ${tone} ${className}`} title={figureTitle(exactText(value), unit, bound, state)} data-pad={padText(decimals, columnDecimals)} data-testid={testId} data-exact={testId === undefined ? undefined : exactData(value)}>
      {boundSign(bound)}
      {text}
    </span>
  );
}

/** "?" with its reason: never a zero, never an old figure. */
export function Unknown({ reason, className = '', testId }: Readonly<{ reason: string; className?: string; testId?: string | undefined }>) {
  return (
    <span className={`figure unknown ${className}`} title={`Unknown: ${reason}`} data-testid={testId}>
      {UNKNOWN}
      <span className="hidden-text"> unknown: {reason}</span>
    </span>
  );
}

export function boundSign(bound: Bound | undefined): string {
  if (bound === 'atLeast') return '≥\u00a0';
  return bound === 'atMost' ? '≤\u00a0' : '';
}
