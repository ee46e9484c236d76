import { parseDocument } from '#shared/document/parseDocument.ts';
import type { Failure } from '#shared/domain/failure.ts';
import type { WhatIfSpec } from '#shared/ipc/whatIf.ts';
import { scenarioDocument } from '#shared/ipc/whatIfSchema.ts';
import { ok, type Result } from '#shared/util/result.ts';

/**
 * Reads a scenario that was saved as a file: `{schema: "plimsoll.scenario/1", name, savedAt?, changes, shock}`.
 * What its changes say is judged on the book that it is opened on, as for any other.
 *
 * @returns `document/invalid` with a sentence for each field that is wrong
 */
export function parseScenario(text: string): Result<Readonly<{ name: string; spec: WhatIfSpec }>, Failure> {
  const read = parseDocument(text, scenarioDocument);
  return read.ok ? ok({ name: read.value.name, spec: { changes: read.value.changes, shock: read.value.shock } }) : read;
}
