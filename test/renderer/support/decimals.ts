import fc from 'fast-check';

/** Plain decimals as the terminal sends them, up to 12 digits and 6 decimals, either sign. */
export const decimalTexts: fc.Arbitrary<string> = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 999_999_999 }), fc.option(fc.integer({ min: 0, max: 999_999 }), { nil: null }))
  .map(([negative, whole, fraction]) => `${negative ? '-' : ''}${whole}${fraction === null ? '' : `.${String(fraction).padStart(6, '0')}`}`);
