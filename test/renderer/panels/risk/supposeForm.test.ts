import { expect, test } from 'vitest';
import { readSuppose, USUAL_SUPPOSED } from '../../../../src-renderer/panels/dialogs/risk/supposeForm.ts';

test('what is typed is what is asked: funding times the last rates, or at a rate in percent', () => {
  expect(readSuppose(USUAL_SUPPOSED)).toEqual({ ok: true, value: { sigmaTimes: 2, funding: { kind: 'times', times: 3 }, days: 7, halted: null, deleveraged: 1 } });
  const halted = { kind: 'place', name: 'Arbitrum' } as const;
  expect(readSuppose({ ...USUAL_SUPPOSED, fundingKind: 'rate', funding: '−0.05', days: '0,5', halted, deleveraged: '3' })).toEqual({ ok: true, value: { sigmaTimes: 2, funding: { kind: 'rate', rate: -0.0005 }, days: 0.5, halted, deleveraged: 3 } });
});

test.each([
  [{ sigma: 'x' }, 'σ ×: expected a number from 0.1 to 10.'], [{ funding: '-1' }, 'Funding ×: expected a number from 0 to 1000.'], [{ fundingKind: 'rate' as const, funding: '6' }, 'Funding rate: expected a number from -5 to 5 percent.'],
  [{ days: '' }, 'Days: expected a number from 0.25 to 90.'], [{ deleveraged: '0' }, 'Rows taken away: expected a number from 1 to 10.'], [{ deleveraged: '1.5' }, 'Rows taken away: expected a whole number from 1 to 10.'],
])('%j is refused with a sentence', (own, fault) => expect(readSuppose({ ...USUAL_SUPPOSED, ...own })).toEqual({ ok: false, fault }));
