import { expect, test } from 'vitest';
import type { MarketView, MeasuredView } from '#shared/ipc/riskView.ts';
import { readUtcDay } from '#shared/util/utcDay.ts';
import { marketWords } from '../../../../src-renderer/panels/dialogs/risk/marketWords.ts';

const LAST = readUtcDay('2026-11-24') ?? Number.NaN;
const MARKET: MarketView = { assets: ['BTC'], sigmas: [0.035], correlation: [[1]], sigmaSource: 'default A', correlationSource: 'default B', still: ['USDX'], measured: null };
const MEASURED: MeasuredView = { method: 'ewma', lambda: 0.94, span: { fewest: 250, most: 250, first: LAST - 249, last: LAST }, shrinkage: null, kept: [{ asset: 'USDX', returns: 0 }], moved: 0, pairsByHand: 0 };
const words = (measured: Partial<MeasuredView> | null): string => marketWords({ ...MARKET, measured: measured === null ? null : { ...MEASURED, ...measured } }).join(' ');

test('what was put down by hand says so', () => expect(words(null)).toBe('σ from default A, correlations from default B: typical levels put down by hand, measured over no window. Without a σ, and taken to stay: USDX.'));

test.each<[Partial<MeasuredView>, string]>([
  [{}, 'σ and correlations measured on 250 days to 2026-11-24, EWMA λ 0.94. Without'],
  [{ method: 'sample', span: { fewest: 31, most: 240, first: LAST - 249, last: LAST } }, 'measured on 31 to 240 days of 2026-03-20 to 2026-11-24, sample.'],
  [{ method: 'sample', span: { fewest: 240, most: 240, first: LAST - 249, last: LAST } }, 'measured on 240 days of 2026-03-20 to 2026-11-24, sample.'],
  [{ method: 'shrinkage', shrinkage: 0.125 }, 'correlations shrunk by 12.5\u00a0% (Ledoit and Wolf).'],
  [{ method: 'shrinkage' }, 'sample: too few days in common to say how far to shrink.'],
  [{ kept: [{ asset: 'SOL', returns: 1 }, { asset: 'DAI', returns: 250 }, { asset: 'USDX', returns: 0 }] }, 'As put down by hand (default A): SOL (1 daily return), DAI (no move on 250 days).'],
  [{ pairsByHand: 1 }, '1 correlation as put down by hand: too few days in common.'],
  [{ kept: [{ asset: 'SOL', returns: 0 }] }, 'SOL (no daily returns up to the last 7 days).'],
  [{ moved: 0.031 }, 'correlations were moved by up to 0.04.'],
  [{ span: null, kept: [{ asset: 'BTC', returns: 3 }] }, 'Nothing could be measured: it needs 30 daily returns of an asset, and there are BTC (3 daily returns). σ from default A'],
])('%j', (measured, sentence) => expect(words(measured)).toContain(sentence));
