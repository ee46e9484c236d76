import type { DecimalText } from '#shared/num/units.ts';
import type { Bound } from './figures.ts';
import type { PriceState } from '#shared/domain/priceState.ts';
import { openExactText, ratioText } from './format.ts';
import { boundSign, Unknown } from './Amount.tsx';
import { figureTitle } from './figureTitle.ts';

export type RatioProps = Readonly<{
  value: DecimalText | null;
  bound?: Bound | undefined;
  missing?: string;
  state?: PriceState | undefined;
  className?: string;
  testId?: string;
}>;

/** A margin ratio in percent; rounding never makes it look safer, and 100 % is said only when reached. */
export function Ratio({ value, bound, missing, state, className = '', testId }: RatioProps) {
  if (value === null || bound === 'unknown') return <Unknown reason={missing ?? 'an input is missing'} className={className} testId={testId} />;
  return (
    <span className={`figure ${className}`} title={figureTitle(openExactText(value), '(1 liquidates)', bound, state)} data-testid={testId} data-exact={testId === undefined ? undefined : value}>
      {boundSign(bound)}
      {ratioText(value)}
    </span>
  );
}
