import { useEffect, useId, useState } from 'react';
import type { Fault } from '#shared/domain/failure.ts';
import type { EpisodeView } from '#shared/ipc/episodeView.ts';
import type { Outcome } from '../../../../state/commands.ts';
import { useCommands } from '../../../../state/screen.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { FileButton } from '../../../../ui/FileButton.tsx';
import { displayText } from '../../../../ui/text.ts';
import { PasteFaults } from '../../PasteFaults.tsx';
import { DayList } from './DayList.tsx';
import '../../paste.css';
import './episodes.css';

/** What a document looks like, to be changed. */
const SAMPLE = `{
  "schema": "plimsoll.episode/1",
  "name": "A bad Sunday",
  "date": "2024-08-05",
  "moves": [
    { "asset": "BTC", "move": -0.18, "source": "where it was found" },
    { "asset": "ETH", "move": -0.23 }
  ],
  "others": { "move": -0.3 },
  "venueMarks": []
}`;

type Told = Readonly<{ message: string; faults: readonly Fault[] }>;

const NOTHING: Told = { message: '', faults: [] };

/** Days of the past of one's own: added from a document that is pasted or read from a file, saved as one, deleted. `onChanged` after each that was. */
export function OwnDays({ onChanged, onLeave }: Readonly<{ onChanged: () => void; onLeave: () => void }>) {
  const commands = useCommands();
  const id = useId();
  const [list, setList] = useState<readonly EpisodeView[] | null>(null);
  const [text, setText] = useState('');
  const [told, setTold] = useState<Told>(NOTHING);
  const [added, setAdded] = useState('');
  const write = (next: string): void => {
    setText(next);
    setTold(NOTHING);
    setAdded('');
  };
  const take = (outcome: Outcome<readonly EpisodeView[]>): void => {
    setTold(outcome.done ? NOTHING : outcome);
    if (outcome.done) setList(outcome.value);
  };
  useEffect(() => {
    void commands.episodes().then((outcome) => (outcome.done ? setList(outcome.value) : setTold(outcome)));
  }, [commands]);
  const add = async (): Promise<void> => {
    const outcome = await commands.importEpisode(text);
    take(outcome.done ? { done: true, value: outcome.value.episodes } : outcome);
    if (!outcome.done) return;
    setText('');
    setAdded(outcome.value.name);
    onChanged();
  };
  const remove = async (name: string): Promise<void> => {
    const outcome = await commands.removeEpisode(name);
    take(outcome);
    setAdded('');
    if (outcome.done) onChanged();
  };
  return (
    <Dialog title="Days of your own" size="wide" onClose={onLeave}>
      <form className="paste-form" onSubmit={(event) => { event.preventDefault(); void add(); }}>
        <div className="dialog-body insight paste own-days" data-testid="own-days">
          {list !== null && <DayList list={list} onRemove={(name) => void remove(name)} />}
          <label htmlFor={id}>Add one: moves from the price before to the low, as fractions (-0.3 is 30 % down); a move without a source is marked as illustrative</label>
          <textarea id={id} data-autofocus rows={13} spellCheck={false} value={text} placeholder={SAMPLE} onChange={({ target }) => write(target.value)} />
          <p role="status" className={added === '' ? 'hidden-text' : 'soft'}>{added === '' ? '' : `“${displayText(added, 60)}” is kept, among the days of the past.`}</p>
          <PasteFaults message={told.message} faults={told.faults} />
        </div>
        <footer>
          <FileButton accept=".json,application/json" onFile={(file) => void file.text().then(write)}>Read a file…</FileButton>
          <Button onClick={() => write(SAMPLE)}>Begin with a sample</Button>
          <Button className="ghost" onClick={onLeave}>Back</Button>
          <Button kind="primary" type="submit" disabled={text.trim() === ''}>Add it</Button>
        </footer>
      </form>
    </Dialog>
  );
}
