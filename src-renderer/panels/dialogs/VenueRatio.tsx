import type { VenueRatioView } from '#shared/ipc/view.ts';
import { Unknown } from '../../ui/Amount.tsx';
import { openExactText, percentText } from '../../ui/format.ts';
import { displayText } from '../../ui/text.ts';

/** The ratio that the venue prints, by its own name, rounded toward danger. */
export function VenueRatio({ ratio: { label, value, higherIs }, missing }: Readonly<{ ratio: VenueRatioView; missing: string }>) {
  return (
    <span className="venue-ratio" title={`${displayText(label, 60)}${value === null ? '' : ` ${openExactText(value)}`}: higher is ${higherIs}`}>
      {value === null ? <Unknown reason={missing} /> : <span className="figure">{percentText(value, 1, higherIs === 'safer' ? 'floor' : 'ceil')}</span>}
    </span>
  );
}
