import { useCallback, useMemo } from 'react';
import { useKept } from './screen.ts';

/** How the screen is arranged: panels folded to their heading, and sizes of panes in px. */
export type Layout = Readonly<{ folded: readonly string[]; sizes: Readonly<Record<string, number>> }>;

const USUAL: Layout = { folded: [], sizes: {} };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isSize = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 10_000;

/** What was kept may be damaged: what cannot be used is as good as not arranged. */
export function parseLayout(text: string | null): Layout {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (!isRecord(value)) return USUAL;
    const { folded, sizes } = value;
    return {
      folded: Array.isArray(folded) ? folded.filter((panel): panel is string => typeof panel === 'string') : [],
      sizes: isRecord(sizes) ? Object.fromEntries(Object.entries(sizes).filter((entry): entry is [string, number] => isSize(entry[1]))) : {},
    };
  } catch {
    return USUAL;
  }
}

/** With a panel folded away, or brought back. */
export const withFolded = (layout: Layout, panel: string): Layout =>
  ({ ...layout, folded: layout.folded.includes(panel) ? layout.folded.filter((other) => other !== panel) : [...layout.folded, panel] });

/** @param px null goes back to the usual size */
export const withSize = (layout: Layout, pane: string, px: number | null): Layout =>
  ({ ...layout, sizes: Object.fromEntries([...Object.entries(layout.sizes).filter(([other]) => other !== pane), ...(px === null ? [] : [[pane, px] as const])]) });

export type LayoutChoice = Readonly<{
  folded: ReadonlySet<string>;
  sizes: Layout['sizes'];
  fold: (panel: string) => void;
  resize: (pane: string, px: number | null) => void;
  /** Everything where it stood at first. */
  reset: () => void;
}>;

/** The arrangement of this screen, and how to change it. */
export function useLayout(): LayoutChoice {
  const [text, keep] = useKept('layout');
  const layout = useMemo(() => parseLayout(text), [text]);
  const change = useCallback((next: Layout) => keep(JSON.stringify(next)), [keep]);
  return useMemo(() => ({
    folded: new Set(layout.folded), sizes: layout.sizes,
    fold: (panel: string) => change(withFolded(layout, panel)),
    resize: (pane: string, px: number | null) => change(withSize(layout, pane, px)),
    reset: () => keep(null),
  }), [layout, change, keep]);
}
