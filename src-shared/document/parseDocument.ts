import type { z } from 'zod';
import type { Failure, Fault } from '../domain/failure.ts';
import { err, ok, type Result } from '../util/result.ts';
import { faultsOf } from './faults.ts';
import { readJson } from './parsePortfolio.ts';

const refuse = (faults: readonly Fault[]): Result<never, Failure> => err({ code: 'document/invalid', faults, retryable: false });

/**
 * Reads a JSON document of one schema.
 *
 * @param further what is wrong with one whose fields are right by themselves
 * @returns `document/invalid` with a sentence for each field that is wrong
 */
export function parseDocument<T>(text: string, schema: z.ZodType<T>, further: (document: T) => readonly Fault[] = () => []): Result<T, Failure> {
  const json = readJson(text);
  if (!json.ok) return refuse([json.error]);
  const parsed = schema.safeParse(json.value);
  const shape = faultsOf(json.value, parsed.error);
  if (!parsed.success || shape.length > 0) return refuse(shape);
  const faults = further(parsed.data);
  return faults.length > 0 ? refuse(faults) : ok(parsed.data);
}
