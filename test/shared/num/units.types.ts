import { asMoney, Decimal, type DecimalText, epochMs, type EpochMs, money, type Money, price, type Price, ratio, size, type Size } from '#shared/num/units.ts';

/** Compiled, never run: mixing units must not compile. */

const takesMoney = (value: Money): Money => value;
const takesPrice = (value: Price): Price => value;
const takesSize = (value: Size): Size => value;
const takesText = (value: DecimalText): DecimalText => value;
const takesTime = (value: EpochMs): EpochMs => value;

export const allowed = [takesMoney(money('1')), takesPrice(price('1')), takesSize(size('1')), takesMoney(asMoney(size('1').times(price('2')))), takesTime(epochMs(1))];

export const refused = [
  // @ts-expect-error a price is no amount of money
  takesMoney(price('1')),
  // @ts-expect-error a size is no price
  takesPrice(size('1')),
  // @ts-expect-error a fraction is no size
  takesSize(ratio('1')),
  // @ts-expect-error a product has no unit until someone names it
  takesMoney(size('1').times(price('1'))),
  // @ts-expect-error a bare decimal has no unit
  takesMoney(new Decimal(1)),
  // @ts-expect-error text from outside has not passed the guard
  takesText('1'),
  // @ts-expect-error a number is no time
  takesTime(1),
];
