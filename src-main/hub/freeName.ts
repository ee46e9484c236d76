/** "Mine", then "Mine (2)", "Mine (3)": the first that is not taken, in at most so many characters. */
export function freeName(name: string, limit: number, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let at = 2; isTaken(free); at += 1) {
    const end = ` (${at})`;
    free = `${name.slice(0, limit - end.length).trimEnd()}${end}`;
  }
  return free;
}
