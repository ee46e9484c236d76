import { memo } from 'react';
import { useAccount, useDialogs, useTerminal } from '../../state/screen.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, Panel } from '../../ui/Panel.tsx';
import { CallLatency } from './CallLatency.tsx';
import { FeedRow } from './FeedRow.tsx';
import './feeds.css';

/** Where prices come from and how each source is doing. */
export const Feeds = memo(function Feeds() {
  const feeds = useTerminal((terminal) => terminal.feeds);
  const offline = useTerminal((terminal) => terminal.offline) === true;
  const liveAvailable = useAccount((account) => account.liveHosts.length > 0) === true;
  const dialogs = useDialogs();
  if (feeds === null) return null;
  return (
    <Panel
      id="feeds"
      title="Feeds"
      count={feeds.length === 0 ? 'none on' : feeds.length}
      className="feeds"
      actions={
        <Button className="small ghost" title="Who may be contacted, and what makes a price suspect" onClick={() => dialogs.show({ kind: 'network' })}>
          Network
        </Button>
      }
    >
      {feeds.length === 0 ? (
        <Empty>{emptyWords(offline, liveAvailable)}</Empty>
      ) : (
        <ul className="scroll">
          {feeds.map((feed) => (
            <FeedRow key={feed.id} feed={feed} />
          ))}
        </ul>
      )}
      <CallLatency />
    </Panel>
  );
});

function emptyWords(offline: boolean, liveAvailable: boolean): string {
  if (offline) return 'Offline: nothing is contacted, prices are the last known.';
  if (liveAvailable) return 'No feed is on. Turn live prices on above, or press a price to type it in by hand.';
  return 'No feed is on. Press a price to type it in by hand.';
}
