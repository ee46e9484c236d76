import { utcDayText } from '../util/utcDay.ts';
import type { ClosesImportView } from './closesView.ts';

const NAMES_TOLD = 8;
const listed = (names: readonly string[]): string => `${names.slice(0, NAMES_TOLD).join(', ')}${names.length > NAMES_TOLD ? ` and ${names.length - NAMES_TOLD} more` : ''}`;

/** What an import of daily closes did, in a line: "3 new, 0 changed, 1 as before: BTC, ETH in USDT, 2026-11-23 to 2026-11-24." */
export function closesWords({ added, changed, same, assets, currencies, first, last, ignored }: ClosesImportView): string {
  const days = first === last ? utcDayText(first) : `${utcDayText(first)} to ${utcDayText(last)}`;
  return `${added} new, ${changed} changed, ${same} as before: ${listed(assets)} in ${listed(currencies)}, ${days}.${ignored.length === 0 ? '' : ` Columns passed over: ${listed(ignored)}.`}`;
}
