import { join } from 'node:path';
import { expect } from 'vitest';
import { computeSnapshot } from '#shared/document/computeSnapshot.ts';
import { type ParsedPortfolio, parsePortfolio } from '#shared/document/parsePortfolio.ts';
import type { Snapshot } from '#shared/document/snapshot.ts';
import { Decimal, epochMs } from '#shared/num/units.ts';
import type { Inputs } from '../../../reference/adapter.ts';
import { difference } from '../../../reference/compare.ts';
import { isInputs } from '../../../reference/inputs.ts';
import { type Case, readCases } from '../../../reference/run.ts';

const folder = join(import.meta.dirname, '../../../reference');
const CASES = new Map(['exchange-margin', 'onchain-margin', 'named'].flatMap((file) => readCases(join(folder, `${file}.cases.json`))).map((one) => [one.id, one]));

export function publishedCase(id: string): Case {
  const found = CASES.get(id);
  if (found === undefined) throw new Error(`there is no published case ${id}`);
  return found;
}

/** Ids of the published cases of one form. */
export const idsOf = (holds: (one: Case) => boolean): readonly string[] => [...CASES.values()].filter(holds).map(({ id }) => id);

/** Reads one figure of a snapshot; null where the snapshot says none. */
export type Read = (snapshot: Snapshot) => Decimal | null;

const NOW = epochMs(Date.UTC(2026, 10, 22));

/** A document through the product's own reader and engine. */
export function snapshotOf(document: Inputs): Snapshot {
  const parsed = parsePortfolio(JSON.stringify({ schema: 'plimsoll.portfolio/1', name: 'Published', ...document }), NOW);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return snapshotAgain(parsed.value);
}

export function snapshotAgain(parsed: ParsedPortfolio): Snapshot {
  return computeSnapshot(parsed, { now: NOW, version: '0', demo: false, redact: false, sha256: () => '', stateOf: () => 'manual' }).snapshot;
}

function field(snapshot: Snapshot, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof key === 'number') return Array.isArray(value) ? value[key] : undefined;
    return isInputs(value) ? value[key] : undefined;
  }, snapshot);
}

function decimalAt(path: readonly (string | number)[]): Read {
  return (snapshot) => {
    const value = field(snapshot, path);
    if (value === null) return null;
    if (typeof value !== 'string') throw new Error(`${path.join('.')} of the snapshot is ${JSON.stringify(value)}`);
    return new Decimal(value);
  };
}

export const total = (name: string): Read => decimalAt(['totals', name]);
export const venueRatio: Read = decimalAt(['totals', 'venueRatio', 'value']);
export const row = (at: number, name: string): Read => decimalAt(['positions', at, name]);
/** A figure of the pool with an id. */
export const pool = (id: string, name: string): Read => (snapshot) => {
  const pools = field(snapshot, ['pools']);
  return decimalAt(['pools', Array.isArray(pools) ? pools.findIndex((one) => isInputs(one) && one['id'] === id) : 0, name])(snapshot);
};

/** The liquidation price of a row, the nearer one of two; null where there is none, a fault where it is unknown. */
export const price = (at: number): Read => (snapshot) => {
  const path = ['positions', at, 'liquidationPrice'];
  const status = field(snapshot, [...path, 'status']);
  if (status === 'none') return null;
  if (status === 'price') return decimalAt([...path, 'price'])(snapshot);
  if (status !== 'range') throw new Error(`the liquidation price is ${JSON.stringify(field(snapshot, path))}`);
  const [lower, upper, mark] = [decimalAt([...path, 'lower'])(snapshot), decimalAt([...path, 'upper'])(snapshot), row(at, 'markPrice')(snapshot)];
  if (lower === null || upper === null || mark === null) return null;
  return upper.minus(mark).lt(mark.minus(lower)) ? upper : lower;
};

/** A figure in another unit. */
export const divided = (read: Read, by: string): Read => (snapshot) => read(snapshot)?.div(by) ?? null;

/** Every figure named is one that the case publishes, and the engine meets it within the tolerance of the case. */
export function expectPublished(id: string, document: Inputs, figures: Readonly<Record<string, Read>>): void {
  const { expected, tolerance } = publishedCase(id);
  const snapshot = snapshotOf(document);
  const faults = Object.entries(figures).flatMap(([key, read]) => {
    if (!(key in expected)) return [`${key} is not published`];
    const fault = difference(expected[key], read(snapshot), tolerance ?? {});
    return fault === null ? [] : [`${key}: ${fault}`];
  });
  expect(faults).toEqual([]);
}
