import type { FigureView } from '#shared/ipc/figureView.ts';
import { Amount, Unknown } from '../../ui/Amount.tsx';
import { type RoundingMode, signOf } from '../../ui/format.ts';
import { Ratio } from '../../ui/Ratio.tsx';

type BoundedProps = Readonly<{ figure: FigureView; missing: string; testId?: string }>;

/** "At least 0" says nothing of what cannot be below 0. */
const saysNothing = ({ value, bound }: FigureView): boolean => bound === 'atLeast' && value !== null && signOf(value) === 0;

/** An amount that may be a bound. @param mode toward danger */
export function BoundedAmount({ figure, missing, decimals, unit, mode, signed = false, testId }: BoundedProps & Readonly<{ decimals: number; unit: string; mode?: RoundingMode; signed?: boolean }>) {
  if (saysNothing(figure)) return <Unknown reason={missing} testId={testId} />;
  return <Amount value={figure.value} decimals={decimals} unit={unit} bound={figure.bound ?? undefined} missing={missing} signed={signed} {...(mode === undefined ? {} : { mode })} {...(testId === undefined ? {} : { testId })} />;
}

/** A margin ratio that may be a bound; without equity there is none, and no worse state. */
export function BoundedRatio({ figure, missing, testId }: BoundedProps) {
  if (saysNothing(figure)) return <Unknown reason={missing} testId={testId} />;
  if (figure.value === null && figure.bound === null) {
    return (
      <span className="figure loss" data-testid={testId} title="Adjusted equity is zero or below while margin is still required: there is no ratio, and no worse state">
        no equity
      </span>
    );
  }
  return <Ratio value={figure.value} bound={figure.bound ?? undefined} missing={missing} {...(testId === undefined ? {} : { testId })} />;
}
