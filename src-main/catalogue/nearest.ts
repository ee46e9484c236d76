/** Names alike but for case and what stands between the parts. */
const plain = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/**
 * The name that somebody most likely meant: the same without case and separators, else one letter off. Null where none or several are as near.
 *
 * @param letters how many letters may be off: none where a list is so old that the name may be newer
 */
export function nearestName(wanted: string, names: Iterable<string>, letters: 0 | 1 = 1): string | null {
  const plainWanted = plain(wanted);
  const [same, near]: [string[], string[]] = [[], []];
  for (const name of names) {
    const candidate = plain(name);
    if (candidate === plainWanted) same.push(name);
    else if (letters === 1 && plainWanted.length >= 5 && isWithinOne(candidate, plainWanted)) near.push(name);
  }
  const [best, rival] = same.length > 0 ? same : near;
  return best !== undefined && rival === undefined ? best : null;
}

/** Whether one letter more, less or otherwise makes `a` of `b`. */
function isWithinOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
