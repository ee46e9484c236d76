import type { MarketView, MeasuredView } from '#shared/ipc/riskView.ts';
import { utcDayText } from '#shared/util/utcDay.ts';
import { openText, percentText } from '../../../ui/format.ts';
import { plain } from './chance.ts';

/** Returns whose newest is older are none. */
const CURRENT_DAYS = 7;
/** Fewer returns measure nothing: what has more and was not measured did not move. */
const LEAST = 30;

/** What stands behind σ and correlations, in sentences. */
export function marketWords({ sigmaSource, correlationSource, still, measured }: MarketView): readonly string[] {
  const byHand = `σ from ${sigmaSource}, correlations from ${correlationSource}: typical levels put down by hand, measured over no window.`;
  const stays = still.length === 0 ? [] : [`Without a σ, and taken to stay: ${still.join(', ')}.`];
  if (measured === null) return [byHand, ...stays];
  const kept = measured.kept.filter(({ asset }) => !still.includes(asset)).map(({ asset, returns }) => `${asset} (${returns === 0 ? `no daily returns up to the last ${CURRENT_DAYS} days` : returns < LEAST ? `${returns} daily ${returns === 1 ? 'return' : 'returns'}` : `no move on ${returns} days`})`);
  if (measured.span === null) return [`Nothing could be measured: it needs ${LEAST} daily returns of an asset${kept.length === 0 ? '' : `, and there are ${kept.join(', ')}`}.`, byHand, ...stays];
  return [
    `σ and correlations measured on ${spanWords(measured.span)}, ${methodWords(measured)}.`,
    ...(kept.length === 0 ? [] : [`As put down by hand (${sigmaSource}): ${kept.join(', ')}.`]),
    ...(measured.pairsByHand === 0 ? [] : [`${measured.pairsByHand} ${measured.pairsByHand === 1 ? 'correlation' : 'correlations'} as put down by hand: too few days in common.`]),
    ...(measured.moved < 0.005 ? [] : [`So that all of them fit together, correlations were moved by up to ${openText(plain(measured.moved), 2, 'ceil')}.`]),
    ...stays,
  ];
}

/** "250 days to 2026-11-24", or "31 to 250 days of 2026-03-19 to 2026-11-24". */
function spanWords({ fewest, most, first, last }: NonNullable<MeasuredView['span']>): string {
  return fewest === most && last - first + 1 === most ? `${most} days to ${utcDayText(last)}` : `${fewest === most ? most : `${fewest} to ${most}`} days of ${utcDayText(first)} to ${utcDayText(last)}`;
}

function methodWords({ method, lambda, shrinkage }: MeasuredView): string {
  if (method === 'ewma') return `EWMA λ ${lambda ?? ''}`;
  if (method === 'sample') return 'sample';
  return shrinkage === null ? 'sample: too few days in common to say how far to shrink' : `correlations shrunk by ${percentText(plain(shrinkage), 1)} (Ledoit and Wolf)`;
}
