import type { FeedView } from '#shared/ipc/view.ts';
import { Age } from '../../ui/Age.tsx';
import { useNow } from '../../ui/clock.ts';
import { displayText } from '../../ui/text.ts';
import { untilText } from '../../ui/time.ts';

const STATES: Readonly<Record<FeedView['state'], Readonly<{ word: string; look: 'good' | 'idle' | 'bad' }>>> = {
  offline: { word: 'offline', look: 'idle' },
  connecting: { word: 'connecting', look: 'idle' },
  open: { word: 'subscribing', look: 'idle' },
  live: { word: 'live', look: 'good' },
  stale: { word: 'silent', look: 'bad' },
  waiting: { word: 'lost', look: 'bad' },
  closed: { word: 'off', look: 'idle' },
};

export function FeedRow({ feed }: Readonly<{ feed: FeedView }>) {
  const { word, look } = STATES[feed.state];
  return (
    <li className={`feed ${look}`} data-testid="feed-row" data-feed={feed.id} data-state={feed.state}>
      <span className="dot" aria-hidden="true" />
      <span className="clip" title={`${displayText(feed.title)}, ${displayText(feed.host)}`}>
        {displayText(feed.title, 60)}
      </span>
      <span className="feed-state">{word}</span>
      <Age at={feed.lastDataAt} className="feed-age" />
      <p>{displayText(feed.host, 120)}</p>
      <Troubles feed={feed} />
    </li>
  );
}

/** Shown only when there is something to say. */
function Troubles({ feed }: Readonly<{ feed: FeedView }>) {
  const facts = [
    feed.reconnects > 0 ? `${feed.reconnects} ${feed.reconnects === 1 ? 'reconnect' : 'reconnects'}` : '',
    feed.malformed > 0 ? `${feed.malformed} of ${feed.messages} messages unreadable` : '',
  ].filter((fact) => fact !== '');
  return (
    <>
      {feed.retryAt !== null && feed.state === 'waiting' && <Retry at={feed.retryAt} error={feed.lastError} />}
      {feed.silentTopics.map(({ topic, reason, lastDataAt }) => (
        <p key={topic} className="feed-topic">
          <span className="clip">
            {displayText(topic, 60)} <span className="faint">{displayText(reason, 80)}</span>
          </span>
          <Age at={lastDataAt} />
        </p>
      ))}
      {facts.length > 0 && <p className="feed-facts">{facts.join(' · ')}</p>}
    </>
  );
}

function Retry({ at, error }: Readonly<{ at: number; error: string | null }>) {
  const now = useNow();
  return (
    <p className="feed-retry">
      {error === null ? '' : `${displayText(error, 160)}; `}retry {untilText(at - now)}
    </p>
  );
}
