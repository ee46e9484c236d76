/** Decimals of a plain decimal text, without trailing zeros. */
export function decimalsOf(text: string): number {
  const fraction = text.split('.')[1]?.replace(/0+$/, '') ?? '';
  return Math.min(8, fraction.length);
}

/** How many decimals a price column shows: the tick's, else about six significant digits. */
export function priceDecimalsOf(tickSize: string | undefined, price: string): number {
  if (tickSize !== undefined) return decimalsOf(tickSize);
  const value = Math.abs(Number(price));
  if (value >= 10_000) return 1;
  if (value >= 100) return 2;
  return value >= 1 ? 3 : Math.min(10, 4 - Math.floor(Math.log10(value || 1)));
}
