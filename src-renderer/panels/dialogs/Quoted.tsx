import { useCallback } from 'react';
import type { QuoteItem, QuoteName } from '#shared/ipc/quoteView.ts';
import { useCommands } from '../../state/screen.ts';
import { useRepeated } from '../../state/useRepeated.ts';
import { Age } from '../../ui/Age.tsx';
import { openExactText } from '../../ui/format.ts';
import { displayText } from '../../ui/text.ts';
import { momentText } from '../../ui/time.ts';
import './feed/feed.css';

const NAMES: Readonly<Record<QuoteName, string>> = {
  markPrice: 'Mark', indexPrice: 'Index', lastPrice: 'Last trade', fundingRate: 'Funding rate', nextFundingAt: 'Next funding', underlyingPrice: 'Forward', markVolatility: 'Mark volatility',
  bidVolatility: 'Bid volatility', askVolatility: 'Ask volatility', delta: 'Delta', gamma: 'Gamma', vega: 'Vega', theta: 'Theta', rho: 'Rho', coinDelta: 'Delta in coin',
  coinGamma: 'Gamma in coin', coinVega: 'Vega in coin', coinTheta: 'Theta in coin',
};

/** What the venue says of an instrument, as it says it, with its time and ours. */
export function Quoted({ accountId, symbol }: Readonly<{ accountId: string; symbol: string }>) {
  const commands = useCommands();
  const ask = useCallback(() => commands.quote(accountId, symbol), [commands, accountId, symbol]);
  const { value } = useRepeated(ask);
  if (value === null || value.items.length === 0) return null;
  return (
    <section aria-label="From the venue" data-testid="quoted">
      <h3 className="faint">From the venue, {displayText(value.venue ?? '', 40)}</h3>
      <dl className="feed-lines quoted">
        {value.items.map((item) => (
          <div key={item.name} title={timesOf(item)}>
            <dt>{NAMES[item.name]}</dt>
            <dd className="figure">{typeof item.value === 'number' ? momentText(item.value) : openExactText(item.value)}</dd>
            <dd>
              <Age at={item.receivedAt} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const timesOf = ({ venueAt, receivedAt }: QuoteItem): string => `${venueAt === null ? 'The venue gives no time' : `Venue time ${momentText(venueAt)}`}; received ${momentText(receivedAt)}`;
