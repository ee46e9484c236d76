/** True for a file that holds prices and no book: `{"prices": {…}}` alone, or the inside of it. What is no JSON is neither. */
export function isPriceFile(text: string): boolean {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return false;
  }
  if (typeof json !== 'object' || json === null) return false;
  return ['prices', 'mark', 'index'].some((name) => name in json) && !['venue', 'positions', 'collateral', 'parameterSets', 'sets'].some((name) => name in json);
}
