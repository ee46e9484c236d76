import { expect, test } from 'vitest';
import { isDecimalText, type DecimalText } from '#shared/num/units.ts';
import { Amount } from '../../../src-renderer/ui/Amount.tsx';
import { Distance, LiquidationPrice } from '../../../src-renderer/ui/Distance.tsx';
import { PriceCell } from '../../../src-renderer/ui/PriceCell.tsx';
import { Ratio } from '../../../src-renderer/ui/Ratio.tsx';
import { draw, START, storeWith, wordsOf } from '../support/screen.tsx';

function decimal(text: string): DecimalText {
  if (!isDecimalText(text)) throw new Error(`${text} is no decimal`);
  return text;
}

const drawn = (figure: Parameters<typeof draw>[0]): string => draw(figure, storeWith(null, null));

test('a figure that is unknown is "?" even when a number came with it', () => {
  expect(wordsOf(drawn(<Amount value={decimal('5')} decimals={2} unit="USDT" bound="unknown" missing="needs a mark" />))).toBe('? unknown: needs a mark');
  expect(wordsOf(drawn(<Ratio value={decimal('0.5')} bound="unknown" missing="needs a mark" />))).toBe('? unknown: needs a mark');
});

test('every digit, the unit and what limits it stand in the title', () => {
  expect(drawn(<Amount value={decimal('1234.56789')} decimals={2} unit="USDT" bound="atLeast" state="stale" />)).toContain('title="1,234.56789 USDT, at least, from a stale price"');
});

test('gain and loss have their colour, zero has none', () => {
  const toneOf = (text: string): string => /class="figure (\w*) /.exec(drawn(<Amount value={decimal(text)} decimals={0} unit="" signed toned />))?.[1] ?? '';
  expect([toneOf('5'), toneOf('-5'), toneOf('0')]).toEqual(['gain', 'loss', '']);
});

test('a liquidation price is rounded toward the mark', () => {
  const at = (below: boolean): string => wordsOf(drawn(<LiquidationPrice view={{ status: 'price', price: decimal('100.555') }} below={below} decimals={1} unit="USDT" />));
  expect([at(true), at(false)]).toEqual(['100.6', '100.5']);
});

test('one that lies on both sides shows the nearer and names both', () => {
  expect(wordsOf(drawn(<LiquidationPrice view={{ status: 'range', lower: decimal('90'), upper: decimal('130') }} below decimals={0} unit="USDT" />))).toBe('90 , liquidated at 90 and below, and at 130 and above, USDT');
});

test('a distance without σ says that none is known', () => {
  expect(wordsOf(drawn(<Distance distance={{ fraction: decimal('-0.1'), money: decimal('-10'), sigmas: null, sigmaSource: null }} liquidation={{ status: 'none', reason: '' }} quote="USDT" />))).toMatch(/^\u221210\.0 % \? unknown: no volatility is known/);
});

test('a price has its age, one without a time says so, and one that is missing has a reason', () => {
  const words = (value: string | null, at: number | null): string => wordsOf(drawn(<PriceCell price={{ value: value === null ? null : decimal(value), at, state: 'live', underneath: null }} decimals={1} unit="USDT" what="mark of SOL" />));
  expect([words('5', START - 3000), words('5', null), words(null, null)]).toEqual(['5.0 4 s', '5.0 no time', '? unknown: no mark of SOL has arrived']);
});
