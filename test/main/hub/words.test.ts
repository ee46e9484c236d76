import { describe, expect, test } from 'vitest';
import { percentDown, percentUp, sigmasDown } from '../../../src-main/hub/words.ts';

describe('percentUp', () => {
  test.each([[0.5, '50.0 %'], [0.5001, '50.1 %'], [0.9996, '99.9 %'], [0.99999999, '99.9 %'], [1, '100.0 %'], [1.0001, '100.1 %'], [0, '0.0 %']])('%d is never shown safer than it is: %s', (ratio, words) => {
    expect(percentUp(ratio)).toBe(words);
  });
});

test.each([[2.99, '2.9σ'], [3, '3.0σ'], [0.04, '0.0σ']])('sigmasDown: %d is never shown farther than it is: %s', (sigmas, words) => {
  expect(sigmasDown(sigmas)).toBe(words);
});

test.each([[0.1841, '18.4 %'], [0.184, '18.4 %'], [0.0009, '0.0 %']])('percentDown: %d is never shown farther than it is: %s', (fraction, words) => {
  expect(percentDown(fraction)).toBe(words);
});
