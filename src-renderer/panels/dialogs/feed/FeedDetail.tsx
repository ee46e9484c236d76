import type { FeedView, TopicView } from '#shared/ipc/feedView.ts';
import { bytesText, durationText, feedWord, offsetText } from '../../../state/select/feedWords.ts';
import { useTerminal } from '../../../state/screen.ts';
import { Age } from '../../../ui/Age.tsx';
import { displayText, measureText } from '../../../ui/text.ts';
import { momentText } from '../../../ui/time.ts';
import { ClosingDialog } from '../ClosingDialog.tsx';
import type { DialogProps } from '../dialogProps.ts';
import '../insight.css';
import './feed.css';

const WORDS: Readonly<Record<TopicView['state'], string>> = { pending: 'waiting for data', live: 'live', stale: 'silent', refused: 'refused' };

/** One connection in full: what it subscribes to and how old each answer is, what it counted, and what it could not read. */
export function FeedDetail({ dialog: { feedId }, onClose }: DialogProps<'feed'>) {
  const feed = useTerminal((terminal) => terminal.feeds.find(({ id }) => id === feedId) ?? null);
  return (
    <ClosingDialog testId="feed-detail" title={feed === null ? 'Feed' : displayText(feed.title, 60)} size="wide" bodyClass="insight feed-detail" onClose={onClose}>
      {feed === null ? <p className="faint">This feed is off: nothing that is open asks for it any more.</p> : <Detail feed={feed} />}
    </ClosingDialog>
  );
}

function Detail({ feed }: Readonly<{ feed: FeedView }>) {
  return (
    <>
      <dl className="feed-lines">
        {linesOf(feed).map(([name, value, title]) => (
          <div key={name} title={title}>
            <dt>{name}</dt>
            <dd>{measureText(value)}</dd>
          </div>
        ))}
      </dl>
      <div className="table-scroll feed-topics" tabIndex={0} role="region" aria-label="Topics">
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">Topic</th>
              <th scope="col">State</th>
              <th scope="col" className="num">
                Last data
              </th>
            </tr>
          </thead>
          <tbody>
            {feed.topics.map(({ topic, state, reason, lastDataAt }) => (
              <tr key={topic} className={state} data-testid="feed-topic-row">
                <th scope="row">{displayText(topic, 120)}</th>
                <td>{reason === null ? WORDS[state] : displayText(reason, 160)}</td>
                <td className="num">{lastDataAt === null ? <span className="faint">none</span> : <Age at={lastDataAt} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {feed.lastMalformed !== null && (
        <section aria-label="Last message that could not be read">
          <h3>Last message that could not be read</h3>
          <div className="sample" role="region" aria-label="The message" tabIndex={0}>
            {displayText(feed.lastMalformed, 2000)}
          </div>
        </section>
      )}
    </>
  );
}

type Line = readonly [name: string, value: string, title?: string];

function linesOf(feed: FeedView): readonly Line[] {
  const { host, messages, malformed, superseded, reconnects, gaps, lastGap, messagesPerSecond, bytesPerSecond, clockOffsetMs, roundTripMs, latency, lastError, planned } = feed;
  return [
    ['State', feedWord(feed).word],
    ['Host', displayText(host, 120)],
    ['Coming in', `${messagesPerSecond.toFixed(1)} messages and ${bytesText(bytesPerSecond)} a second`],
    ['Messages', `${messages}, ${malformed === 0 ? 'all readable' : `${malformed} unreadable`}`],
    ['Overtaken', superseded === 0 ? 'none' : `${superseded} prices`, 'When more comes than can be used one by one, the newest price of each instrument is'],
    ['Latency', latency === null ? 'not measured yet' : `p50 ${durationText(latency.p50)} · p95 ${durationText(latency.p95)} · p99 ${durationText(latency.p99)}`, "From the venue's own time of a message to its arrival"],
    ['Round trip', roundTripMs === null ? 'not measured yet' : durationText(roundTripMs), 'The fastest answer to a ping'],
    ['Venue clock', clockOffsetMs === null ? 'not known' : offsetText(clockOffsetMs), 'By the fastest message of the last minutes and half of the round trip'],
    ['Reconnects', String(reconnects)],
    ['Gaps', lastGap === null ? 'none' : `${gaps}, the last ${momentText(lastGap.at)}: ${displayText(lastGap.what, 120)}`, 'Times that messages were lost or out of order, so that the data was asked for again'],
    ...(planned === null ? [] : [['Planned', displayText(planned, 160)] as const]),
    ...(lastError === null ? [] : [['Last trouble', displayText(lastError, 240)] as const]),
  ];
}
