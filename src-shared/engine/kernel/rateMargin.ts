import { Decimal, ZERO } from '../../num/units.ts';

/** Margin of a notional at one rate, lessened by a leverage: notional / leverage · rate, in the unit of the notional. */
export const rateMargin = (notional: Decimal, rate: Decimal, leverage: Decimal): Decimal => notional.div(leverage).times(rate);

/** What is left for new risk: equity − initial margin − what is reserved, never below 0. */
export const availableMargin = (equity: Decimal, initial: Decimal, reserved: Decimal): Decimal => Decimal.max(ZERO, equity.minus(initial).minus(reserved));
