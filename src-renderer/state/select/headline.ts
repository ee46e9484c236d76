import type { AccountView } from '#shared/ipc/view.ts';

/** What is missing for a headline figure, in words. */
export function missingFor(account: AccountView, figure: string): string {
  const found = account.unknown.filter((entry) => entry.makesUnknown.includes(figure)).map((entry) => entry.missing);
  const all = found.length > 0 ? found : account.unknown.map((entry) => entry.missing);
  return all.length === 0 ? 'an input is missing' : `needs ${all.slice(0, 3).join(', ')}${all.length > 3 ? ` and ${all.length - 3} more` : ''}`;
}

/** Adjusted equity is gone while margin is still asked for: worse than any ratio, and not unknown. */
export function isUnderwater(account: AccountView): boolean {
  return account.totals.marginRatio === null && account.totals.adjustedEquity !== null && account.totals.maintenanceMargin !== null;
}
