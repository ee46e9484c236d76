import type { FeedView } from '#shared/ipc/feedView.ts';
import { durationText, feedWord } from '../../state/select/feedWords.ts';
import { useDialogs } from '../../state/screen.ts';
import { Age } from '../../ui/Age.tsx';
import { useNow } from '../../ui/clock.ts';
import { openText } from '../../ui/format.ts';
import { displayText, measureText } from '../../ui/text.ts';
import { untilText } from '../../ui/time.ts';

/** Silent topics that a row names; the rest are counted. */
const NAMED = 4;

export function FeedRow({ feed }: Readonly<{ feed: FeedView }>) {
  const dialogs = useDialogs();
  const { word, look } = feedWord(feed);
  return (
    <li className={`feed ${look}`} data-testid="feed-row" data-feed={feed.id} data-state={feed.state}>
      <span className="dot" aria-hidden="true" />
      <button type="button" className="feed-name clip" title={`${displayText(feed.title)}, ${displayText(feed.host)}: topics, ages and counts`} onClick={() => dialogs.show({ kind: 'feed', feedId: feed.id })}>
        {displayText(feed.title, 60)}
      </button>
      <span className="feed-state">{word}</span>
      <Age at={feed.lastDataAt} className="feed-age" />
      <p>
        {displayText(feed.host, 120)}
        {feed.state === 'live' && <span className="feed-pace"> · {paceText(feed)}</span>}
      </p>
      <Troubles feed={feed} />
    </li>
  );
}

function paceText({ messagesPerSecond, latency }: FeedView): string {
  const rate = `${messagesPerSecond < 10 ? openText(messagesPerSecond.toFixed(1), 1) : Math.round(messagesPerSecond)}/s`;
  return latency === null ? rate : `${rate} · p95 ${measureText(durationText(latency.p95))}`;
}

/** Shown only when there is something to say. */
function Troubles({ feed }: Readonly<{ feed: FeedView }>) {
  const counted = (count: number, one: string, many: string): string => (count === 0 ? '' : `${count} ${count === 1 ? one : many}`);
  const facts = [
    counted(feed.reconnects, 'reconnect', 'reconnects'),
    counted(feed.gaps, 'gap', 'gaps'),
    feed.malformed > 0 ? `${feed.malformed} of ${feed.messages} messages unreadable` : '',
  ].filter((fact) => fact !== '');
  const silent = feed.topics.filter(({ state }) => state === 'stale' || state === 'refused');
  return (
    <>
      {feed.planned !== null && <p>{displayText(feed.planned, 120)}: the venue cuts the connection itself</p>}
      {feed.retryAt !== null && feed.state === 'waiting' && <Retry at={feed.retryAt} error={feed.lastError} />}
      {silent.slice(0, NAMED).map(({ topic, reason, lastDataAt }) => (
        <p key={topic} className="feed-topic">
          <span className="clip">
            {displayText(topic, 60)} <span className="faint">{displayText(reason ?? 'no data', 80)}</span>
          </span>
          <Age at={lastDataAt} />
        </p>
      ))}
      {silent.length > NAMED && <p className="feed-topic">and {silent.length - NAMED} more</p>}
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
