import type { Entry } from '../../../state/actions/entries.ts';
import { keyText } from '../../../state/actions/keys.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { isMac } from '../../../ui/platform.ts';
import { displayText } from '../../../ui/text.ts';

type FoundProps = Readonly<{ id: string; entries: readonly Entry[]; chosen: number; /** Ids of the last ones, which stand under a heading of their own; null while something is looked for: then the best stand first, whatever they are. */ recent: readonly string[] | null; onChoose: (entry: Entry) => void }>;

/** The lines of the palette under their headings. */
export function Found({ id, entries, chosen, recent, onChoose }: FoundProps) {
  const lines = entries.map((entry, at) => ({ entry, at }));
  const option = ({ entry, at }: (typeof lines)[number]) => <Option key={entry.id} id={`${id}-${at}`} entry={entry} selected={at === chosen} onChoose={onChoose} />;
  if (recent === null) return lines.map(option);
  return [...Map.groupBy(lines, ({ entry }) => (recent.includes(entry.id) ? 'Recent' : entry.section))].map(([section, members]) => (
    <div key={section} role="group" aria-labelledby={`${id}-${section}`}>
      <div id={`${id}-${section}`} className="palette-section" role="presentation">{section}</div>
      {members.map(option)}
    </div>
  ));
}

function Option({ id, entry, selected, onChoose }: Readonly<{ id: string; entry: Entry; selected: boolean; onChoose: (entry: Entry) => void }>) {
  return (
    // The field keeps the focus and hears the keys: it names the option that is active.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div id={id} role="option" aria-selected={selected} tabIndex={-1} className="palette-option" data-entry={entry.id} onPointerDown={(event) => event.preventDefault()} onClick={() => onChoose(entry)}>
      <span className="clip">{displayText(entry.title, 80)}</span>
      <span className="palette-aside">{entry.aside}</span>
      <span className="palette-key">{entry.key !== null && <KeyCap text={keyText(entry.key, isMac)} />}</span>
    </div>
  );
}
