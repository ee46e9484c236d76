import { black76Price } from '../pricing/black76.ts';
import type { OptionSign } from '../pricing/optionValue.ts';

/** Scan parameters of one combined commodity. Prices in points, volatility relative or in points as `volatilityScan` says. */
export type SpanParameters = Readonly<{
  priceScan: number;
  /** Relative change of volatility, 0.35 up and down. */
  volatilityScan: number;
  lookAheadDays: number;
  /** The extreme move as a multiple of the scan range, and the fraction of its loss that counts. */
  extremeMultiple: number;
  coverFraction: number;
}>;

export type SpanInstrument = Readonly<{ kind: 'future' } | { kind: 'option'; sign: OptionSign; strike: number; days: number; volatility: number }>;

const DAYS_PER_YEAR = 365;

/** Moves as shares of the price scan in the order of the array: still, ± 1/3, ± 2/3, ± 1, each with volatility up and down. */
const STEPS = [0, 1 / 3, -1 / 3, 2 / 3, -2 / 3, 1, -1] as const;

/**
 * Risk array of one long unit: 16 losses above 0, in money.
 *
 * @param multiplier money per point
 */
export function riskArray(instrument: SpanInstrument, forward: number, multiplier: number, parameters: SpanParameters): readonly number[] {
  const now = valueOf(instrument, forward, 1, 0);
  const loss = (move: number, volatility: number): number => (now - valueOf(instrument, forward + move, volatility, parameters.lookAheadDays)) * multiplier;
  const regular = STEPS.flatMap((step) => [1 + parameters.volatilityScan, 1 - parameters.volatilityScan].map((volatility) => loss(step * parameters.priceScan, volatility)));
  const extreme = [1, -1].map((side) => loss(side * parameters.extremeMultiple * parameters.priceScan, 1) * parameters.coverFraction);
  return [...regular, ...extreme];
}

function valueOf(instrument: SpanInstrument, forward: number, volatility: number, daysOn: number): number {
  if (instrument.kind === 'future') return forward;
  const years = Math.max(instrument.days - daysOn, 0) / DAYS_PER_YEAR;
  return black76Price(instrument.sign, forward, instrument.strike, instrument.volatility * volatility * Math.sqrt(years));
}

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
