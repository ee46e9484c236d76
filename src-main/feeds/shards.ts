/** Spreads topics over connections of a limited size, and leaves each where it is for as long as it is wanted. */
export type Shards = Readonly<{
  /** @returns the topics of each connection that is needed, by its number from 0 */
  spread: (topics: readonly string[]) => ReadonlyMap<number, readonly string[]>;
}>;

export function createShards(size: number): Shards {
  const homes = new Map<string, number>();
  return {
    spread: (topics) => {
      const wanted = new Set(topics);
      for (const topic of homes.keys()) if (!wanted.has(topic)) homes.delete(topic);
      const shards = new Map<number, string[]>();
      const put = (topic: string, shard: number): void => {
        homes.set(topic, shard);
        shards.set(shard, [...(shards.get(shard) ?? []), topic]);
      };
      for (const [topic, shard] of homes) put(topic, shard);
      let open = 0;
      for (const topic of wanted) {
        if (homes.has(topic)) continue;
        while ((shards.get(open)?.length ?? 0) >= size) open += 1;
        put(topic, open);
      }
      return new Map([...shards].toSorted(([a], [b]) => a - b));
    },
  };
}
