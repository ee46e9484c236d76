import type { SourceView } from '#shared/ipc/derivationView.ts';
import { Age } from '../../../ui/Age.tsx';
import { displayText } from '../../../ui/text.ts';

const FROM = { feed: 'from the feed', replay: 'from the recording', document: 'from the document', manual: 'typed in by hand' } as const;

/** Where a leaf was read: a price with its age, the book, or the venue's dated rules. */
export function Source({ source }: Readonly<{ source: SourceView }>) {
  if (source.kind !== 'price') return <span title={source.kind === 'rules' ? "The venue's dated rules" : "The account's document"}>{displayText(source.words, 120)}</span>;
  return (
    <span>
      {displayText(source.words, 60)}
      {source.from !== null && <>, {FROM[source.from]}</>}
      {source.at !== null && <>, <Age at={source.at} /> ago</>}
    </span>
  );
}
