import type { EpochMs } from '../num/units.ts';

/** A venue to choose for a new account; `words` says what a model does. */
export type VenueChoice = Readonly<{ id: string; title: string; models: readonly Readonly<{ id: string; words: string }>[] }>;

/** The document of an account as JSON text; `previousAt`: when it was last changed, null when nothing is kept to go back to. */
export type PortfolioText = Readonly<{ text: string; name: string; demo: boolean; previousAt: EpochMs | null }>;

/** An account that was written. `canUndo`: what it was before is kept. */
export type SavedPortfolio = Readonly<{ accountId: string; name: string; notes: readonly string[]; canUndo: boolean }>;
