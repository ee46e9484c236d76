const WORDS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** "first", "second", "11th": a place counted from 1. */
export function placeWord(place: number): string {
  const word = WORDS[place - 1];
  if (word !== undefined) return word;
  const teens = place % 100 > 10 && place % 100 < 14;
  return `${place}${teens ? 'th' : ['th', 'st', 'nd', 'rd'][place % 10] ?? 'th'}`;
}
