import { faultsOf } from '#shared/document/faults.ts';
import { readJson } from '#shared/document/parsePortfolio.ts';
import type { Failure } from '#shared/domain/failure.ts';
import type { WhatIfSpec } from '#shared/ipc/whatIf.ts';
import { scenarioDocument } from '#shared/ipc/whatIfSchema.ts';
import { err, ok, type Result } from '#shared/util/result.ts';

/**
 * Reads a scenario that was saved as a file: `{schema: "plimsoll.scenario/1", name, savedAt?, changes, shock}`.
 * What its changes say is judged on the book that it is opened on, as for any other.
 *
 * @returns `document/invalid` with a sentence for each field that is wrong
 */
export function parseScenario(text: string): Result<Readonly<{ name: string; spec: WhatIfSpec }>, Failure> {
  const json = readJson(text);
  if (!json.ok) return err({ code: 'document/invalid', faults: [json.error], retryable: false });
  const parsed = scenarioDocument.safeParse(json.value);
  const faults = faultsOf(json.value, parsed.error);
  if (!parsed.success || faults.length > 0) return err({ code: 'document/invalid', faults, retryable: false });
  const { name, changes, shock } = parsed.data;
  return ok({ name, spec: { changes, shock } });
}
