import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { parsePortfolio } from '#shared/document/parsePortfolio.ts';
import type { Json } from '#shared/document/canonicalJson.ts';
import { epochMs } from '#shared/num/units.ts';

const NOW = epochMs(Date.UTC(2026, 10, 24));
const text = readFileSync(join(import.meta.dirname, '../../golden/account-1/portfolio.json'), 'utf8');

function snapshotOf(redact: boolean): Json {
  const parsed = parsePortfolio(text, NOW);
  if (!parsed.ok) throw new Error('golden account 1 does not parse');
  return computeSnapshot(parsed.value, { now: NOW, version: '0', demo: false, redact, sha256: () => 'hash', stateOf: () => 'live' }).snapshot;
}

/** Every text in a document, keys left out. */
function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((field: Json | undefined) => textsIn(field)) : [];
}

describe('a redacted snapshot', () => {
  test('holds ratios, distances and symbols alone', () => {
    const { totals, positions, jointMove, ...rest } = JSON.parse(JSON.stringify(snapshotOf(true)));
    expect(Object.keys(rest).toSorted()).toEqual(['app', 'integrity', 'redacted', 'schema']);
    expect(Object.keys(totals).toSorted()).toEqual(['incomplete', 'initialMarginRatio', 'marginRatio', 'stage']);
    for (const position of positions) {
      expect(Object.keys(position).toSorted()).toEqual(['distance', 'maintenanceShare', 'symbol']);
      expect(Object.keys(position.distance).toSorted()).toEqual(['fraction', 'sigmaSource', 'sigmas']);
    }
    expect(Object.keys(jointMove).toSorted()).toEqual(['bankruptcy', 'liquidation']);
  });

  test('repeats no amount, price, time or name of the account', () => {
    const parts = JSON.parse(JSON.stringify(snapshotOf(false)));
    const kept = new Set(textsIn(snapshotOf(true)));
    const secrets = textsIn({ asOf: parts.asOf, account: parts.account.name, portfolio: { collateral: parts.portfolio.collateral, prices: parts.portfolio.prices }, equityParts: parts.equityParts })
      .concat([parts.totals.equity, parts.totals.adjustedEquity, parts.totals.buffer, ...parts.positions.flatMap((row: Readonly<Record<string, string>>) => [row['size'], row['entryPrice'], row['markPrice'], row['notional']])])
      .filter((secret) => !['0', '1', '1.00'].includes(secret));
    expect(secrets.length).toBeGreaterThan(15);
    expect(secrets.filter((secret) => kept.has(secret))).toEqual([]);
  });
});
