import { readFileSync } from 'node:fs';
import { Decimal } from '#shared/num/units.ts';
import type { Adapter, Inputs } from './adapter.ts';
import { difference, type Tolerance } from './compare.ts';
import { isInputs } from './inputs.ts';

export type Case = Readonly<{ id: string; exchange?: string; model: string; inputs: Inputs; expected: Inputs; tolerance?: Tolerance; source?: Inputs }>;
/** `faults` is empty when every key of `expected` was met. */
export type Outcome = Readonly<{ id: string; kind: string; faults: readonly string[] }>;

export const readCases = (path: string): readonly Case[] => casesOf(JSON.parse(readFileSync(path, 'utf8')), path);

/** @throws TypeError naming the file when it holds no list of cases */
export function casesOf(value: unknown, path: string): readonly Case[] {
  if (!Array.isArray(value) || !value.every(isCase)) throw new TypeError(`${path}: expected a list of cases with id, model, inputs and expected`);
  return value;
}

const isCase = (value: unknown): value is Case =>
  isInputs(value) && typeof value['id'] === 'string' && typeof value['model'] === 'string' && isInputs(value['inputs']) && isInputs(value['expected']);

/**
 * Runs cases of one file; an unsupported kind has failed. `expected` is read for the comparison and for nothing else.
 *
 * @param named cases whose inputs a case of the file may build on without the file holding them
 */
export function runCases(cases: readonly Case[], adapters: readonly Adapter[], named: readonly Case[]): readonly Outcome[] {
  const byKind = new Map(adapters.map((adapter) => [kindOf(adapter), adapter]));
  const other = inputsById([...named, ...cases]);
  const kindred = Map.groupBy([...cases, ...named], kindOf);
  return cases.map((one) => ({ id: one.id, kind: kindOf(one), faults: faultsOf(one, byKind.get(kindOf(one)), other, (kindred.get(kindOf(one)) ?? []).map(({ inputs }) => inputs)) }));
}

/** @returns the inputs of a case by its id, which throws a TypeError where there is none */
export function inputsById(cases: readonly Case[]): (id: string) => Inputs {
  const byId = new Map(cases.map(({ id, inputs }) => [id, inputs]));
  return (id) => {
    const inputs = byId.get(id);
    if (inputs === undefined) throw new TypeError(`there is no case ${id}, in this file or among the named ones`);
    return inputs;
  };
}

export const kindOf = ({ exchange, model }: Readonly<{ exchange?: string | null; model: string }>): string => `${exchange ?? '-'}/${model}`;

function faultsOf({ inputs, expected, tolerance = {} }: Case, adapter: Adapter | undefined, other: (id: string) => Inputs, kindred: readonly Inputs[]): readonly string[] {
  if (adapter === undefined) return ['this kind of case is not supported'];
  try {
    const figures = adapter.run(inputs, other, kindred);
    return Object.entries(wantedOf(adapter, inputs, expected)).flatMap(([key, want]) => {
      const fault = difference(want, figures[key], tolerance);
      return fault === null ? [] : [`${key}: ${fault}`];
    });
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** What a case expects, fixed-point integers as the numbers that they stand for. */
export function wantedOf({ fixedPoint }: Adapter, inputs: Inputs, expected: Inputs): Inputs {
  const decimals = fixedPoint?.(inputs) ?? 0;
  return decimals === 0 ? expected : Object.fromEntries(Object.entries(expected).map(([key, want]) => [key, inWholeUnits(want, decimals)]));
}

const inWholeUnits = (value: unknown, decimals: number): unknown => (typeof value === 'string' ? new Decimal(value).div(new Decimal(10).pow(decimals)).toFixed() : value);
