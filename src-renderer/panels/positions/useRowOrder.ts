import { useEffect, useRef, useState } from 'react';
import type { PositionView } from '#shared/ipc/view.ts';
import { useStore } from '../../state/screen.ts';
import { DEFAULT_ORDER, heldIds, nextOrder, type Order, orderedIds, type PositionSort } from '../../state/select/positionOrder.ts';

export type RowOrder = Readonly<{ ids: readonly string[]; order: Order; sortBy: (key: PositionSort) => void; hold: (held: boolean) => void }>;

/** Rows change places at most this often: a table that is sorted by a moving figure must stay readable. */
const RESORT_MS = 2000;

/** The order of the rows; while it is held (the pointer rests on the table) nothing changes places. */
export function useRowOrder(rows: readonly PositionView[]): RowOrder {
  const store = useStore();
  const [order, setOrder] = useState(DEFAULT_ORDER);
  const [sorted, setSorted] = useState<readonly string[]>(() => orderedIds(rows, DEFAULT_ORDER));
  const held = useRef(false);
  useEffect(() => {
    const timer = setInterval(() => {
      if (held.current) return;
      const next = orderedIds(store.get().account?.positions ?? [], order);
      setSorted((before) => (before.length === next.length && before.every((id, at) => id === next[at]) ? before : next));
    }, RESORT_MS);
    return () => clearInterval(timer);
  }, [store, order]);
  return {
    ids: heldIds(sorted, rows.map((row) => row.id)),
    order,
    sortBy: (key) => {
      const next = nextOrder(order, key);
      setOrder(next);
      setSorted(orderedIds(rows, next));
    },
    hold: (inside) => {
      held.current = inside;
    },
  };
}
