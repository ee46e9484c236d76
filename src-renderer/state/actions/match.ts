/** What can be found: the words that are read, and others that find it too. */
export type Findable = Readonly<{ title: string; words: string }>;

const NOT_FOUND = null;

/**
 * How well a query fits, above zero; null when one of its words does not fit at all. Each word may stand at the start of
 * a word, inside one, or be spread over the title letter by letter ("exa" finds "Export a snapshot").
 */
export function scoreOf(query: string, { title, words }: Findable): number | null {
  const terms = query.toLowerCase().split(/\s+/).filter((term) => term !== '');
  const [shown, hidden] = [title.toLowerCase(), words.toLowerCase()];
  return terms.reduce<number | null>((sum, term) => {
    const score = termScore(term, shown, hidden);
    return sum === null || score === null ? NOT_FOUND : sum + score;
  }, 0);
}

function termScore(term: string, shown: string, hidden: string): number | null {
  if (shown.startsWith(term)) return 100;
  if (startsWord(shown, term)) return 80;
  if (shown.includes(term)) return 60;
  if (startsWord(hidden, term)) return 50;
  if (hidden.includes(term)) return 40;
  const gaps = gapsOf(term, shown);
  return gaps === null ? NOT_FOUND : Math.max(1, 30 - gaps);
}

const startsWord = (text: string, term: string): boolean => text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(term));

/** Letters passed over between those of the term, read from the first place where it begins; null when it is not spread over the text. */
function gapsOf(term: string, text: string): number | null {
  const first = text.indexOf(term[0] ?? '');
  let at = first;
  for (const letter of term) {
    at = text.indexOf(letter, at);
    if (at === -1) return NOT_FOUND;
    at += 1;
  }
  return first === -1 ? NOT_FOUND : at - first - term.length;
}

/** Those that fit, best first; what fits as well keeps its order. */
export function found<T extends Findable & Readonly<{ id: string }>>(query: string, all: readonly T[], recent: readonly string[]): readonly T[] {
  return all
    .flatMap((item) => {
      const score = scoreOf(query, item);
      return score === null ? [] : [{ item, score: score + (recent.includes(item.id) ? 15 : 0) }];
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
