/** Losses of a portfolio in each scenario: the sum of its arrays by signed quantity. */
export function portfolioArray(lines: readonly Readonly<{ array: readonly number[]; quantity: number }>[]): readonly number[] {
  const size = lines[0]?.array.length ?? 0;
  return Array.from({ length: size }, (_, place) => lines.reduce((sum, { array, quantity }) => sum + quantity * (array[place] ?? Number.NaN), 0));
}

/** The worst of the scenarios, at least 0. */
export const scanRisk = (array: readonly number[]): number => Math.max(0, ...array);

/**
 * max(scan + charges − credits, short option minimum) − net option value; long value is a credit, short value a charge.
 *
 * @source CME, SPAN methodology
 */
export function spanRequirement(parts: Readonly<{ scan: number; interMonth: number; delivery: number; interCommodityCredit: number; shortOptionMinimum: number; netOptionValue: number }>): number {
  return Math.max(0, Math.max(parts.scan + parts.interMonth + parts.delivery - parts.interCommodityCredit, parts.shortOptionMinimum) - parts.netOptionValue);
}
