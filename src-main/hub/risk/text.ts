import { Decimal, type DecimalText, toText } from '#shared/num/units.ts';

const DIGITS = 12;

/** A figure of the scenario path as text: what float64 is sure of. */
export const floatText = (value: number): DecimalText => toText(new Decimal(value === 0 ? 0 : value.toPrecision(DIGITS)));
