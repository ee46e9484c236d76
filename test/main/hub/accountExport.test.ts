import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochMs } from '#shared/num/units.ts';
import { exportFileName } from '../../../src-main/hub/accountExport.ts';
import { START } from './support/riskyAccount.ts';

const at = epochMs(START);

describe('exportFileName', () => {
  test('names account and time, and says DEMO first', () => {
    expect(exportFileName('My Fund (2)', false, at, false, 'json')).toBe('plimsoll-my-fund-2-2026-11-24T140000.json');
    expect(exportFileName('Demo account', true, at, false, 'csv')).toBe('DEMO-plimsoll-demo-account-2026-11-24T140000.csv');
  });

  test('does not name the account of a redacted one', () => {
    expect(exportFileName('My Fund', true, at, true, 'json')).toBe('DEMO-plimsoll-account-2026-11-24T140000-redacted.json');
  });

  test('is a name that every system takes, whatever the account is called', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (name, demo) => {
      const file = exportFileName(name, demo, at, false, 'json');
      expect(file).toMatch(/^(?:DEMO-)?plimsoll-[a-z0-9][a-z0-9-]*-2026-11-24T140000\.json$/);
      expect(file.length).toBeLessThan(100);
    }));
  });
});
