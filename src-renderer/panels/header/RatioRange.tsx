import type { IntervalView, RangeView } from '#shared/ipc/view.ts';
import { headlineDecimals } from '../../state/select/money.ts';
import { amountText, percentText } from '../../ui/format.ts';
import { displayText } from '../../ui/text.ts';
import { ageText } from '../../ui/time.ts';

type RangeProps = Readonly<{ interval: IntervalView; unit: string }>;

/** Where the ratio may be by now: rounded outward, so that it is never shown narrower than it is. */
export function RatioRange({ interval, unit }: RangeProps) {
  const { marginRatio } = interval;
  if (marginRatio === null) {
    return (
      <span title="How far old prices may put the ratio off is unknown: one of them has no σ, or an input is missing" data-testid="ratio-range">
        range ?
      </span>
    );
  }
  return (
    <span title={titleOf(interval, marginRatio, unit)} data-testid="ratio-range">
      {ratioRangeText(marginRatio)}
    </span>
  );
}

/** "9.63 – 9.80 %". */
function ratioRangeText({ low, high }: RangeView): string {
  if (low === null) return 'no equity';
  const least = percentText(low, 2, 'floor');
  return high === null ? `${least} – no equity` : `${least.replace(/\s%$/, '')} – ${percentText(high, 2, 'ceil')}`;
}

function titleOf({ buffer, k, oldestAgeMs }: IntervalView, ratio: RangeView, unit: string): string {
  const left = buffer === null || buffer.low === null || buffer.high === null ? '' : `, buffer ${amountText(buffer.low, headlineDecimals(buffer.low, unit), 'floor')} to ${amountText(buffer.high, headlineDecimals(buffer.high, unit), 'ceil')} ${displayText(unit, 8)}`;
  const age = oldestAgeMs === null ? 'of unknown age' : `${ageText(oldestAgeMs)} old`;
  return `Where it may be by now, the oldest price being ${age}: margin ratio ${ratioRangeText(ratio)}${left} (${k}σ of each price by its own age)`;
}
