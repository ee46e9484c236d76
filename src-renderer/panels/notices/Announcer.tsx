import { memo, useEffect, useRef, useState } from 'react';
import { type Stage, stageRank } from '#shared/domain/stage.ts';
import { useAccount, useConnection, useLive, useWhatIf } from '../../state/screen.ts';
import { stageWord } from '../../ui/StageBadge.tsx';
import { displayText, sentenceText } from '../../ui/text.ts';

type Said = Readonly<{ polite: string; assertive: string }>;

const SILENT: Said = { polite: '', assertive: '' };

/** What a screen reader hears of a change of stage; a critical one interrupts. */
export function announcement(before: Stage, after: Stage, reason: string): Said {
  const words = stageRank(after) > stageRank(before) ? `Stage ${stageWord(after)}${reason === '' ? '' : `: ${reason}`}` : `Stage back to ${stageWord(after)}`;
  return stageRank(after) > stageRank(before) && stageRank(after) >= stageRank('critical') ? { polite: '', assertive: words } : { polite: words, assertive: '' };
}

/** The only live regions of the screen: figures move all the time and are never read out by themselves. */
export const Announcer = memo(function Announcer() {
  // What is told is of the live account, whatever stands in its place on the screen.
  const accountId = useLive((account) => account.accountId);
  const stage = useLive((account) => account.stage);
  const reason = useLive((account) => account.stageReason) ?? '';
  const last = useRef<Readonly<{ accountId: string | null; stage: Stage | null }>>({ accountId: null, stage: null });
  const [said, setSaid] = useState(SILENT);
  useEffect(() => {
    const before = last.current;
    last.current = { accountId, stage };
    if (stage !== null && before.stage !== null && before.accountId === accountId && before.stage !== stage) setSaid(announcement(before.stage, stage, sentenceText(reason)));
    // The reason moves with every tick; only a change of stage is told.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [accountId, stage]);
  return (
    <>
      <div className="hidden-text" aria-live="polite" aria-atomic="true" data-testid="announcer">
        {said.polite}
      </div>
      <div className="hidden-text" aria-live="assertive" aria-atomic="true" data-testid="announcer-assertive">
        {said.assertive}
      </div>
    </>
  );
});

/** The window's title says the stage, for a window that is behind others. */
export const WindowTitle = memo(function WindowTitle() {
  const name = useAccount((account) => account.name);
  const stage = useAccount((account) => account.stage);
  const demo = useAccount((account) => account.demo) === true;
  const connected = useConnection().reach === 'connected';
  const [{ view }] = useWhatIf();
  const standing = stage === null || name === null ? [] : [connected ? stageWord(stage) : 'Not connected', displayText(name, 60)];
  const title = [...(view === null ? [] : ['WHAT-IF, not live']), ...standing, `Plimsoll${demo ? ' (DEMO)' : ''}`].join(' – ');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
});
