import type { StepView } from '#shared/ipc/derivationView.ts';
import { stepDecimals } from '../../../state/select/figureNames.ts';
import { Unknown } from '../../../ui/Amount.tsx';
import { amountText, exactData, exactText, NONE, UNKNOWN } from '../../../ui/format.ts';
import { displayText } from '../../../ui/text.ts';

/** Digits after the point of what is no money: those that it has, at most so many. */
const MOST = 8;

/** A value as a formula shows it: money as money, else the digits that it has. */
export function writtenValue({ value, unit }: Pick<StepView, 'value' | 'unit'>, money: string): string {
  if (value === null) return UNKNOWN;
  const held = value.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  return amountText(value, stepDecimals(unit, money) ?? Math.min(MOST, held));
}

export function StepValue({ step, money }: Readonly<{ step: StepView; money: string }>) {
  const { value, unit, op, parts } = step;
  if (value === null && op === 'none') return <span className="step-value faint" title="There is no such value">{NONE}</span>;
  if (value === null) return <span className="step-value"><Unknown reason={parts.length === 0 ? step.name : 'a part of it is missing'} /></span>;
  return (
    <span className="step-value" title={`${exactText(value)} ${displayText(unit ?? '', 40)}`.trim()} data-exact={exactData(value)}>
      <span className="figure">{writtenValue(step, money)}</span> <small className="faint">{unit === null || unit === money ? '' : displayText(unit, 24)}</small>
    </span>
  );
}
