/** Items by a name of each, every one as its place in the list; those without a name are left out. */
export function placesBy<T>(items: readonly T[], key: (item: T) => string | null): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  items.forEach((item, at) => {
    const name = key(item);
    if (name === null) return;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [at]);
    else group.push(at);
  });
  return groups;
}
