import type { MarketView } from '#shared/ipc/riskView.ts';
import { displayText } from '../../../ui/text.ts';
import { marketWords } from './marketWords.ts';

/** Which volatilities and correlations stand behind the figures, and what was taken to stay. */
export function MarketNote({ market }: Readonly<{ market: MarketView }>) {
  return <p className="insight-hint faint" data-testid="market-note">{displayText(marketWords(market).join(' '), 900)}</p>;
}
