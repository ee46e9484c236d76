import { memo } from 'react';
import { useAccount } from '../../state/screen.ts';
import { Icon } from '../../ui/Icon.tsx';
import { displayText } from '../../ui/text.ts';
import './notices.css';

const NAMES: Readonly<Record<string, string>> = {
  equity: 'equity', adjustedEquity: 'adjusted equity', buffer: 'buffer', freeMargin: 'free margin', marginRatio: 'margin ratio', maintenanceMargin: 'maintenance margin', initialMargin: 'initial margin', unrealizedPnl: 'profit and loss', optionValue: 'worth of options', orderMargin: 'order margin',
};
const SHOWN = 3;

/** What is not known, and what it makes unknown: the rest of the screen counts only what is known. */
export const PartialBanner = memo(function PartialBanner() {
  const unknown = useAccount((account) => account.unknown) ?? [];
  if (unknown.length === 0) return null;
  const missing = unknown.slice(0, SHOWN).map((entry) => displayText(entry.missing, 80));
  const figures = [...new Set(unknown.flatMap((entry) => entry.makesUnknown))].map((name) => NAMES[name] ?? name);
  return (
    <section className="panel strip stage-warning" aria-label="Missing inputs" tabIndex={-1} data-testid="partial-banner">
      <span className="stage-icon">
        <Icon name="triangle" size={12} />
      </span>
      <p>
        <b>
          Not known: {missing.join(', ')}
          {unknown.length > SHOWN ? ` and ${unknown.length - SHOWN} more` : ''}.
        </b>{' '}
        <span title={figures.join(', ')}>
          The stage counts only what is known{figures.length > 0 ? `; ${figures.length} ${figures.length === 1 ? 'figure is a bound or' : 'figures are bounds or'} unknown` : ''}{unknown.some(({ missing: input }) => /price of /.test(input)) ? '. Press a ? in the tables to type a price in.' : '.'}
        </span>
      </p>
    </section>
  );
});
