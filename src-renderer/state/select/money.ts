/** Currencies whose unit is worth so much that cents of it are not small. */
const FINE: ReadonlySet<string> = new Set(['BTC', 'ETH', 'XBT', 'WBTC', 'BNB', 'SOL']);

/** Decimals that money of this currency is shown with; the exact figure is always in the title. */
export function moneyDecimals(currency: string): number {
  return FINE.has(currency) ? 6 : 2;
}

/** Decimals of a headline figure: from a million on, cents only take room. */
export function headlineDecimals(value: string | null, currency: string): number {
  const decimals = moneyDecimals(currency);
  return value !== null && Math.abs(Number(value)) >= 1_000_000 ? Math.max(0, decimals - 2) : decimals;
}

/** Decimals of a column of large sums: none, unless the whole is so small that whole units would hide it. */
export function sumDecimals(total: string | null, currency: string): number {
  const decimals = moneyDecimals(currency);
  return total !== null && Math.abs(Number(total)) >= 10_000 ? Math.max(0, decimals - 2) : decimals;
}
