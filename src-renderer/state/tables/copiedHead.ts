import type { ColumnInfo } from './catalogue.ts';

/** The head of copied columns: label, and what the figures are in where the label does not say. */
export const copiedHead = (columns: readonly ColumnInfo[], unit: string): readonly string[] => columns.map(({ label, copiedIn }) => (copiedIn === undefined ? label : `${label} (${copiedIn(unit)})`));
