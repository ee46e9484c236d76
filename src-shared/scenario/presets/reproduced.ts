import counts from './reproduced.json' with { type: 'json' };

/** Figures of reference cases that are met, `published` by a venue or a book and `computed` from the rules, and of how many. */
export type FiguresMet = Readonly<{ published: number; ofPublished: number; computed: number; ofComputed: number }>;

/** `itself`: with the parameters of the preset. `rules`: by the same kernel with those that a case gives. */
export type Reproduced = Readonly<{ itself: FiguresMet; rules: FiguresMet }>;

const COUNTS: Readonly<Record<string, Reproduced>> = counts;

const NONE: FiguresMet = { published: 0, ofPublished: 0, computed: 0, ofComputed: 0 };

/** What a shipped preset reproduces; counted from the cases by `test/reference/countReproduced.ts`, and none for a preset that is not counted there. */
export const reproducedBy = (id: string): Reproduced => COUNTS[id] ?? { itself: NONE, rules: NONE };
