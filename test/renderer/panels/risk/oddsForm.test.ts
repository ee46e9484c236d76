import { describe, expect, test } from 'vitest';
import { fieldNumber } from '../../../../src-renderer/panels/dialogs/risk/fieldNumber.ts';
import { readOdds, USUAL_ODDS } from '../../../../src-renderer/panels/dialogs/risk/oddsForm.ts';

const JUMPING = { ...USUAL_ODDS, jumps: true };
const ASLEEP = { ...USUAL_ODDS, sleep: true };

describe('what is supposed of the market', () => {
  test('percent become fractions, a time a minute of the day, and what is off is not asked', () => {
    expect(readOdds({ ...JUMPING, perYear: '12', mean: '−20', deviation: '7,5', together: false, toOne: true, sleep: true, from: '22:30', hours: '8' })).toEqual({
      ok: true, value: { market: { sigmaTimes: 1, jumps: { perYear: 12, mean: -0.2, deviation: 0.075, together: false }, correlation: 'one' }, sleep: { fromMinute: 1350, hours: 8 } },
    });
    expect(readOdds({ ...USUAL_ODDS, mean: 'much', from: 'night' })).toEqual({ ok: true, value: { market: { sigmaTimes: 1, jumps: null, correlation: 'usual' }, sleep: null } });
    expect(readOdds(ASLEEP)).toMatchObject({ value: { sleep: { fromMinute: null, hours: 8 } } });
  });

  test.each([
    [{ ...USUAL_ODDS, sigma: '0' }, 'σ ×: expected a number from 0.1 to 10.'], [{ ...JUMPING, perYear: '' }, 'Jumps a year: expected a number from 0 to 1000.'], [{ ...JUMPING, perYear: '-1' }, 'Jumps a year: expected a number from 0 to 1000.'],
    [{ ...JUMPING, mean: '-100' }, 'Mean jump: expected a number from -95 to 300 percent.'], [{ ...JUMPING, deviation: '1e3' }, 'Deviation of a jump: expected a number from 0 to 200 percent.'],
    [{ ...ASLEEP, from: '24:00' }, 'Asleep from: expected a time in UTC such as 22:30, or nothing for now.'], [{ ...ASLEEP, hours: '0' }, 'Hours asleep: expected a number from 0.25 to 72.'],
  ])('%j is refused with a sentence', (form, fault) => expect(readOdds(form)).toEqual({ ok: false, fault }));
});

test.each(['NaN', 'Infinity', '0x10', '1e2', '1 2', '--1', '.'])('%j is no number in a field', (text) => expect(fieldNumber('Field', text, { least: -1000, most: 1000 }, 1).ok).toBe(false));
