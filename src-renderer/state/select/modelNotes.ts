import type { ModelView } from '#shared/ipc/comparisonView.ts';

/** Names that are listed before they are counted. */
const LISTED = 3;

const listed = (names: readonly string[], what: string): string => (names.length <= LISTED ? names.join(', ') : `${names.length} ${what}`);

/** "margin tiers of 9 instruments, collateral weight of BTC": inputs of one kind stand together. */
export function missingWords(inputs: readonly string[]): string {
  const kinds = Map.groupBy(inputs, (input) => input.slice(0, Math.max(0, input.lastIndexOf(' of '))));
  return [...kinds].map(([kind, own]) => {
    const names = own.map((input) => input.slice(input.lastIndexOf(' of ') + ' of '.length));
    return kind === '' ? own.join(', ') : `${kind} of ${listed(names, kind.includes('collateral') ? 'assets' : 'instruments')}`;
  }).join(', ');
}

/** Why a figure of a model is unknown or a bound. */
export function whyUnknown({ unknown }: ModelView, figure: string): string {
  const own = unknown.filter(({ makesUnknown }) => makesUnknown.includes(figure)).map(({ missing }) => missing);
  return own.length === 0 ? 'an input is missing' : `needs ${missingWords(own)}`;
}

/** What a venue does not say of this book: in a few words, and at length. */
export type ModelNote = Readonly<{ short: string; long: string }>;

const note = (short: string, long = short): ModelNote => ({ short, long });

/** Empty when the venue says all. @param instruments how many the book holds */
export function modelNotes({ ownSchedules, ownWeights, notTaken, unknown }: ModelView, instruments: number): readonly ModelNote[] {
  const kept = ownSchedules.filter((symbol) => !notTaken.includes(symbol));
  const names = kept.length === instruments && kept.length > LISTED ? `all ${kept.length}` : listed(kept, 'instruments');
  const takesNone = notTaken.length > 0 && notTaken.length === instruments;
  const missing = missingWords(unknown.map((input) => input.missing));
  return [
    ...(takesNone ? [note('takes none of these contracts', 'this venue takes none of these contracts')] : notTaken.length === 0 ? [] : [note(`does not take ${listed(notTaken, 'contracts')}`)]),
    ...(unknown.length === 0 || takesNone ? [] : [note(`not known: ${missing}`)]),
    ...(kept.length === 0 ? [] : [note(`document's tiers (${names})`, `the document's own tiers are used for ${names}, which this venue's set does not know`)]),
    ...(ownWeights.length === 0 ? [] : [note(`document's weights (${listed(ownWeights, 'assets')})`, `the document's own weights are used for ${listed(ownWeights, 'assets')}`)]),
  ];
}
