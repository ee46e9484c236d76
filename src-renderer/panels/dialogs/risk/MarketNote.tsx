import type { MarketView } from '#shared/ipc/riskView.ts';
import { displayText } from '../../../ui/text.ts';

/** Which volatilities and correlations stand behind the figures, and what was taken to stay. */
export function MarketNote({ market: { sigmaSource, correlationSource, still } }: Readonly<{ market: MarketView }>) {
  return (
    <p className="insight-hint faint" data-testid="market-note">
      σ from {displayText(sigmaSource, 60)}, correlations from {displayText(correlationSource, 60)}: typical levels put down by hand, measured over no window.
      {still.length > 0 && ` Without a σ, and taken to stay: ${displayText(still.join(', '), 200)}.`}
    </p>
  );
}
