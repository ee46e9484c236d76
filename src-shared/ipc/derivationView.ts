import type { PriceSource } from '../domain/tick.ts';
import type { DecimalText, EpochMs } from '../num/units.ts';
import type { FigureView } from './figureView.ts';

/** What a leaf was read from, in words; a price with where it came from and when it was true. */
export type SourceView =
  | Readonly<{ kind: 'price'; words: string; at: EpochMs | null; from: PriceSource | null }>
  | Readonly<{ kind: 'book' | 'rules'; words: string }>;

/** One step of a derivation. `op` says what is made of the parts; a leaf is `input`, `parameter` or `constant`. */
export type StepView = Readonly<{ name: string; op: string; value: DecimalText | null; unit: string | null; source: SourceView | null; parts: readonly StepView[] }>;

/** How one figure follows from what was told and what the venue rules, at one moment. */
export type DerivationView = Readonly<{
  asOf: EpochMs;
  parameterSetId: string;
  figure: FigureView;
  /** Evaluated from its leaves alone the tree gives the figure to the last digit; where it does not, there is no tree. */
  tree: StepView | null;
  /** The same as a document, in JSON. */
  file: Readonly<{ fileName: string; mimeType: string; text: string }>;
}>;
