import { useCallback } from 'react';
import { useKept } from './screen.ts';

export type Density = 'compact' | 'regular';

/** Height of a table row in px: `--row` of the style sheet. */
const ROW_PX: Readonly<Record<Density, number>> = { compact: 24, regular: 30 };

/** How close lines stand: compact unless the user chose otherwise. */
export function useDensity(): Readonly<{ density: Density; rowPx: number; choose: (density: Density) => void }> {
  const [text, keep] = useKept('density');
  const density = text === 'regular' ? 'regular' : 'compact';
  const choose = useCallback((next: Density) => keep(next === 'compact' ? null : next), [keep]);
  return { density, rowPx: ROW_PX[density], choose };
}
