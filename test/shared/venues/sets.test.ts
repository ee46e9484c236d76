import { describe, expect, test } from 'vitest';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import { rulesOf } from '#shared/domain/marginRules.ts';
import { epochMs } from '#shared/num/units.ts';
import { findVenue, MODELS, newestSet, upcomingSets, VENUES } from '#shared/venues/registry.ts';
import { utc } from '#shared/venues/utc.ts';
import { snapshotAgain, snapshotOf } from './support/published.ts';

const SETS = VENUES.flatMap((venue) => venue.sets.map((set) => ({ venue, set })));
const later = (at: number, by: number) => epochMs(at + by);

describe('every set', () => {
  test('has an id of its own, and every venue too', () => {
    expect(new Set(SETS.map(({ set }) => set.id)).size).toBe(SETS.length);
    expect(new Set(VENUES.map(({ id }) => id)).size).toBe(VENUES.length);
  });

  test.each(SETS.map(({ venue, set }) => [set.id, venue, set] as const))('%s', (_id, venue, set) => {
    expect(set.id).toMatch(new RegExp(`^${venue.id}-(?:[a-z-]+-)?\\d{4}-\\d{2}-\\d{2}$`));
    expect(set.venue).toBe(venue.id);
    expect(venue.models).toContain(set.model);
    expect(Object.keys(MODELS)).toContain(set.model);
    // A snapshot carries the set, and a document takes no longer remark.
    expect(set.source.length).toBeGreaterThan(20);
    expect(set.source.length).toBeLessThanOrEqual(500);
    expect(rulesOf(set).pooling).toBe(set.model === 'single-currency' ? 'settle' : 'one');
  });

  test.each(VENUES.map((venue) => [venue.id, venue] as const))('%s: ascending, and one for each model', (_id, venue) => {
    expect(venue.sets.map(({ validFrom }) => validFrom)).toEqual(venue.sets.map(({ validFrom }) => validFrom).toSorted((a, b) => a - b));
    expect(venue.models.toSorted()).toEqual([...new Set(venue.sets.map(({ model }) => model))].toSorted());
  });
});

test.each(SETS.map(({ set }) => [set.id, set] as const))('%s: a snapshot under it reads again, to the letter', (_id, set) => {
  const document = { venue: set.venue, model: set.model, parameters: set.id, valuationCurrency: 'USDT', asOf: '2026-11-22T00:00:00Z', collateral: [], positions: [] };
  const first = snapshotOf(document);
  const parsed = parsePortfolio(JSON.stringify(first), utc(2026, 11, 22));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  expect(JSON.stringify(snapshotAgain(parsed.value))).toBe(JSON.stringify(first));
});

describe('dates', () => {
  test.each(SETS.map(({ venue, set }) => [set.id, venue, set] as const))('%s switches at its second and never reaches back', (_id, venue, set) => {
    expect(newestSet(venue, set.validFrom, set.model)?.validFrom).toBe(set.validFrom);
    expect(newestSet(venue, later(set.validFrom, -1), set.model)?.validFrom ?? -1).toBeLessThan(set.validFrom);
    expect(upcomingSets(venue, set.model, later(set.validFrom, -1))).toContain(set);
    expect(upcomingSets(venue, set.model, set.validFrom)).not.toContain(set);
  });

  test('Bybit turns from entry to mark on 2025-10-01, a set at a time', () => {
    const bybit = findVenue('bybit');
    if (bybit === null) throw new Error('no Bybit');
    expect(newestSet(bybit, later(utc(2025, 10, 1), -1), 'tiered-cross')?.rules?.maintenanceBasis).toBe('entry');
    expect(newestSet(bybit, utc(2025, 10, 1), 'tiered-cross')?.rules?.maintenanceBasis).toBeUndefined();
    expect(upcomingSets(bybit, 'tiered-cross', utc(2020, 1, 1)).map(({ id }) => id)).toEqual(['bybit-uta-2023-10-09', 'bybit-uta-2025-10-01']);
    expect(newestSet(bybit, utc(2026, 1, 1), 'single-currency')).toBeNull();
  });

  test('a document takes the newest set of its own model', () => {
    const read = (model: string): string | null => {
      const document = { schema: 'plimsoll.portfolio/1', name: 'A', venue: 'binance-usdm', model, valuationCurrency: 'USDT', asOf: '2026-06-01T00:00:00Z', collateral: [], positions: [] };
      const parsed = parsePortfolio(JSON.stringify(document), utc(2026, 6, 1));
      return parsed.ok ? parsed.value.portfolio.parameters.id : null;
    };
    expect([read('tiered-cross'), read('single-currency')]).toEqual(['binance-usdm-2026-05-01', 'binance-usdm-single-asset-2026-05-01']);
  });
});

test('weights lie from 0 to 1, of debts from 1 on, and tiers of weight start at 0', () => {
  for (const { set } of SETS) {
    for (const weight of [...Object.values(set.collateralWeights), ...Object.values(set.weightTiers ?? {}).flat().map((tier) => tier.weight)]) {
      expect(Number(weight)).toBeGreaterThanOrEqual(0);
      expect(Number(weight)).toBeLessThanOrEqual(1);
    }
    for (const weight of [set.defaultLiabilityWeight ?? '1', ...Object.values(set.liabilityWeights ?? {})]) expect(Number(weight)).toBeGreaterThanOrEqual(1);
    for (const tiers of Object.values(set.weightTiers ?? {})) expect(tiers[0]?.from).toBe('0');
  }
});
