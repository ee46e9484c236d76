import type { EpisodeView } from '#shared/ipc/episodeView.ts';
import { EPISODES_LIMIT } from '#shared/ipc/limits.ts';
import { Button } from '../../../../ui/Button.tsx';
import { downloadText } from '../../../../ui/download.ts';
import { displayText } from '../../../../ui/text.ts';
import { DeleteButton } from '../../DeleteButton.tsx';
import '../../scenarios/scenarios.css';

/** Those that are kept, the newest first. */
export function DayList({ list, onRemove }: Readonly<{ list: readonly EpisodeView[]; onRemove: (name: string) => void }>) {
  if (list.length === 0) return <p className="faint">None is kept yet; there is room for {EPISODES_LIMIT}.</p>;
  return (
    <ul className="scenario-list">
      {list.map(({ name, date, moves, illustrative, text }) => (
        <li key={name} data-testid="own-day" data-name={name}>
          <div>
            <b>{displayText(name, 60)}</b>
            <small className="faint">{date} · {movesWords(moves, illustrative)}</small>
          </div>
          <Button icon="save" iconOnly title="Save as a file" onClick={() => downloadText(`${fileName(name)}.json`, 'application/json', text)}>Save {displayText(name, 60)} as a file</Button>
          <DeleteButton name={name} onDelete={() => onRemove(name)} />
        </li>
      ))}
    </ul>
  );
}

const fileName = (name: string): string => `plimsoll-day-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40) || 'unnamed'}`;

function movesWords(moves: number, illustrative: number): string {
  if (moves === 0) return 'every asset by the same move';
  const named = `${moves} ${moves === 1 ? 'move' : 'moves'} by name`;
  return illustrative === 0 ? `${named}, each with its source` : `${named}, ${illustrative} without a source`;
}
