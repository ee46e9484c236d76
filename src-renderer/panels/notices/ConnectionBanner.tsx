import { memo, useEffect, useState } from 'react';
import { useKeyHint } from '../../state/actions/useActions.ts';
import type { Connection } from '../../state/store.ts';
import { useCommands, useConnection } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { displayText } from '../../ui/text.ts';
import { clockText, untilText } from '../../ui/time.ts';
import './notices.css';

/** The terminal no longer speaks to this page: the figures stay, and it is said that they stand still. */
export const ConnectionBanner = memo(function ConnectionBanner() {
  const connection = useConnection();
  const commands = useCommands();
  const hint = useKeyHint();
  if (connection.reach === 'connected' && connection.fault === null) return null;
  return (
    <section className="panel strip stage-warning" aria-label="Connection" tabIndex={-1} data-testid="connection-banner" data-reach={connection.reach}>
      <span className="stage-icon">
        <Icon name="offline" size={14} />
      </span>
      <p>
        <b>{connectionTitle(connection)}</b> <span>{connectionAdvice(connection)}</span>
      </p>
      {connection.reach !== 'refused' && (
        <span className="strip-actions">
          {connection.retryAt !== null && <Countdown retryAt={connection.retryAt} />}
          <Button icon="reconnect" onClick={commands.reconnectTerminal} title={`Try now${hint('reconnect')}`}>
            Try now
          </Button>
        </span>
      )}
    </section>
  );
});

function connectionTitle({ reach, fault, lostAt }: Connection): string {
  if (reach === 'refused') return 'Plimsoll was started anew and does not know this page.';
  if (reach === 'connected' && fault !== null) return 'Plimsoll answers, but not with its figures.';
  return lostAt === null ? 'Plimsoll is not answering.' : `Plimsoll is not answering since ${clockText(lostAt)} UTC.`;
}

function connectionAdvice({ reach, fault }: Connection): string {
  if (reach === 'refused') return 'The figures stand still. Open the address that it printed when it started.';
  if (reach === 'connected' && fault !== null) return `${displayText(fault)} The figures stand still.`;
  return 'The figures stand still; alerts go on as long as it runs.';
}

/** `retryAt` is on the page's monotonic clock. */
function Countdown({ retryAt }: Readonly<{ retryAt: number }>) {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const count = (): void => setLeft(retryAt - performance.now());
    count();
    const timer = setInterval(count, 500);
    return () => clearInterval(timer);
  }, [retryAt]);
  return left === null ? null : <span className="soft">next try {untilText(left)}</span>;
}
