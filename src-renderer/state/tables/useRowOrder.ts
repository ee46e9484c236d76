import { useEffect, useRef, useState } from 'react';
import { heldIds, type RankOf, sorted } from './sorting.ts';
import type { SortKey } from './tableChoice.ts';

export type RowOrder<R> = Readonly<{
  rows: readonly R[];
  /** The pointer rests on the table: nothing changes places until it leaves. */
  hold: (held: boolean) => void;
  /** Rows would stand otherwise, were the order not held. */
  waiting: boolean;
}>;

/** Rows change places at most this often: a table that is sorted by a moving figure must stay readable. */
const RESORT_MS = 1000;

type Ordered = Readonly<{ sort: readonly SortKey[]; ids: readonly string[] }>;

/** Rows in the order of `sort`, which follows their figures once a second, and never while the pointer rests on them. */
export function useRowOrder<R>(rows: readonly R[], keyOf: (row: R) => string, rankOf: RankOf<R>, sort: readonly SortKey[]): RowOrder<R> {
  const idsNow = (from: readonly R[]): readonly string[] => sorted(from, sort, rankOf).map(keyOf);
  const [ordered, setOrdered] = useState<Ordered>(() => ({ sort, ids: idsNow(rows) }));
  const [waiting, setWaiting] = useState(false);
  const held = useRef(false);
  const latest = useRef({ rows, ordered, idsNow });
  useEffect(() => {
    latest.current = { rows, ordered, idsNow };
  });
  useEffect(() => {
    const timer = setInterval(() => {
      const { rows: from, ordered: shown, idsNow: order } = latest.current;
      const ids = order(from);
      if (held.current) setWaiting(!isSame(heldIds(shown.ids, ids), ids));
      else if (!isSame(shown.ids, ids)) setOrdered({ sort: shown.sort, ids });
    }, RESORT_MS);
    return () => clearInterval(timer);
  }, []);
  // Another sort holds at once: whoever asked for it is looking.
  const current = ordered.sort === sort ? ordered : { sort, ids: idsNow(rows) };
  if (current !== ordered) setOrdered(current);
  const byId = new Map(rows.map((row) => [keyOf(row), row]));
  return {
    rows: heldIds(current.ids, [...byId.keys()]).flatMap((id) => byId.get(id) ?? []),
    waiting,
    hold: (inside) => {
      held.current = inside;
      if (!inside) setWaiting(false);
    },
  };
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((id, at) => id === b[at]);
