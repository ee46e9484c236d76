import type { BookLine, DifferenceLine } from '#shared/ipc/comparisonView.ts';

/** Known, and the same under both models. */
const isSame = (line: DifferenceLine | null): boolean => line === null || (line.difference !== null && !/[1-9]/.test(line.difference));

const differs = ({ maintenanceMargin, initialMargin, adjustedEquity }: BookLine): boolean => ![maintenanceMargin, initialMargin, adjustedEquity].every(isSame);

/** Lines that differ, or of which that is unknown, in the order of the book. */
export const shownLines = (lines: readonly BookLine[]): readonly BookLine[] => lines.filter(differs);

export const hiddenLines = (lines: readonly BookLine[]): number => lines.length - shownLines(lines).length;
